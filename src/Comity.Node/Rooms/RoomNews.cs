using Comity.Domain;
using Comity.Domain.Disputes;
using Comity.Domain.Disputes.Board;
using Comity.Node.Shared;
using Comity.Record;
using Comity.Record.Statements;

namespace Comity.Node.Rooms;

/// <summary>What a reader has not seen yet, in the order of a briefing: by track, latest first. Receipts and translations are not news.</summary>
public sealed class RoomNews(RoomView view, ReadMarks read)
{
    private const int FirstVisitDays = 30;
    private const int PageOfJournal = 100;
    private const int MostLately = 100;

    /// <param name="since">Null: what happened in the thirty days up to the day shown.</param>
    public ILookup<string, NewsItem> Read(VisitMark? since) =>
        (since is null ? Lately() : Since(since)).Where(n => !IsRead(n)).OrderByDescending(n => n.Date).ToLookup(n => n.Track);

    // What happened lately carries no place in a journal: there the day on which the track was read decides.
    private bool IsRead(NewsItem item) => read.Of(item.Track) is { } mark && (item.Index is { } index ? index < mark.From(item.Author) : item.Date <= mark.Day);

    private IEnumerable<NewsItem> Lately() => view.Acts.LatestActs(ActFilter.All, 0, MostLately, view.AsOf)
        .Where(a => a.Date > view.AsOf.AddDays(-FirstVisitDays))
        .Select(a => new NewsItem(a.Id, a.Author, a.Track, a.Date, "act", a, null, null));

    private IEnumerable<NewsItem> Since(VisitMark mark) => view.Room.Journals(view.Channel)
        .SelectMany(j => view.Room.Statements(view.Channel, j.Member, mark.From(j.Member), PageOfJournal))
        .Select(Item).OfType<NewsItem>();

    private NewsItem? Item(Statement said) => view.Room.Find(said.Id)?.Body switch
    {
        ActRecorded => Of(said, "act", said.Id),
        ActAffirmed b => Of(said, "affirmed", b.Act),
        ActAnswered b => Of(said, b.Answer.Wire(), b.Act),
        AccountGiven b => Of(said, b.Stance == AccountStance.Contests ? "contested" : "account", b.Act),
        LinkAsserted { OnBehalfOf: Asserter.Author } b => Of(said, "link-asserted", b.From, b.To, b.Relation),
        LinkDenied b => Of(said, "link-denied", b.From, b.To, b.Relation),
        LinkWithdrawn b => Of(said, "link-withdrawn", b.From, b.To, b.Relation),
        StageRecorded b when view.Acts.Measure(b.Measure) is { } measure && b.Act != measure.Act => Of(said, "stage", b.Act ?? measure.Act),
        _ => null,
    };

    private NewsItem? Of(Statement said, string what, StatementId about, StatementId? other = null, LinkRelation? relation = null) =>
        view.Acts.Act(about) is { } act
            ? new(said.Id, said.Member, said.Track ?? act.Track, DateOnly.FromDateTime(said.ClaimedAt.UtcDateTime), what, act, other is { } id ? view.Acts.Act(id) : null, relation, said.Index)
            : null;
}

/// <param name="What">Key of the sentence: <c>act</c>, <c>affirmed</c>, <c>contested</c>, <c>account</c>, <c>link-asserted</c> …</param>
/// <param name="Index">Of the statement in its author's journal; null for acts listed by their day.</param>
/// <param name="Other">The earlier act, where the news is about a link.</param>
public sealed record NewsItem(StatementId Said, MemberId Author, string Track, DateOnly Date, string What, ActFinding Act, ActFinding? Other, LinkRelation? Relation, long? Index = null);
