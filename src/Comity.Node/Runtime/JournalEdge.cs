using Comity.Node.Keys;
using Comity.Record;
using Comity.Record.Forum;
using Comity.Record.Journals;
using Comity.Record.Signing;
using Comity.Record.Statements;
using Comity.Record.Tree;

namespace Comity.Node.Runtime;

/// <summary>Where an own journal ends while statements are prepared that have not joined it: each next one has seen those before it.</summary>
/// <remarks>Good as long as nobody else writes to the channel: within one turn, between two joinings.</remarks>
internal sealed class JournalEdge
{
    private readonly NodeOptions _options;
    private readonly ChannelId _channel;
    private readonly List<KeyValuePair<MemberId, TreeHead>> _others;
    private readonly CompactRange _own;
    private readonly KeyRing _keys;
    private Roster? _roster;    // the one the next statement relies on; null before the journal's first
    private List<StatementId> _decisions;   // to be cited by the next statement, once

    /// <remarks>Within the record's lock.</remarks>
    public JournalEdge(NodeOptions options, KeyRing keys, Channel channel)
    {
        var journal = channel[options.Member];
        _options = options;
        _keys = keys;
        _channel = channel.Id;
        _others = [.. channel.Seen.Where(s => s.Key != options.Member)];
        _own = CompactRange.Of(journal.Tree);
        _roster = journal.Roster;
        _decisions = [.. ForkedPlaces.DecisionsToCite(channel, options.Member)];
    }

    /// <exception cref="ArgumentException">The draft cannot be written down; the edge is then of no more use.</exception>
    /// <exception cref="NodeStoppedException">This node holds no key of the roster the statement would rely on.</exception>
    public (PreparedStatement Statement, SigningKey Key) Prepare(StatementDraft draft)
    {
        _roster = Founding.RosterCarriedBy(draft) ?? _roster;
        var key = _roster is null ? null : _keys.KeyFor(_roster);
        if (key is null)
        {
            throw new NodeStoppedException($"journal of {_options.Member} in {_channel}: expected a key of roster {_roster?.Sequence ?? 1} among those of this node, found none; nothing is signed there", "room.no-key");
        }

        var complete = _decisions.Count == 0 ? draft : draft with { Cites = [.. draft.Cites.Union(_decisions)] };
        var seen = new Seen(_others.Append(KeyValuePair.Create(_options.Member, new TreeHead(_own.Size, _own.Root))));
        var prepared = StatementSigner.Prepare(complete, _options.Forum, _channel, _options.Member, seen, _roster!.Sequence, key.Public);
        _own.Append(prepared.Id);
        _decisions = [];
        return (prepared, key);
    }
}
