namespace Comity.Strategy.Bearable;

/// <summary>A decision maker and those at home who decide what it can bear.</summary>
/// <remarks>
/// An outcome is bearable when no constituency vetoes it and the weights of those who support it, less those of who oppose it, come to the
/// threshold or more. Putnam, Diplomacy and domestic politics: the logic of two-level games, 1988.
/// </remarks>
/// <param name="DecisionMaker">Index into the model's decision makers.</param>
/// <param name="Threshold">May be negative.</param>
public sealed record HomeParty(int DecisionMaker, int Threshold, IReadOnlyList<Constituency> Constituencies)
{
    public bool Bears(ulong state, IReadOnlyCollection<int> askers)
    {
        long balance = 0;
        foreach (var constituency in Constituencies)
        {
            switch (constituency.StanceOn(state, askers))
            {
                case Stance.Vetoes:
                    return false;
                case Stance.Opposes:
                    balance -= constituency.Weight;
                    break;
                case Stance.Supports:
                    balance += constituency.Weight;
                    break;
            }
        }

        return balance >= Threshold;
    }
}
