using Comity.Domain;
using Comity.Domain.Disputes;
using Comity.Domain.Disputes.Board;
using Comity.Node.Rooms;
using Comity.Record;
using Comity.Record.Statements;

namespace Comity.Node.Public;

/// <summary>The published texts as one request shows them; of the public channel alone, whoever asks.</summary>
public sealed class PublicView(IRoom room, PublishedBook book)
{
    private static readonly string Act = BodyCodec.KindOf(typeof(ActRecorded));

    // What belongs to an act is shown with it, in the room and on the act's page.
    private static readonly string[] WithAnother = ["record.", "channels.", "disputes."];
    private IDisputesBoard? _board;
    private List<Published>? _all;

    public IDisputesBoard Board => _board ??= room.Board(ChannelId.Public);

    /// <summary>How many texts stand for themselves.</summary>
    public int Count => All.Count;

    private List<Published> All => _all ??= [.. book.All.Where(p => p.Kind == Act || !WithAnother.Any(k => p.Kind.StartsWith(k, StringComparison.Ordinal)))];

    /// <summary>Those texts, the last published first.</summary>
    public IReadOnlyList<PublicText> Latest(int skip, int take)
    {
        var page = All.Skip(skip).Take(take).ToList();
        Board.Expect(page.Where(p => p.Kind == Act).Select(p => p.Id));
        return [.. page.Select(Text).OfType<PublicText>()];
    }

    public PublicText? Find(string id) => StatementId.TryParse(id, out var wanted) && book.Find(wanted) is { } published ? Text(published) : null;

    /// <summary>Anything published, text or not: an account, a link, a translation.</summary>
    public Published? FindAny(string id) => StatementId.TryParse(id, out var wanted) ? book.Find(wanted) : null;

    /// <summary>The public statement and what it carries, whole.</summary>
    public (Statement Publication, Statement Said)? Whole(Published published) =>
        room.Find(published.Publication.Id)?.Statement is { } publication && room.Said(publication)?.Statement is { } said ? (publication, said) : null;

    private PublicText? Text(Published published) =>
        published.Kind == Act ? Board.Act(published.Id) is { } act ? new(act.Id, act, null, act.Author, act.Track, published.Publication) : null
        : room.Find(published.Publication.Id)?.Statement is { } publication && room.Said(publication) is { } said ? new(said.Id, null, said, said.Author, said.Statement.Track ?? "", published.Publication) : null;
}

/// <param name="Act">Null for what is no act.</param>
/// <param name="Other">Terms, a line, an answer, shown as it was said; null for an act.</param>
/// <param name="Track">Empty where it was said of none.</param>
/// <param name="Publication">The statement that put it here, without its text.</param>
public sealed record PublicText(StatementId Id, ActFinding? Act, Said? Other, MemberId Author, string Track, Statement Publication)
{
    public string Path => $"/public/texts/{Id}";
}
