using System.Numerics;

namespace Comity.Strategy.States;

/// <summary>The moves of decision makers, found when asked for: no list of all of them exists.</summary>
/// <remarks>One move changes any non-empty set of the mover's own options at once and ends in a feasible state; a merged state moves as any of its members.</remarks>
public sealed class Moves(StateSpace states)
{
    /// <summary>States reached by one move, ascending, without the state itself: R_i(s).</summary>
    public IReadOnlyList<int> From(int decisionMaker, int state)
    {
        var reached = new SortedSet<int>();
        foreach (var member in states.MembersOf(state))
        {
            AddFrom(decisionMaker, member, reached);
        }

        reached.Remove(state);
        return [.. reached];
    }

    /// <summary>States reached by one move that the mover strictly prefers to the state: R_i^+(s).</summary>
    /// <param name="ranks">The mover's, by state.</param>
    public IReadOnlyList<int> ImprovementsFrom(int decisionMaker, int state, ReadOnlySpan<int> ranks)
    {
        var improvements = new List<int>();
        foreach (var reached in From(decisionMaker, state))
        {
            if (ranks[reached] > ranks[state])
            {
                improvements.Add(reached);
            }
        }

        return improvements;
    }

    public bool Allows(int decisionMaker, int from, int to) => from != to
        && states.MembersOf(from).Any(a => states.MembersOf(to).Any(b => states.Model.MayChange(decisionMaker, a, b)));

    private void AddFrom(int decisionMaker, ulong member, SortedSet<int> reached)
    {
        var model = states.Model;
        var free = model.OwnedBy(decisionMaker) & ((~member & model.Rising) | (member & model.Falling));
        if (BitOperations.PopCount(free) < 63 && 1L << BitOperations.PopCount(free) <= states.RawCount)
        {
            for (var changed = free; changed != 0; changed = (changed - 1) & free)
            {
                Add(decisionMaker, member, member ^ changed, reached);
            }

            return;
        }

        for (var raw = 0; raw < states.RawCount; raw++)
        {
            if (((states.RawAt(raw) ^ member) & ~free) == 0)
            {
                Add(decisionMaker, member, states.RawAt(raw), reached);
            }
        }
    }

    private void Add(int decisionMaker, ulong from, ulong to, SortedSet<int> reached)
    {
        if (states.IndexOf(to) is >= 0 and var state && states.Model.MayChange(decisionMaker, from, to))
        {
            reached.Add(state);
        }
    }
}
