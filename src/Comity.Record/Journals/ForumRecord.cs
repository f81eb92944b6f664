using Comity.Record.Forks;
using Comity.Record.Forum;
using Comity.Record.Signing;
using Comity.Record.Statements;
using Comity.Record.Tree;

namespace Comity.Record.Journals;

/// <summary>All journals one holder keeps of a forum, and the rules by which a statement joins them.</summary>
/// <remarks>
/// In memory: heads, roots and ids, not the texts. One writer at a time; the caller stores before it releases.
/// Forks are known from evidence (<see cref="Note"/>) and from what journals carry; the guard before signing, catch-up by head beside <see cref="Judge"/>.
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
    /// <param name="headKey">The key under which the signature of its head is known to hold (<see cref="HeadCommitments"/>): then its own is not looked at.</param>
    public Admission Judge(Statement statement, Jws jws, PublicKey? verifiedBy = null, PublicKey? headKey = null) => AdmissionRules.Judge(this, statement, jws, verifiedBy, headKey);

    /// <summary>Whether evidence concerns a journal as held here: it has the index, and relied before it on the roster the evidence relies on.</summary>
    /// <remarks>So what an ended key signs is no evidence for a holder, though a third party may be shown it.</remarks>
    public bool Takes(ForkEvidence evidence) =>
        evidence.ForumId == ForumId && Peek(evidence.Channel)?.Find(evidence.Member) is { } journal && journal.Size > evidence.Index
        && (journal.Forks.RosterBefore(evidence.Index) is not { } before || before.Sequence == evidence.RosterSequence);

    /// <summary>From now on the journal is known to be forked. Any order and any repetition come to the same.</summary>
    /// <exception cref="InvalidOperationException">The evidence is not one this record <see cref="Takes"/>.</exception>
    public void Note(ForkEvidence evidence)
    {
        if (!Takes(evidence))
        {
            throw new InvalidOperationException($"evidence {evidence.Id} is not of a journal held here up to index {evidence.Index}");
        }

        Find(evidence.Channel)![evidence.Member].Forks.Note(evidence);
    }

    /// <summary>Puts a branch that goes on in the place of what is held from the fork on, when each of its statements is admitted in turn.</summary>
    /// <param name="index">Where evidence is kept; the branch's first statement stands there.</param>
    /// <param name="before">The statement before the index; null when the index is 0.</param>
    /// <param name="branch">Ends with, or goes beyond, what decides the fork.</param>
    /// <returns>Null when the branch is now the journal; else why not, and nothing was changed.</returns>
    public Admission.Refused? TakeBranch(ChannelId channelId, MemberId member, long index, Statement? before, IReadOnlyList<(Statement Statement, Jws Jws)> branch)
    {
        if (Find(channelId) is not { } channel || channel.Find(member) is not { } held || member == Holder || held.Size <= index || !held.Forks.Indices.Contains(index))
        {
            return new Admission.Refused("record.fork.branch", $"journal of {member} in {channelId}: no fork is known at index {index}");
        }

        if (Follow(channel, held, index, before, branch) is not { } other)
        {
            return new Admission.Refused("record.fork.branch", $"journal of {member} in {channelId}: not every statement of the branch is admitted in its turn");
        }

        if (other.Forks.RankAt(index).CompareTo(held.Forks.RankAt(index)) <= 0)
        {
            return new Admission.Refused("record.fork.branch", $"journal of {member} in {channelId}: nothing decides that the other branch goes on from index {index}");
        }

        channel.Replace(other);
        return null;
    }

    /// <summary>Judges another branch of a forked journal than the one held here, for what was said in it; the journal stays as it is.</summary>
    /// <param name="index">The lowest index at which the journal is forked; the branch's first statement stands there.</param>
    /// <param name="before">The statement before the index; null when the index is 0.</param>
    /// <param name="head">What somebody says to have seen of the journal: the branch must end with it.</param>
    /// <returns>Whether each of its statements would be admitted in turn, were this the journal, and they come to that head.</returns>
    public bool IsBranch(ChannelId channelId, MemberId member, long index, Statement? before, IReadOnlyList<(Statement Statement, Jws Jws)> branch, TreeHead head) =>
        Find(channelId) is { } channel && channel.Find(member) is { } held && held.Size > index && held.Forks.Lowest == index
        && Follow(channel, held, index, before, branch)?.Head == head;

    // Statements are judged against what their channel holds: the branch stands in the journal's place meanwhile, within the caller's lock.
    private Journal? Follow(Channel channel, Journal held, long index, Statement? before, IReadOnlyList<(Statement Statement, Jws Jws)> branch)
    {
        var other = held.UpTo(index, before);
        channel.Replace(other);
        try
        {
            foreach (var (statement, jws) in branch)
            {
                if (statement.Channel != channel.Id || statement.Member != held.Member
                    || AdmissionRules.Judge(this, statement, jws, verifiedBy: null, onBranch: true) is not Admission.Admitted { IsNew: true })
                {
                    return null;
                }

                other.Append(statement, Founding.RosterIn(statement)?.Roster);
            }

            return other;
        }
        finally
        {
            channel.Replace(held);
        }
    }

    /// <summary>Takes back journals that were held before, with the charter's own among them.</summary>
    /// <param name="charter">The founding statement.</param>
    /// <exception cref="InvalidOperationException">This record holds something already, or cannot hold one of the journals; it is of no more use.</exception>
    public void Restore(Statement charter, IEnumerable<Journal> journals)
    {
        if (Charter is not null || charter.Id != ForumId)
        {
            throw new InvalidOperationException("journals are restored into an empty record, under its own charter");
        }

        Charter = Founding.CharterIn(charter).Charter;
        foreach (var journal in journals)
        {
            var channel = Find(journal.Channel);
            if (channel?.Find(journal.Member) is null)
            {
                throw new InvalidOperationException($"channel {journal.Channel} is not held here for {journal.Member}");
            }

            channel.Replace(journal);
        }
    }

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
