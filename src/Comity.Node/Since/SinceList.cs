using Comity.Domain;
using Comity.Domain.Disputes;
using Comity.Node.Access;
using Comity.Node.Api;
using Comity.Node.Journals;
using Comity.Node.Rooms;
using Comity.Node.Search;
using Comity.Node.Shared;
using Comity.Record;
using Comity.Record.Forum;
using Comity.Record.Statements;

namespace Comity.Node.Since;

/// <summary>What was said in a channel since its reader was last here, of every capability; receipts and translations are not news.</summary>
public sealed class SinceList(RoomView view, ReadMarks read, StatementSummary summary, Formats formats)
{
    /// <summary>On a first visit: so many of the latest of each journal.</summary>
    public const int FirstVisit = 50;

    private const int Window = 200;
    private static readonly string[] NoNews = [RecordKinds.Receipt, BodyCodec.KindOf(typeof(TranslationSupplied))];

    /// <summary>By author in the journals' order, then index; read as far as it is asked for.</summary>
    /// <param name="since">Null on a first visit.</param>
    /// <param name="track">Null for every track.</param>
    /// <param name="after">The place where an earlier answer stopped.</param>
    public IEnumerable<SinceItem> Read(VisitMark? since, string? track, Place? after)
    {
        var started = after is null;
        foreach (var journal in view.Room.Journals(view.Channel))
        {
            if (!started && journal.Member != after!.Member)
            {
                continue;
            }

            var from = Math.Max(since?.From(journal.Member) ?? Math.Max(0, journal.Head.Size - FirstVisit), started ? 0 : after!.Index + 1);
            started = true;
            foreach (var statement in Said(journal, from).Where(s => !NoNews.Contains(s.Kind) && (track is null || s.Track == track) && !IsRead(s)))
            {
                yield return Item(statement);
            }
        }
    }

    private IEnumerable<Statement> Said(JournalRow journal, long from)
    {
        for (; from < journal.Head.Size; from += Window)
        {
            foreach (var statement in view.Room.Statements(view.Channel, journal.Member, from, Window))
            {
                yield return statement;
            }
        }
    }

    private bool IsRead(Statement said) => said.Track is { } track && read.Of(track) is { } mark && said.Index < mark.From(said.Member);

    private SinceItem Item(Statement statement)
    {
        var said = view.Room.Said(statement);
        var about = summary.About(statement);
        var title = about.Length > 0 ? about : said is null ? "" : BodyWords.Of(said).Title is { Length: > 0 } own ? own : Matter(statement);
        return new(statement, summary.Kind(said?.Statement.Kind ?? statement.Kind), title, said?.Body is ActRecorded ? $"disputes/acts/{said.Id}" : $"record/statements/{statement.Id}");
    }

    // A statement without a title of its own is named by the matter it belongs to.
    private string Matter(Statement statement) =>
        statement.Subject is { } subject && view.Room.Find(subject)?.Statement is { } matter && view.Room.Said(matter) is { } opened
            ? view.Acts.Act(subject) is { } act ? formats.Title(act).Text : BodyWords.Of(opened).Title
            : "";
}

/// <param name="Kind">In the reader's words.</param>
/// <param name="Title">Empty where neither the statement nor its matter has one.</param>
/// <param name="Page">Where it is shown, under its channel.</param>
public sealed record SinceItem(Statement Said, string Kind, string Title, string Page);
