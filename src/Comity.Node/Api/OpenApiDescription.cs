using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Comity.Node.Api;

/// <summary>What <c>/openapi/v1.json</c> says of the API as a whole.</summary>
internal static class OpenApiDescription
{
    public static void Configure(OpenApiOptions options) => options.AddDocumentTransformer((document, _, _) =>
    {
        document.Info = new OpenApiInfo
        {
            Title = "Comity",
            Version = "v1",
            Description = "One member's node of a coordination room. Answers are judged from signed statements; errors are problem details (RFC 9457) that list every field at fault.",
        };
        document.Servers?.Clear();
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes["token"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A token of an officer of this node" };
        return Task.CompletedTask;
    });
}
