namespace Comity.Strategy.Bearable;

/// <summary>Finds the fewest degrees by which stances would have to be better.</summary>
internal static class StanceChanges
{
    /// <summary>Every veto must go; then each degree is worth its constituency's weight, so the heaviest come first.</summary>
    /// <returns>Null when the outcome stays unbearable even if all supported it.</returns>
    public static IReadOnlyList<StanceChange>? Least(HomeParty party, ulong state)
    {
        var now = party.Constituencies.Select(c => c.StanceOn(state, [])).ToArray();
        var then = now.Select(s => s == Stance.Vetoes ? Stance.Opposes : s).ToArray();
        var balance = party.Constituencies.Select((c, at) => (long)c.Weight * (then[at] - Stance.Tolerates)).Sum();
        foreach (var (at, constituency) in party.Constituencies.Index().OrderByDescending(c => c.Item.Weight).ThenBy(c => c.Index))
        {
            for (; balance < party.Threshold && then[at] < Stance.Supports; then[at]++)
            {
                balance += constituency.Weight;
            }
        }

        return balance < party.Threshold
            ? null
            : [.. party.Constituencies.Index().Where(c => then[c.Index] != now[c.Index]).Select(c => new StanceChange(c.Index, c.Item.RuleFor(state), now[c.Index], then[c.Index]))];
    }

    /// <summary>The party with these stances.</summary>
    public static HomeParty Applied(HomeParty party, IReadOnlyList<StanceChange> changes) => party with
    {
        Constituencies = [.. party.Constituencies.Select((c, at) => changes.FirstOrDefault(change => change.Constituency == at) is { } change ? Applied(c, change) : c)],
    };

    private static Constituency Applied(Constituency constituency, StanceChange change) => change.Rule < 0
        ? constituency with { Otherwise = change.To }
        : constituency with { Rules = [.. constituency.Rules.Select((r, at) => at == change.Rule ? r with { Stance = change.To } : r)] };
}
