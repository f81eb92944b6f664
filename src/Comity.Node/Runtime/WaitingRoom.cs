using Comity.Record;
using Comity.Record.Signing;
using Comity.Record.Statements;

namespace Comity.Node.Runtime;

/// <summary>Statements that saw something this node does not hold yet. Bounded per journal, so only their author's journal can be held up.</summary>
/// <remarks>Not kept over a restart: peers serve them again. One writer at a time.</remarks>
public sealed class WaitingRoom
{
    /// <summary>Statements kept per journal; those further on are asked for again later.</summary>
    public const int Window = 1024;

    private readonly SortedDictionary<(ChannelId Channel, MemberId Member, long Index), WaitingStatement> _waiting = [];

    public int Count => _waiting.Count;

    public IReadOnlyList<WaitingStatement> All => [.. _waiting.Values];

    /// <param name="size">The journal's present size.</param>
    public void Add(WaitingStatement waiting, long size)
    {
        var statement = waiting.Statement;
        if (statement.Index - size < Window)
        {
            _waiting[(statement.Channel, statement.Member, statement.Index)] = waiting;
        }
    }

    public WaitingStatement? Take(ChannelId channel, MemberId member, long index) =>
        _waiting.Remove((channel, member, index), out var waiting) ? waiting : null;

    public IReadOnlyList<WaitingStatement> In(ChannelId channel) => [.. _waiting.Values.Where(w => w.Statement.Channel == channel)];
}

/// <param name="For">What it waits for, in words.</param>
public sealed record WaitingStatement(Statement Statement, Jws Jws, PublicKey? VerifiedBy, string For);
