namespace Comity.Strategy.Models;

/// <summary>A graph model: who can change what, which combinations can occur, and who prefers what.</summary>
/// <remarks>Fang, Hipel and Kilgour, Interactive Decision Making: The Graph Model for Conflict Resolution, 1993, in option form.</remarks>
public sealed class StrategyModel
{
    public const int MaxOptions = 64;

    private readonly ulong[] _own;
    private readonly DisallowedMove[][] _disallowed;   // by decision maker

    /// <param name="options">1 to 64, ids unique.</param>
    /// <param name="decisionMakers">At least one, ids unique; together they own every option exactly once.</param>
    /// <exception cref="ArgumentException">What is written above does not hold. Files are checked by <see cref="Cases.CaseReader"/>, which names every fault.</exception>
    public StrategyModel(
        IReadOnlyList<Option> options,
        IReadOnlyList<DecisionMaker> decisionMakers,
        IReadOnlyList<Pattern>? infeasible = null,
        IReadOnlyList<MergedState>? merged = null,
        IReadOnlyList<DisallowedMove>? disallowedMoves = null)
    {
        Require(options.Count is >= 1 and <= MaxOptions, $"expected 1 to {MaxOptions} options, found {options.Count}");
        Require(options.DistinctBy(o => o.Id).Count() == options.Count, "expected option ids to be unique");
        Require(decisionMakers.Count >= 1, "expected at least one decision maker");
        Require(decisionMakers.DistinctBy(d => d.Id).Count() == decisionMakers.Count, "expected decision makers' ids to be unique");
        Require(decisionMakers.SelectMany(d => d.Options).Order().SequenceEqual(Enumerable.Range(0, options.Count)), "expected every option to have exactly one owner");
        Require((disallowedMoves ?? []).All(m => m.DecisionMaker >= 0 && m.DecisionMaker < decisionMakers.Count), "expected disallowed moves of the model's decision makers");

        Options = options;
        DecisionMakers = decisionMakers;
        Infeasible = infeasible ?? [];
        Merged = merged ?? [];
        DisallowedMoves = disallowedMoves ?? [];
        _own = [.. decisionMakers.Select(d => d.Options.Aggregate(0UL, (mask, k) => mask | 1UL << k))];
        _disallowed = [.. decisionMakers.Select((_, i) => DisallowedMoves.Where(m => m.DecisionMaker == i).ToArray())];
        Rising = MaskOf(Direction.Both, Direction.Forward);
        Falling = MaskOf(Direction.Both, Direction.Backward);
    }

    public IReadOnlyList<Option> Options { get; }

    public IReadOnlyList<DecisionMaker> DecisionMakers { get; }

    /// <summary>A state that matches any of these cannot occur.</summary>
    public IReadOnlyList<Pattern> Infeasible { get; }

    public IReadOnlyList<MergedState> Merged { get; }

    public IReadOnlyList<DisallowedMove> DisallowedMoves { get; }

    /// <summary>Bit k: option k may change from N to Y.</summary>
    public ulong Rising { get; }

    /// <summary>Bit k: option k may change from Y to N.</summary>
    public ulong Falling { get; }

    /// <summary>The options of a decision maker, as bits.</summary>
    public ulong OwnedBy(int decisionMaker) => _own[decisionMaker];

    /// <summary>Whether the owner may change one combination of options into the other at once; feasibility is not looked at.</summary>
    public bool MayChange(int decisionMaker, ulong from, ulong to)
    {
        var changed = from ^ to;
        return (changed & ~_own[decisionMaker]) == 0
            && (changed & to & ~Rising) == 0
            && (changed & from & ~Falling) == 0
            && !IsDisallowed(decisionMaker, from, to);
    }

    private bool IsDisallowed(int decisionMaker, ulong from, ulong to)
    {
        foreach (var move in _disallowed[decisionMaker])
        {
            if (move.From.Matches(from) && move.To.Matches(to))
            {
                return true;
            }
        }

        return false;
    }

    private ulong MaskOf(params Direction[] directions) =>
        Options.Index().Where(o => directions.Contains(o.Item.Direction)).Aggregate(0UL, (mask, o) => mask | 1UL << o.Index);

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new ArgumentException(otherwise);
        }
    }
}
