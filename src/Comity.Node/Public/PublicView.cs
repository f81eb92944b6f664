using Comity.Domain.Disputes;
using Comity.Node.Rooms;
using Comity.Node.Shared;
using Comity.Record;
using Comity.Record.Statements;

namespace Comity.Node.Public;

/// <summary>The published texts as one request shows them; of the public channel alone, whoever asks.</summary>
public sealed class PublicView(IRoom room, PublishedBook book)
{
    private RoomPicture? _picture;
    private ActIndex? _acts;

    private RoomPicture Picture => _picture ??= room.Picture(ChannelId.Public);

    public ActIndex Acts => _acts ??= new ActIndex(Picture.Disputes);

    /// <summary>The texts that stand for themselves, the last published first.</summary>
    public IEnumerable<PublicText> All => book.All.Select(Text).OfType<PublicText>();

    public PublicText? Find(string id) => StatementId.TryParse(id, out var wanted) && book.Find(wanted) is { } published ? Text(published) : null;

    /// <summary>Anything published, text or not: an account, a link, a translation.</summary>
    public Published? FindAny(string id) => StatementId.TryParse(id, out var wanted) ? book.Find(wanted) : null;

    /// <summary>The public statement and what it carries, whole.</summary>
    public (Statement Publication, Statement Said)? Whole(Published published) =>
        room.Find(published.Publication.Id)?.Statement is { } publication && room.Said(publication)?.Statement is { } said ? (publication, said) : null;

    private PublicText? Text(Published published) => Acts.Act(published.Id) is { } act ? new(act, published.Publication) : null;
}

/// <param name="Publication">The statement that put it here, without its text.</param>
public sealed record PublicText(ActFinding Act, Statement Publication)
{
    public string Path => $"/public/texts/{Act.Id}";
}
