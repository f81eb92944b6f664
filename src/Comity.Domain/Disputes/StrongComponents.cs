namespace Comity.Domain.Disputes;

/// <summary>Strongly connected components of a directed graph. Iterative, so that no length of chain exhausts the stack.</summary>
/// <remarks>R. Tarjan, Depth-first search and linear graph algorithms, SIAM J. Comput. 1 (1972), §4. Time and space linear.</remarks>
internal static class StrongComponents
{
    private const int None = -1;

    /// <returns>
    /// Per node the number of its component. Numbers rise against the edges: an edge between components leads to the lower
    /// one, so nodes in rising order come after all they lead to.
    /// </returns>
    public static int[] Of(int nodes, ILookup<int, int> targets)
    {
        var component = Filled(nodes);
        var found = Filled(nodes);
        var low = new int[nodes];
        var open = new Stack<int>();
        var path = new Stack<(int Node, IEnumerator<int> Targets)>();
        var (time, components) = (0, 0);

        for (var root = 0; root < nodes; root++)
        {
            if (found[root] == None)
            {
                Enter(root);
            }

            while (path.TryPeek(out var top))
            {
                if (top.Targets.MoveNext())
                {
                    var next = top.Targets.Current;
                    if (found[next] == None)
                    {
                        Enter(next);
                    }
                    else if (component[next] == None)
                    {
                        low[top.Node] = Math.Min(low[top.Node], found[next]);
                    }
                }
                else
                {
                    Leave();
                }
            }
        }

        return component;

        void Enter(int node)
        {
            found[node] = low[node] = time++;
            open.Push(node);
            path.Push((node, targets[node].GetEnumerator()));
        }

        void Leave()
        {
            var (node, rest) = path.Pop();
            rest.Dispose();
            if (path.TryPeek(out var parent))
            {
                low[parent.Node] = Math.Min(low[parent.Node], low[node]);
            }

            if (low[node] != found[node])
            {
                return;
            }

            int member;
            do
            {
                member = open.Pop();
                component[member] = components;
            }
            while (member != node);
            components++;
        }
    }

    private static int[] Filled(int nodes)
    {
        var array = new int[nodes];
        Array.Fill(array, None);
        return array;
    }
}
