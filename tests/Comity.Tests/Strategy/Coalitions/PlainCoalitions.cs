namespace Comity.Tests.Strategy.Coalitions;

/// <summary>What groups reach and where coalitions stay, as the definitions are written.</summary>
internal sealed class PlainCoalitions(PlainModel plain)
{
    private readonly Dictionary<(string, int), HashSet<int>> _reached = [];

    public bool IsStable(int[] members, int s, bool answered, bool symmetric)
    {
        int[] others = [.. Enumerable.Range(0, plain.DecisionMakers).Except(members)];
        bool AllPrefer(int state) => members.All(i => plain.Prefers(i, state, s));
        return Reached(members, s).Where(AllPrefer).All(q => answered
            && Reached(others, q).Any(s2 => !AllPrefer(s2) && !(symmetric && Reached(members, s2).Any(AllPrefer))));
    }

    /// <summary>R_H(s), one state and last mover after another.</summary>
    public HashSet<int> Reached(int[] group, int s)
    {
        var key = (string.Join(',', group), s);
        if (!_reached.TryGetValue(key, out var states))
        {
            var visited = new HashSet<(int State, int Last)>();
            Visit(group, s, -1, visited);
            states = _reached[key] = [.. visited.Select(v => v.State)];
        }

        return states;
    }

    private void Visit(int[] group, int state, int last, HashSet<(int, int)> visited)
    {
        foreach (var j in group.Where(j => j != last))
        {
            foreach (var next in plain.MovesOf(j, state).Where(t => visited.Add((t, j))))
            {
                Visit(group, next, j, visited);
            }
        }
    }
}
