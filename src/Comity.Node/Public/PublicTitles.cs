using Comity.Domain;
using Comity.Node.Search;
using Comity.Node.Shared;
using Comity.Node.Standstill;
using Microsoft.Extensions.Localization;

namespace Comity.Node.Public;

/// <summary>What a published text is called: an act by its title, anything else by its kind and the title it has within.</summary>
public sealed class PublicTitles(Formats formats, IStringLocalizer<KindTexts> kinds)
{
    public Wording Of(PublicText text) => text.Act is { } act ? formats.Title(act)
        : new(Own(text.Other!) is { Length: > 0 } own ? $"{Kind(text.Other!.Statement.Kind)}: {own}" : Kind(text.Other!.Statement.Kind), Formats.Language, null, null, null, null);

    public string Kind(string kind) => kinds[kind.Split('/')[0]] is { ResourceNotFound: false } name ? name : kinds["unknown", kind];

    private static string Own(Said said) => References.Title(said.Body) is { Length: > 0 } title ? title : BodyWords.Of(said).Title;
}
