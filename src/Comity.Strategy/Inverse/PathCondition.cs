namespace Comity.Strategy.Inverse;

/// <summary>
/// What must hold for an improvement of another decision maker to be answered by improvements: a path exists, some of whose steps are the
/// focal decision maker's and exist only if it prefers where they lead.
/// </summary>
/// <remarks>Nodes are pairs of state and last mover; <see cref="Start"/> is the improvement, <see cref="Target"/> any sanction.</remarks>
/// <param name="Fixed">Steps that exist whatever the focal decision maker prefers.</param>
internal sealed record PathCondition(IReadOnlyList<(int From, int To)> Fixed, IReadOnlyList<ConditionalStep> Steps)
{
    public const int Start = 0;
    public const int Target = 1;

    /// <summary>The nodes that a path from one leads to, itself included.</summary>
    public static HashSet<int> ReachedFrom(int node, ILookup<int, int> edges)
    {
        var reached = new HashSet<int> { node };
        var open = new Stack<int>([node]);
        while (open.TryPop(out var at))
        {
            foreach (var to in edges[at])
            {
                if (reached.Add(to))
                {
                    open.Push(to);
                }
            }
        }

        return reached;
    }
}
