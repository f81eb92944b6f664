using Comity.Record;
using Comity.Record.Signing;
using Comity.Record.Statements;

namespace Comity.Node.Runtime;

/// <summary>Statements that saw something this node does not hold yet. Bounded per journal, so only their author's journal can be held up.</summary>
/// <remarks>
/// Bounded in characters too: per author as far as its signature has been checked, and together for all that cannot be checked yet.
/// Not kept over a restart: peers serve them again. One writer at a time.
/// </remarks>
public sealed class WaitingRoom
{
    /// <summary>Statements kept per journal; those further on are asked for again later.</summary>
    public const int Window = 1024;

    /// <summary>Characters kept per author, and for all unchecked together.</summary>
    public const int MostCharacters = 8 * 1024 * 1024;

    private readonly SortedDictionary<(ChannelId Channel, MemberId Member, long Index), WaitingStatement> _waiting = [];
    private readonly Dictionary<string, long> _characters = [];

    public int Count => _waiting.Count;

    public IReadOnlyList<WaitingStatement> All => [.. _waiting.Values];

    /// <param name="size">The journal's present size.</param>
    public void Add(WaitingStatement waiting, long size)
    {
        var statement = waiting.Statement;
        if (statement.Index - size >= Window || _characters.GetValueOrDefault(Purse(waiting)) + statement.Compact.Length > MostCharacters)
        {
            return;
        }

        Take(statement.Channel, statement.Member, statement.Index);
        _waiting[(statement.Channel, statement.Member, statement.Index)] = waiting;
        Spend(waiting, statement.Compact.Length);
    }

    public WaitingStatement? Take(ChannelId channel, MemberId member, long index)
    {
        if (_waiting.Remove((channel, member, index), out var waiting))
        {
            Spend(waiting, -waiting.Statement.Compact.Length);
        }

        return waiting;
    }

    public IReadOnlyList<WaitingStatement> In(ChannelId channel) => [.. _waiting.Values.Where(w => w.Statement.Channel == channel)];

    private static string Purse(WaitingStatement waiting) => !waiting.IsAuthentic ? "" : waiting.Statement.Member.ToString();

    private void Spend(WaitingStatement waiting, long characters) =>
        _characters[Purse(waiting)] = _characters.GetValueOrDefault(Purse(waiting)) + characters;
}

/// <param name="For">What it waits for, in words.</param>
public sealed record WaitingStatement(Statement Statement, Jws Jws, PublicKey? VerifiedBy, PublicKey? HeadKey, string For)
{
    /// <summary>Signed by a key of its author, or committed to by what is.</summary>
    public bool IsAuthentic => VerifiedBy is not null || HeadKey is not null;
}
