using System.Runtime.CompilerServices;
using Comity.Strategy.States;

namespace Comity.Strategy.Concepts.Listed;

/// <summary>The feasible combinations in slices: those that differ in one decision maker's options only. Its moves stay inside a slice.</summary>
internal sealed class Slices
{
    private readonly StateSpace _states;
    private readonly int _mover;
    private readonly int[] _members;   // raw indexes, slice by slice
    private readonly List<int> _starts = [];
    private readonly int _longest;
    private readonly bool _isFree;     // every change within a slice is a move

    public Slices(StateSpace states, int mover)
    {
        (_states, _mover) = (states, mover);
        var others = ~states.Model.OwnedBy(mover);
        var keys = new ulong[states.RawCount];
        _members = new int[states.RawCount];
        for (var raw = 0; raw < keys.Length; raw++)
        {
            (keys[raw], _members[raw]) = (states.RawAt(raw) & others, raw);
        }

        Array.Sort(keys, _members);
        for (var at = 0; at < keys.Length; at++)
        {
            if (at == 0 || keys[at] != keys[at - 1])
            {
                _starts.Add(at);
            }
        }

        _starts.Add(keys.Length);
        _longest = _starts.Zip(_starts.Skip(1), (start, end) => end - start).Max();
        _isFree = (states.Model.OwnedBy(mover) & ~(states.Model.Rising & states.Model.Falling)) == 0
            && states.Model.DisallowedMoves.All(m => m.DecisionMaker != mover);
    }

    /// <summary>Shows every move, some twice when states are merged; never from a state to itself.</summary>
    /// <remarks>Several threads may show moves from different states at a time, but all moves from one state come from one thread.</remarks>
    public void Walk<TVisitor>(TVisitor visitor, CancellationToken cancellation)
        where TVisitor : struct, IMoveVisitor
    {
        if (_states.Model.Merged.Count > 0)
        {
            WalkSlices(0, _starts.Count - 1, visitor, cancellation);
            return;
        }

        var slices = _starts.Count - 1;
        var mean = _members.Length / slices;
        Ranges.Run(slices, (long)mean * mean, (from, to) => WalkSlices(from, to, visitor, cancellation), cancellation);
    }

    private void WalkSlices<TVisitor>(int from, int to, TVisitor visitor, CancellationToken cancellation)
        where TVisitor : struct, IMoveVisitor
    {
        var options = new ulong[_longest];
        var states = new int[_longest];
        for (var slice = from; slice < to; slice++)
        {
            var members = _members.AsSpan(_starts[slice].._starts[slice + 1]);
            for (var at = 0; at < members.Length; at++)
            {
                (options[at], states[at]) = (_states.RawAt(members[at]), _states.StateOfRaw(members[at]));
            }

            for (var at = 0; at < members.Length; at++)
            {
                cancellation.ThrowIfCancellationRequested();
                WalkFrom(at, options.AsSpan(0, members.Length), states.AsSpan(0, members.Length), visitor);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void WalkFrom<TVisitor>(int from, ReadOnlySpan<ulong> options, ReadOnlySpan<int> states, TVisitor visitor)
        where TVisitor : struct, IMoveVisitor
    {
        var state = states[from];
        for (var to = 0; to < options.Length; to++)
        {
            if (states[to] != state && (_isFree || _states.Model.MayChange(_mover, options[from], options[to])))
            {
                visitor.Visit(state, states[to]);
            }
        }
    }
}
