using System.Globalization;
using Comity.Strategy.States;

namespace Comity.Node.Strategy;

/// <summary>A bounded, meaningful part of the graph, laid out: today's state, what holds and the ways there, in columns by steps.</summary>
public sealed class GraphLayout
{
    public const int MostNodes = 24;
    public const int MostEdges = 90;
    public const int Radius = 17;
    private const int Column = 150;
    private const int Row = 62;
    private const int Margin = 40;

    private readonly ModelView _view;
    private readonly Dictionary<int, GraphNode> _nodes = [];

    private GraphLayout(ModelView view) => _view = view;

    public IReadOnlyList<GraphNode> Nodes => [.. _nodes.Values];

    public IReadOnlyList<GraphEdge> Edges { get; private set; } = [];

    public int Width { get; private set; }

    public int Height { get; private set; }

    /// <summary>Equilibria that did not fit.</summary>
    public int LeftOut { get; private set; }

    /// <summary>Whether improvements that are on no way are drawn too.</summary>
    public bool ShowsAllImprovements { get; private set; }

    public static GraphLayout Of(ModelView view, IReadOnlyDictionary<int, IReadOnlyList<Leg>> ways)
    {
        var layout = new GraphLayout(view);
        layout.Place(layout.Choose(ways), ways);
        layout.Connect(ways);
        return layout;
    }

    // Today's state and the one asked about, then equilibria with the ways to them, nearest first, as long as there is room.
    private List<int> Choose(IReadOnlyDictionary<int, IReadOnlyList<Leg>> ways)
    {
        var chosen = new HashSet<int>(new[] { _view.Today, _view.Wanted }.OfType<int>());
        if (_view.States.Count <= MostNodes / 2)
        {
            chosen.UnionWith(Enumerable.Range(0, _view.States.Count));
        }

        foreach (var state in _view.Held.States().Take(4096).OrderBy(s => ways.TryGetValue(s, out var way) ? way.Count : int.MaxValue))
        {
            var needed = ways.TryGetValue(state, out var way) ? way.Select(s => s.To).Append(state) : [state];
            var more = needed.Except(chosen).ToList();
            if (chosen.Count + more.Count <= MostNodes)
            {
                chosen.UnionWith(more);
            }
        }

        LeftOut = _view.Held.Count - chosen.Count(_view.Held.Contains);
        return [.. chosen.Order()];
    }

    private void Place(List<int> chosen, IReadOnlyDictionary<int, IReadOnlyList<Leg>> ways)
    {
        var steps = new Dictionary<int, int>();
        foreach (var way in ways.Values)
        {
            foreach (var (n, step) in way.Index())
            {
                steps[step.To] = Math.Min(steps.GetValueOrDefault(step.To, int.MaxValue), n + 1);
            }
        }

        if (_view.Today is { } today)
        {
            steps[today] = 0;
        }

        // What no way leads to stands in a last column of its own.
        var last = chosen.Select(s => steps.GetValueOrDefault(s, -1)).DefaultIfEmpty(-1).Max() + 1;
        var columns = chosen.GroupBy(s => steps.GetValueOrDefault(s, last)).OrderBy(c => c.Key).ToList();
        var tallest = columns.Select(c => c.Count()).DefaultIfEmpty(1).Max();
        Height = (2 * Margin) + ((tallest - 1) * Row);
        Width = (2 * Margin) + (Math.Max(1, columns.Count - 1) * Column);
        foreach (var (at, column) in columns.Index())
        {
            var all = column.ToList();
            foreach (var (n, state) in all.Index())
            {
                var y = (Height / 2) + (((2 * n) - all.Count + 1) * Row / 2);
                _nodes[state] = new(state, Margin + (at * Column), y, _view.Held.Contains(state), state == _view.Today, state == _view.Wanted);
            }
        }
    }

    private void Connect(IReadOnlyDictionary<int, IReadOnlyList<Leg>> ways)
    {
        var onWay = ways.Where(w => _nodes.ContainsKey(w.Key)).SelectMany(w => w.Value).Where(s => _nodes.ContainsKey(s.From) && _nodes.ContainsKey(s.To)).ToHashSet();
        var moves = new Moves(_view.States);
        var improvements = _nodes.Keys
            .SelectMany(from => Enumerable.Range(0, _view.Model.DecisionMakers.Count).SelectMany(mover =>
                moves.ImprovementsFrom(mover, from, _view.Solution.Ranks.Of(mover)).Where(_nodes.ContainsKey).Select(to => new Leg(from, to, mover))))
            .Take(MostEdges + 1).ToHashSet();
        ShowsAllImprovements = improvements.Count <= MostEdges;
        Edges =
        [
            .. (ShowsAllImprovements ? improvements.Except(onWay) : []).Select(s => EdgeOf(s, false)),
            .. onWay.OrderBy(s => (s.From, s.To, s.Mover)).Select(s => EdgeOf(s, true)),
        ];
    }

    private GraphEdge EdgeOf(Leg step, bool onWay) =>
        new(step, step.Improves(_view.Solution), onWay, _nodes[step.From], _nodes[step.To]);

}

/// <param name="Held">An equilibrium of the concept looked at.</param>
public sealed record GraphNode(int State, int X, int Y, bool Held, bool Today, bool Wanted);

/// <param name="Improves">Whether the mover prefers where it leads.</param>
/// <param name="OnWay">On a shortest way from today's state to an equilibrium.</param>
public sealed record GraphEdge(Leg Leg, bool Improves, bool OnWay, GraphNode From, GraphNode To)
{
    /// <summary>A line bent to its left, so that there and back are two; within a column it swings out.</summary>
    public string Path => Points is var (x1, y1, cx, cy, x2, y2) ? string.Create(CultureInfo.InvariantCulture, $"M{x1:0.#} {y1:0.#}Q{cx:0.#} {cy:0.#} {x2:0.#} {y2:0.#}") : "";

    /// <summary>The arrow's head, drawn: a shape of its own needs no address to be found by.</summary>
    public string Head
    {
        get
        {
            var (_, _, cx, cy, x2, y2) = Points;
            var angle = Math.Atan2(y2 - cy, x2 - cx);
            (double X, double Y) Back(double turn) => (x2 - (9 * Math.Cos(angle + turn)), y2 - (9 * Math.Sin(angle + turn)));
            var (left, right) = (Back(0.42), Back(-0.42));
            return string.Create(CultureInfo.InvariantCulture, $"M{x2:0.#} {y2:0.#}L{left.X:0.#} {left.Y:0.#}L{right.X:0.#} {right.Y:0.#}Z");
        }
    }

    /// <summary>Where the mover's name stands: two fifths of the way, off the middle where lines cross.</summary>
    public (double X, double Y) Label => Points is var (x1, y1, cx, cy, x2, y2) ? ((0.36 * x1) + (0.48 * cx) + (0.16 * x2), (0.36 * y1) + (0.48 * cy) + (0.16 * y2)) : default;

    private (double X1, double Y1, double Cx, double Cy, double X2, double Y2) Points
    {
        get
        {
            double dx = To.X - From.X, dy = To.Y - From.Y;
            var length = Math.Max(1, Math.Sqrt((dx * dx) + (dy * dy)));
            var bend = dx == 0 ? 34 : Math.Min(30, 10 + (length * 0.06));
            var (cx, cy) = (((From.X + To.X) / 2.0) + (dy / length * bend), ((From.Y + To.Y) / 2.0) - (dx / length * bend));
            var (x1, y1) = Edge(From, cx, cy, 1);
            var (x2, y2) = Edge(To, cx, cy, 3);
            return (x1, y1, cx, cy, x2, y2);
        }
    }

    private static (double X, double Y) Edge(GraphNode node, double towardsX, double towardsY, int gap)
    {
        double dx = towardsX - node.X, dy = towardsY - node.Y;
        var length = Math.Max(1, Math.Sqrt((dx * dx) + (dy * dy)));
        return (node.X + (dx / length * (GraphLayout.Radius + gap)), node.Y + (dy / length * (GraphLayout.Radius + gap)));
    }
}
