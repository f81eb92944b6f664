using System.Numerics;
using Comity.Strategy.States;

namespace Comity.Strategy.Paths;

/// <summary>Finds moves again and again without keeping them, and counts what it looks at.</summary>
/// <remarks>Not for several threads at once.</remarks>
internal sealed class MoveLists(StateSpace states, AnalysisLimits limits, CancellationToken cancellation)
{
    private const int Often = 0xFFF;

    private long _looked;

    public StateSpace States { get; } = states;

    /// <summary>Replaces <paramref name="into"/> by R_i(s): never the state itself; of a merged state some twice.</summary>
    /// <exception cref="AnalysisLimitException">More moves were looked at than allowed, over the life of this object.</exception>
    public void From(int mover, int state, List<int> into)
    {
        into.Clear();
        foreach (var member in States.MembersOf(state))
        {
            AddFrom(mover, member, state, into);
        }
    }

    private void AddFrom(int mover, ulong member, int state, List<int> into)
    {
        var model = States.Model;
        var free = model.OwnedBy(mover) & ((~member & model.Rising) | (member & model.Falling));
        if (BitOperations.PopCount(free) < 62 && 1L << BitOperations.PopCount(free) <= States.RawCount)
        {
            for (var changed = free; changed != 0; changed = (changed - 1) & free)
            {
                Look(mover, member, States.IndexOf(member ^ changed), member ^ changed, state, into);
            }

            return;
        }

        for (var raw = 0; raw < States.RawCount; raw++)
        {
            var to = States.RawAt(raw);
            Look(mover, member, ((to ^ member) & ~free) == 0 ? States.StateOfRaw(raw) : -1, to, state, into);
        }
    }

    private void Look(int mover, ulong from, int reached, ulong to, int state, List<int> into)
    {
        if (++_looked > limits.Moves)
        {
            throw new AnalysisLimitException("moves to look at", limits.Moves);
        }

        if ((_looked & Often) == 0)
        {
            cancellation.ThrowIfCancellationRequested();
        }

        if (reached >= 0 && reached != state && States.Model.MayChange(mover, from, to))
        {
            into.Add(reached);
        }
    }
}
