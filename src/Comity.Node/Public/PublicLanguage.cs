using Comity.Node.Shared;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;

namespace Comity.Node.Public;

/// <summary>On the public site the address may name the language, so that a page can be linked to and kept by caches; it changes nothing of the reader's.</summary>
internal sealed class PublicLanguage : RequestCultureProvider
{
    public const string Parameter = "lang";

    public override Task<ProviderCultureResult?> DetermineProviderCultureResult(HttpContext httpContext) =>
        Task.FromResult(httpContext.Request.Path.StartsWithSegments("/public") && httpContext.Request.Query[Parameter].ToString() is var asked && Formats.Languages.Contains(asked)
            ? new ProviderCultureResult(asked)
            : null);
}
