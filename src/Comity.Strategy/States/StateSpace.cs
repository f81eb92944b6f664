using Comity.Strategy.Models;

namespace Comity.Strategy.States;

/// <summary>The states of a model: the feasible combinations of options in ascending order, merged ones as one.</summary>
/// <remarks>A state is known by its index, 0 to <see cref="Count"/> − 1. Immutable; any thread may read it.</remarks>
public sealed class StateSpace
{
    private readonly ulong[]? _raw;      // null: every combination is a state, and each is its own index
    private readonly ulong[]? _states;   // representatives
    private readonly int[]? _stateOf;    // of each entry of _raw; null: nothing is merged, index for index
    private readonly Dictionary<int, ulong[]> _members = [];

    private StateSpace(StrategyModel model, ulong[]? raw, CancellationToken cancellation)
    {
        Model = model;
        _raw = raw;
        _states = raw;
        Count = raw?.Length ?? 1 << model.Options.Count;
        if (raw is not null && model.Merged.Count > 0)
        {
            (_states, _stateOf) = Merge(raw, cancellation);
            Count = _states.Length;
        }
    }

    public StrategyModel Model { get; }

    public int Count { get; }

    /// <summary>Whether every combination of options is a state: then index and bits are the same number.</summary>
    public bool IsCube => _raw is null;

    /// <summary>Feasible combinations, before merging.</summary>
    internal int RawCount => _raw?.Length ?? Count;

    /// <summary>The state's bits; of a merged state its representative.</summary>
    public ulong this[int state] => _states is null ? (ulong)state : _states[state];

    /// <exception cref="ArgumentException">No state is feasible, or merged states overlap or are written as something that is not theirs.</exception>
    /// <exception cref="MemoryBudgetException">The states alone need more than the budget; nothing was allocated.</exception>
    public static StateSpace Of(StrategyModel model, long memoryBudget = MemoryNeed.DefaultBudget, CancellationToken cancellation = default)
    {
        var (count, exact) = FeasibleStates.Count(model, Pattern.Any, cancellation);
        var need = MemoryNeed.OfStates(model, count, exact);
        need.Check(memoryBudget);
        if (count == 0 && exact)
        {
            throw new ArgumentException("expected at least one feasible state");
        }

        if (count == UInt128.One << model.Options.Count && model.Merged.Count == 0)
        {
            return new(model, null, cancellation);
        }

        var most = Math.Min(Array.MaxLength - 1, memoryBudget / need.BytesPerState);
        var raw = FeasibleStates.List(model, (long)count, most, cancellation);
        MemoryNeed.OfStates(model, (UInt128)raw.Length, raw.Length <= most).Check(memoryBudget);
        return new(model, raw, cancellation);
    }

    /// <returns>The index of the state that these options make, or of the merged state they belong to; -1 when infeasible.</returns>
    public int IndexOf(ulong options)
    {
        if (_raw is null)
        {
            return options < (ulong)Count ? (int)options : -1;
        }

        var at = Array.BinarySearch(_raw, options);
        return at < 0 ? -1 : _stateOf is null ? at : _stateOf[at];
    }

    /// <summary>The combinations that count as this state: one, unless it is merged.</summary>
    public IReadOnlyList<ulong> MembersOf(int state) => _members.TryGetValue(state, out var members) ? members : [this[state]];

    public string TextOf(int state) => StateText.Of(this[state], Model.Options.Count);

    internal ulong RawAt(int raw) => _raw is null ? (ulong)raw : _raw[raw];

    internal int StateOfRaw(int raw) => _stateOf is null ? raw : _stateOf[raw];

    private (ulong[] States, int[] StateOf) Merge(ulong[] raw, CancellationToken cancellation)
    {
        foreach (var merged in Model.Merged)
        {
            if (!merged.Pattern.Matches(merged.Representative) || Array.BinarySearch(raw, merged.Representative) < 0)
            {
                throw new ArgumentException($"expected a feasible member of {merged.Label} as its representative");
            }
        }

        var representatives = new ulong[raw.Length];
        for (var at = 0; at < raw.Length; at++)
        {
            cancellation.ThrowIfCancellationRequested();
            representatives[at] = RepresentativeOf(raw[at]);
        }

        ulong[] states = [.. raw.Where((state, at) => representatives[at] == state)];
        var stateOf = new int[raw.Length];
        for (var at = 0; at < raw.Length; at++)
        {
            stateOf[at] = Array.BinarySearch(states, representatives[at]);
        }

        foreach (var merged in Model.Merged)
        {
            _members[Array.BinarySearch(states, merged.Representative)] = [.. raw.Where(merged.Pattern.Matches)];
        }

        return (states, stateOf);
    }

    private ulong RepresentativeOf(ulong state)
    {
        var found = state;
        var times = 0;
        foreach (var merged in Model.Merged)
        {
            if (merged.Pattern.Matches(state))
            {
                (found, times) = (merged.Representative, times + 1);
            }
        }

        return times <= 1 ? found : throw new ArgumentException($"expected {StateText.Of(state, Model.Options.Count)} in at most one merged state, found it in {times}");
    }
}
