using Comity.Record;
using Comity.Record.Forum;
using Comity.Record.Journals;
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
    private readonly int _roster;
    private List<StatementId> _decisions;   // to be cited by the next statement, once

    /// <remarks>Within the record's lock.</remarks>
    public JournalEdge(NodeOptions options, Channel channel)
    {
        var journal = channel[options.Member];
        _options = options;
        _channel = channel.Id;
        _others = [.. channel.Seen.Where(s => s.Key != options.Member)];
        _own = CompactRange.Of(journal.Tree);
        _roster = journal.Roster?.Sequence ?? (Roster.TryRead(options.Roster, out var first, out _) ? first.Sequence : 1);
        _decisions = [.. ForkedPlaces.DecisionsToCite(channel, options.Member)];
    }

    /// <exception cref="ArgumentException">The draft cannot be written down; the edge is then of no more use.</exception>
    public PreparedStatement Prepare(StatementDraft draft)
    {
        var complete = _decisions.Count == 0 ? draft : draft with { Cites = [.. draft.Cites.Union(_decisions)] };
        var seen = new Seen(_others.Append(KeyValuePair.Create(_options.Member, new TreeHead(_own.Size, _own.Root))));
        var prepared = StatementSigner.Prepare(complete, _options.Forum, _channel, _options.Member, seen, _roster, _options.Key.Public);
        _own.Append(prepared.Id);
        _decisions = [];
        return prepared;
    }
}
