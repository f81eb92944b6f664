namespace Comity.Strategy.Bearable;

/// <summary>A group at home that a party must be able to face.</summary>
/// <param name="Id">Unique within the party, not empty.</param>
/// <param name="Weight">1 to <see cref="MaxWeight"/>.</param>
/// <param name="Rules">The first that covers an outcome counts.</param>
/// <param name="Otherwise">What it thinks of outcomes that no rule covers.</param>
public sealed record Constituency(string Id, string Name, int Weight, IReadOnlyList<StanceRule> Rules, Stance Otherwise)
{
    public const int MaxWeight = 1_000_000;

    /// <returns>The index of the rule that counts for a state; -1 for <see cref="Otherwise"/>.</returns>
    public int RuleFor(ulong state)
    {
        for (var at = 0; at < Rules.Count; at++)
        {
            if (Rules[at].Covers(state))
            {
                return at;
            }
        }

        return -1;
    }

    /// <param name="askers">Decision makers who ask for the outcome in public.</param>
    public Stance StanceOn(ulong state, IReadOnlyCollection<int> askers)
    {
        var rule = RuleFor(state);
        return rule < 0
            ? Otherwise
            : askers.Select(a => Rules[rule].AskedBy.GetValueOrDefault(a, Stance.Vetoes)).Append(Rules[rule].Stance).Max();
    }
}
