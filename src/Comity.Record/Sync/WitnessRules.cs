namespace Comity.Record.Sync;

/// <summary>When a statement was made, as far as others' clocks bound it: from what its author had seen of them, and what they had seen of it.</summary>
/// <remarks>
/// docs/spec/statement.md, "Three times". Each bound is what another member said of its own clock; none decides anything. A receipt that comes late only widens the
/// bounds; statements that crossed in the post bound each other from the outside; whoever has said nothing since bounds nothing.
/// </remarks>
public static class WitnessRules
{
    /// <param name="witnesses">One of each other member of the channel; their order does not matter.</param>
    public static WitnessedAt Bounds(IEnumerable<Witness> witnesses)
    {
        var all = witnesses.ToList();
        return new(all.Max(w => w.LastBefore), all.Min(w => w.FirstAfter));
    }
}

/// <summary>What one other member says of the time around a statement.</summary>
/// <param name="LastBefore">Claimed time of the last of its statements that the author had seen; null when there was none.</param>
/// <param name="FirstAfter">Claimed time of the first of its statements that had seen this one; null while it has not said that it received it.</param>
public sealed record Witness(MemberId Member, DateTimeOffset? LastBefore, DateTimeOffset? FirstAfter)
{
    /// <summary>Whether the member has said, by what it has seen, that it holds the statement.</summary>
    public bool HasReceived => FirstAfter is not null;
}

/// <param name="NotBefore">Null when nobody bounds it.</param>
/// <param name="NotAfter">Null while nobody has said that it received the statement.</param>
public readonly record struct WitnessedAt(DateTimeOffset? NotBefore, DateTimeOffset? NotAfter)
{
    /// <summary>The members' clocks contradict one another: no moment lies within the bounds.</summary>
    public bool ClocksDisagree => NotBefore > NotAfter;
}
