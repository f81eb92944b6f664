using Comity.Strategy.Models;

namespace Comity.Strategy.Bearable;

/// <summary>What a constituency thinks of some outcomes.</summary>
/// <param name="Outcomes">Those that match any of these patterns.</param>
/// <param name="AskedBy">By decision maker: the better stance once that one has asked for the outcome in public; its "domestically acceptable reason".</param>
/// <param name="Text">In people's words; null when none was given.</param>
public sealed record StanceRule(IReadOnlyList<Pattern> Outcomes, Stance Stance, IReadOnlyDictionary<int, Stance> AskedBy, string? Text = null)
{
    public bool Covers(ulong state) => Outcomes.Any(p => p.Matches(state));
}
