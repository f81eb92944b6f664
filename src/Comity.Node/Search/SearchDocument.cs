using Comity.Domain;
using Comity.Domain.Disputes;
using Comity.Record;
using Comity.Record.Forum;
using Comity.Record.Statements;

namespace Comity.Node.Search;

/// <summary>One statement as the index keeps it: where it stands, and the tokens of its words. The words themselves stay in the record.</summary>
/// <param name="Day">Of the act, where the body names one day; otherwise the day on which the author says it said this.</param>
/// <param name="Facets">What it is, as tokens that no word can be: <c>c:plenary</c>, <c>t:economy</c>, <c>k:…</c>, <c>m:kr</c>, <c>a:jp</c>, <c>f:plenary</c>.</param>
internal sealed record SearchDocument(Statement Statement, DateOnly Day, string Title, string Text, string Facets)
{
    /// <returns>Null for what nobody looks for: receipts, rosters and the like, which hold no words.</returns>
    public static SearchDocument? Of(Statement statement, Said? said)
    {
        if (said is null || statement.Kind is RecordKinds.Receipt or RecordKinds.RosterAdopted or RecordKinds.CharterAccepted or RecordKinds.ForkDeclared or RecordKinds.GapRecorded)
        {
            return null;
        }

        var (title, texts) = BodyWords.Of(said);
        return new(statement, DayOf(said), Tokens([title]), Tokens(texts), string.Join(' ', FacetsOf(statement, said)));
    }

    public static DateOnly DayOf(Said said) => said.Body switch
    {
        ActRecorded act => act.Date,
        StageRecorded stage => stage.Date,
        _ => DateOnly.FromDateTime(said.Statement.ClaimedAt.UtcDateTime),
    };

    private static IEnumerable<string> FacetsOf(Statement statement, Said said)
    {
        yield return SearchFacet.Channel(statement.Channel);
        yield return SearchFacet.Track(said.Statement.Track);
        yield return SearchFacet.Kind(said.Statement.Kind);
        yield return SearchFacet.Author(statement.Member);
        foreach (var actor in (said.Body as ActRecorded)?.Actors.Select(a => a.Member ?? a.OrganOf).OfType<MemberId>().Distinct() ?? [])
        {
            yield return SearchFacet.Actor(actor);
        }

        // What was published stands in public and where it was said: whoever reads both finds it once.
        if (said.Id != statement.Id)
        {
            yield return SearchFacet.PublishedFrom(said.Statement.Channel);
        }
    }

    // Between two texts stands a token that is never asked for, so that no phrase reaches over the gap.
    private static string Tokens(IEnumerable<string> texts) => string.Join(" . ", texts.Select(t => string.Join(' ', TextTokens.Of(TextFold.Of(t).Folded))));
}

/// <summary>The names of facets; the colon keeps them apart from words.</summary>
internal static class SearchFacet
{
    public static string Channel(ChannelId channel) => $"c:{channel}";

    public static string Track(string? track) => $"t:{track ?? "-"}";

    public static string Kind(string kind) => $"k:{kind}";

    public static string Author(MemberId member) => $"m:{member}";

    public static string Actor(MemberId member) => $"a:{member}";

    public static string PublishedFrom(ChannelId channel) => $"f:{channel}";
}
