using Comity.Record.Forum;
using Comity.Record.Signing;
using Comity.Record.Statements;

namespace Comity.Record.Journals;

/// <summary>All journals one holder keeps of a forum, and the rules by which a statement joins them.</summary>
/// <remarks>
/// In memory: heads, roots and ids, not the texts. One writer at a time; the caller stores before it releases.
/// Fork evidence and disputed sightings join at <see cref="AdmissionRules"/>, the guard before signing, catch-up by head beside <see cref="Judge"/>.
/// </remarks>
public sealed class ForumRecord(StatementId forumId, MemberId holder)
{
    private readonly SortedDictionary<ChannelId, Channel> _channels = [];

    /// <summary>The founding charter's id.</summary>
    public StatementId ForumId { get; } = forumId;

    /// <summary>The member whose node holds this record.</summary>
    public MemberId Holder { get; } = holder;

    /// <summary>Null until the charter has been admitted; nothing else is admitted before.</summary>
    public Charter? Charter { get; private set; }

    /// <summary>True once every member has accepted the charter: before that nothing else has effect.</summary>
    public bool IsFounded => Charter is not null && Find(ChannelId.Plenary)!.Journals.All(j => j.Size > 0);

    /// <summary>Channels with at least one statement or asked for before, sorted by name.</summary>
    public IEnumerable<Channel> Channels => _channels.Values;

    /// <summary>The channel, when the charter is held and the holder belongs to it; null otherwise.</summary>
    public Channel? Find(ChannelId id) => Peek(id) is { } channel ? _channels[id] = channel : null;

    /// <summary>As <see cref="Find"/>, keeping nothing: judging what strangers send must not grow the record.</summary>
    public Channel? Peek(ChannelId id) => _channels.TryGetValue(id, out var found) ? found : Charter is { } charter ? Under(charter, id) : null;

    private Channel? Under(Charter charter, ChannelId id)
    {
        var members = id.MembersIn(charter.MemberIds);
        return members.Contains(Holder) && members.All(m => charter.Find(m) is not null) ? new Channel(id, members) : null;
    }

    /// <summary>Judges a statement against what is held, and changes nothing.</summary>
    /// <param name="verifiedBy">The key under which the signature is already known to hold; null has it verified here.</param>
    public Admission Judge(Statement statement, Jws jws, PublicKey? verifiedBy = null) => AdmissionRules.Judge(this, statement, jws, verifiedBy);

    /// <summary>Appends a statement that <see cref="Judge"/> admitted as new, or that was stored after it did.</summary>
    /// <exception cref="InvalidOperationException">It is not the next statement of a journal held here; nothing was changed.</exception>
    public void Append(Statement statement)
    {
        var charter = Charter ?? (statement.Id == ForumId ? Founding.CharterIn(statement).Charter : null);
        var channel = Peek(statement.Channel) ?? (charter is null ? null : Under(charter, statement.Channel));
        var journal = channel?.Find(statement.Member) ?? throw new InvalidOperationException($"channel {statement.Channel} is not held here for {statement.Member}");
        if (statement.Index != journal.Size)
        {
            throw new InvalidOperationException($"journal of {statement.Member} in {statement.Channel}: expected index {journal.Size}, found {statement.Index}");
        }

        Charter = charter;
        _channels[statement.Channel] = channel!;
        journal.Append(statement, Founding.RosterIn(statement)?.Roster);
    }
}
