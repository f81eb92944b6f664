namespace Comity.Strategy.Concepts.Listed;

/// <summary>Keeps per state the largest value one move away.</summary>
internal readonly struct LargestReached(int[] values, int[] largest) : IMoveVisitor
{
    public void Visit(int from, int to) => largest[from] = Math.Max(largest[from], values[to]);
}

/// <summary>Keeps per state the least value one move away.</summary>
internal readonly struct LeastReached(int[] values, int[] least) : IMoveVisitor
{
    public void Visit(int from, int to) => least[from] = Math.Min(least[from], values[to]);
}

/// <summary>Keeps per state the least value one improvement away.</summary>
internal readonly struct LeastImproving(int[] ranks, int[] values, int[] least) : IMoveVisitor
{
    public void Visit(int from, int to)
    {
        if (ranks[to] > ranks[from])
        {
            least[from] = Math.Min(least[from], values[to]);
        }
    }
}
