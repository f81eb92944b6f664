using Comity.Domain;
using Comity.Node.Access;
using Comity.Node.Rooms;
using Comity.Record;
using Comity.Record.Statements;

namespace Comity.Node.Search;

/// <summary>What a search found, as page and API show it: the statements themselves, with the places marked.</summary>
public sealed class SearchView(IRoom room, SearchIndex index, OfficerAccessor officers)
{
    public (SearchFound Found, IReadOnlyList<SearchRow> Rows) Look(SearchRequest request)
    {
        var found = index.Search(request, ReadingRights.Of(room, officers.Sight));
        if (!officers.Sight.SeesAll)
        {
            // How much there is besides what one may read is not told: how far the index is, in hundredths.
            found = found with { Progress = found.Progress.InHundredths };
        }

        return (found, [.. found.Hits.Select(h => Row(h, request.Words)).OfType<SearchRow>()]);
    }

    private SearchRow? Row(SearchHit hit, SearchWords words)
    {
        if (room.Find(hit.Id)?.Statement is not { } statement || room.Said(statement) is not { } said)
        {
            return null;
        }

        var (title, texts) = BodyWords.Of(said);
        var text = texts.FirstOrDefault(t => Snippet.IsIn(t, words)) ?? texts.FirstOrDefault() ?? "";
        return new(statement, said, hit.Day, title.Length > 0 ? Snippet.Of(title, words) : Matter(said), text.Length > 0 ? Snippet.Of(text, words) : Snippet.Nothing);
    }

    // A statement without a title of its own is named by the matter it belongs to.
    private Snippet Matter(Said said) =>
        said.Statement.Subject is { } subject && room.Find(subject)?.Statement is { } matter && matter.Channel == said.Statement.Channel && room.Said(matter) is { } opened
        && BodyWords.Of(opened).Title is { Length: > 0 } title
            ? new([new SnippetPart(title, false)])
            : Snippet.Nothing;
}

/// <param name="Statement">As it stands in its journal; in public that is the publication.</param>
/// <param name="Said">What counts of it.</param>
/// <param name="Title">Empty where neither the statement nor its matter has one.</param>
public sealed record SearchRow(Statement Statement, Said Said, DateOnly Day, Snippet Title, Snippet Text);
