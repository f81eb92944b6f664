using Comity.Strategy.Models;
using Comity.Strategy.Preferences;
using Comity.Strategy.States;

namespace Comity.Strategy.Concepts.Cube;

/// <summary>Solves models without merged states and disallowed moves over the whole cube of option combinations, one array element each.</summary>
/// <remarks>
/// The least value over a sanction set decides as in <see cref="Listed.ListedSolver"/>. Here a decision maker's moves, and its improvements,
/// compose: two in succession make one, or lead back. So every sequence of moves has a legal one between the same states, and the least over
/// all sequences is the same; that the start itself is looked at too changes nothing, since its value exceeds the rank it is compared with.
/// Infeasible combinations have rank -1: below every state for improvements and verdicts; as sanctions they count as <see cref="Never"/>.
/// </remarks>
internal sealed class CubeSolver
{
    private const int MaxOptions = 30;
    private const int Never = int.MaxValue;

    private readonly StateSpace _states;
    private readonly StrategyModel _model;
    private readonly CancellationToken _cancellation;
    private readonly int[][] _ranks;
    private readonly Subcubes _subcubes;
    private readonly ulong[] _own;
    private readonly int[] _values;
    private readonly long[] _pairs;

    public CubeSolver(StateSpace states, PreferenceRanks ranks, bool sequential, CancellationToken cancellation)
    {
        (_states, _model, _cancellation) = (states, states.Model, cancellation);
        var movers = Enumerable.Range(0, _model.DecisionMakers.Count);
        _subcubes = new(_model.Rising, _model.Falling, cancellation);
        _own = [.. movers.Select(i => _model.OwnedBy(i) & (_model.Rising | _model.Falling))];
        _ranks = [.. movers.Select(i => states.IsCube ? ranks.Array(i) : Spread(ranks.Array(i)))];
        _values = GC.AllocateUninitializedArray<int>(_ranks[0].Length);
        _pairs = sequential || !states.IsCube ? GC.AllocateUninitializedArray<long>(_ranks[0].Length) : [];
    }

    /// <summary>Whether the cube is a good place for the model: nothing merged or disallowed, and not much emptier than full.</summary>
    public static bool Suits(StrategyModel model, UInt128 states) => CanSolve(model)
        && (model.Options.Count <= 12 || states * 16 >= UInt128.One << model.Options.Count);

    public static bool CanSolve(StrategyModel model) =>
        model.Merged.Count == 0 && model.DisallowedMoves.Count == 0 && model.Options.Count <= MaxOptions;

    /// <summary>Bytes per state that solving holds beside the states: ranks, sorted rows, values, pairs and verdicts.</summary>
    public static long BytesPerState(StrategyModel model, UInt128 states)
    {
        var cube = UInt128.One << model.Options.Count;
        var movers = model.DecisionMakers.Count;
        var perCombination = (UInt128)(12 + Enumerable.Range(0, movers).Sum(i => EntrySize(model.DecisionMakers[i].Options.Count)) + (states == cube ? 0 : 4 * movers));
        return (long)(((perCombination * cube) + states) / UInt128.Max(states, 1)) + (5 * movers);
    }

    public Dictionary<Concept, StateSet[]> Solve(IReadOnlyList<Concept> concepts, IProgress<SolveProgress>? progress)
    {
        var stable = concepts.ToDictionary(c => c, _ => new StateSet[_own.Length]);
        var sequential = concepts.Contains(Concept.Seq) || concepts.Contains(Concept.Sseq);
        var improvements = sequential && _own.Length > 1 ? [.. _own.Select(ImprovementsOf)] : Array.Empty<IImprovements?>();
        for (var i = 0; i < _own.Length; i++)
        {
            foreach (var (concept, set) in Stable(i, concepts, improvements))
            {
                stable[concept][i] = set;
            }

            progress?.Report(new((i + 1) * concepts.Count, _own.Length * concepts.Count));
        }

        return stable;
    }

    private IEnumerable<(Concept, StateSet)> Stable(int i, IReadOnlyList<Concept> concepts, IImprovements?[] improvements)
    {
        var ranks = _ranks[i];
        if (concepts.Contains(Concept.Gmr))
        {
            ranks.CopyTo(_values, 0);
            yield return (Concept.Gmr, Simultaneous(i));
        }

        if (concepts.Contains(Concept.Smr))
        {
            FillSymmetric(i);
            yield return (Concept.Smr, Simultaneous(i));
        }

        FillSymmetric(i);
        if (concepts.Contains(Concept.Nash))
        {
            yield return (Concept.Nash, Unmoved(ranks));
        }

        if (!concepts.Contains(Concept.Seq) && !concepts.Contains(Concept.Sseq))
        {
            yield break;
        }

        Least(i, improvements);
        if (concepts.Contains(Concept.Seq))
        {
            yield return (Concept.Seq, Sanctioned(i, high: false));
        }

        if (concepts.Contains(Concept.Sseq))
        {
            yield return (Concept.Sseq, Sanctioned(i, high: true));
        }
    }

    /// <summary>Into the values: the best rank that a combination and one move from it give.</summary>
    private void FillSymmetric(int i)
    {
        _ranks[i].CopyTo(_values, 0);
        _subcubes.Largest(_values, _own[i]);
    }

    private StateSet Simultaneous(int i)
    {
        LowerByOthers(i);
        var (ranks, values) = (_ranks[i], _values);
        Ranges.Run(values.Length, 1, (from, to) => CubeLoops.Lesser(ranks.AsSpan(from, to - from), values.AsSpan(from, to - from)), _cancellation);
        _subcubes.Largest(_values, _own[i]);
        return Unmoved(ranks);
    }

    /// <summary>Lowers the values to the least that any moves of the others lead to.</summary>
    private void LowerByOthers(int i)
    {
        var others = _own.Where((_, j) => j != i).ToArray();
        if (_states.IsCube)
        {
            _subcubes.Least(_values, others.Aggregate(0UL, (all, own) => all | own));
            return;
        }

        // A sequence passes through feasible states only, so the others move one after another until nothing falls.
        var feasible = _ranks[i];
        var before = System.Runtime.InteropServices.MemoryMarshal.Cast<long, int>(_pairs.AsSpan())[.._values.Length];
        CubeLoops.Bar(feasible, _values, Never);
        for (var unchanged = 0; unchanged < others.Length;)
        {
            foreach (var own in others)
            {
                _values.CopyTo(before);
                _subcubes.Least(_values, own);
                CubeLoops.Bar(feasible, _values, Never);
                unchanged = before.SequenceEqual(_values) ? unchanged + 1 : 0;
            }
        }
    }

    /// <summary>Into the pairs: the least rank and the least symmetric value that improvements of the others lead to.</summary>
    private void Least(int i, IImprovements?[] improvements)
    {
        var (ranks, values, pairs) = (_ranks[i], _values, _pairs);
        Ranges.Run(values.Length, 1, (from, to) => CubeLoops.Join(ranks.AsSpan(from, to - from), values.AsSpan(from, to - from), pairs.AsSpan(from, to - from)), _cancellation);
        if (!_states.IsCube)
        {
            CubeLoops.Bar(ranks, pairs, Never);
        }

        var others = improvements.Where((o, j) => j != i && o is not null).ToArray();
        for (var unchanged = 0; unchanged < others.Length;)
        {
            foreach (var other in others.TakeWhile(_ => unchanged < others.Length))
            {
                // A single other's improvements compose, so that one pass is all of them.
                unchanged = other!.Lower(pairs) && others.Length > 1 ? 1 : unchanged + 1;
            }
        }
    }

    private StateSet Sanctioned(int i, bool high)
    {
        var (ranks, values, pairs) = (_ranks[i], _values, _pairs);
        Ranges.Run(values.Length, 1, (from, to) => CubeLoops.LesserOfPairs(ranks.AsSpan(from, to - from), pairs.AsSpan(from, to - from), high, values.AsSpan(from, to - from)), _cancellation);
        _subcubes.Largest(_values, _own[i]);
        return Unmoved(ranks);
    }

    private StateSet Unmoved(int[] ranks)
    {
        var stable = new StateSet(_states.Count);
        if (_states.IsCube)
        {
            var values = _values;
            Ranges.Run(stable.Words.Length, 64, (from, to) => CubeLoops.NotAbove(values, ranks, stable.Words, from, to), _cancellation);
            return stable;
        }

        for (var s = 0; s < _states.Count; s++)
        {
            var at = (int)_states[s];
            if (_values[at] <= ranks[at])
            {
                stable.Add(s);
            }
        }

        return stable;
    }

    private IImprovements? ImprovementsOf(ulong own, int i)
    {
        var shape = new SliceShape(own, _model.Rising, _model.Falling, _model.Options.Count);
        return own == 0 ? null : EntrySize(shape.RowBits) switch
        {
            1 => new Improvements<byte>(shape, _ranks[i], _cancellation),
            2 => new Improvements<ushort>(shape, _ranks[i], _cancellation),
            _ => new Improvements<uint>(shape, _ranks[i], _cancellation),
        };
    }

    // A row's number and the mark of a tier.
    private static int EntrySize(int rowBits) => rowBits <= 7 ? 1 : rowBits <= 15 ? 2 : 4;

    private int[] Spread(int[] ranks)
    {
        var spread = new int[1 << _model.Options.Count];
        spread.AsSpan().Fill(-1);
        for (var s = 0; s < ranks.Length; s++)
        {
            spread[(int)_states[s]] = ranks[s];
        }

        return spread;
    }
}
