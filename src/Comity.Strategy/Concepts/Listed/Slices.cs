using Comity.Strategy.States;

namespace Comity.Strategy.Concepts.Listed;

/// <summary>The feasible combinations in slices: those that differ in one decision maker's options only. Its moves stay inside a slice.</summary>
internal sealed class Slices
{
    private readonly StateSpace _states;
    private readonly int _mover;
    private readonly int[] _members;   // raw indexes, slice by slice
    private readonly List<int> _starts = [];

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
    }

    /// <summary>Shows every move, some twice when states are merged; never from a state to itself.</summary>
    public void Walk<TVisitor>(ref TVisitor visitor, CancellationToken cancellation)
        where TVisitor : struct, IMoveVisitor
    {
        for (var slice = 0; slice + 1 < _starts.Count; slice++)
        {
            cancellation.ThrowIfCancellationRequested();
            var members = _members.AsSpan(_starts[slice].._starts[slice + 1]);
            foreach (var from in members)
            {
                WalkFrom(from, members, ref visitor);
            }
        }
    }

    private void WalkFrom<TVisitor>(int from, ReadOnlySpan<int> members, ref TVisitor visitor)
        where TVisitor : struct, IMoveVisitor
    {
        var (options, state) = (_states.RawAt(from), _states.StateOfRaw(from));
        foreach (var to in members)
        {
            var reached = _states.StateOfRaw(to);
            if (reached != state && _states.Model.MayChange(_mover, options, _states.RawAt(to)))
            {
                visitor.Visit(state, reached);
            }
        }
    }
}
