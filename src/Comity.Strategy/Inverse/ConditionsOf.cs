using Comity.Strategy.Certificates;
using Comity.Strategy.Concepts;
using Comity.Strategy.Paths;
using Comity.Strategy.Preferences;
using Comity.Strategy.States;

namespace Comity.Strategy.Inverse;

/// <summary>Finds the <see cref="InverseConditions"/> of one question.</summary>
internal sealed class ConditionsOf(StateSpace states, PreferenceRanks ranks, int focal, int wanted, Concept concept, AnalysisLimits limits, CancellationToken cancellation)
{
    private readonly MoveLists _moves = new(states, limits, cancellation);
    private readonly List<int> _next = [];

    private int[] Others { get; } = [.. Enumerable.Range(0, states.Model.DecisionMakers.Count).Where(j => j != focal)];

    private bool IsSymmetric => concept is Concept.Smr or Concept.Sseq;

    private bool OnlyImproving => concept is Concept.Seq or Concept.Sseq;

    public InverseConditions Find()
    {
        var requirements = MovesOf(focal, wanted).Select(RequirementOf).Where(r => r.Ways.All(w => w.Length > 0)).ToList();
        if (!OnlyImproving)
        {
            return new(wanted, [.. Others.Where(j => Explanations.Of(states, ranks, j, wanted, concept, limits, cancellation) is Certificate.Unstable)], requirements, []);
        }

        var (blocking, paths) = (new List<int>(), new List<PathCondition>());
        foreach (var other in Others)
        {
            var conditions = MovesOf(other, wanted).Where(s1 => Prefers(other, s1, wanted)).Select(s1 => PathOf(other, s1)).ToList();
            if (conditions.Contains(null))
            {
                blocking.Add(other);
            }

            paths.AddRange(conditions.OfType<PathCondition>().Where(p => p.Steps.Count > 0));
        }

        return new(wanted, blocking, requirements, paths);
    }

    private bool Prefers(int decisionMaker, int state, int to) => ranks.Of(decisionMaker)[state] > ranks.Of(decisionMaker)[to];

    private List<int> MovesOf(int mover, int state)
    {
        _moves.From(mover, state, _next);
        return [.. _next.Distinct().Order()];
    }

    // A way without states holds always; then the whole requirement does.
    private Requirement RequirementOf(int move)
    {
        var ways = new List<int[]> { new[] { move } };
        if (concept != Concept.Nash)
        {
            var others = new LegalReach(_moves, Others, OnlyImproving ? ranks : null);
            others.Search(move);
            ways.AddRange(others.Reached().Order().Select(Sanction).Where(way => !way.Contains(move)));
        }

        return new(move, [.. ways.DistinctBy(way => string.Join(',', way))]);
    }

    private int[] Sanction(int sanction)
    {
        IEnumerable<int> avoided = IsSymmetric ? [sanction, .. MovesOf(focal, sanction)] : [sanction];
        return [.. avoided.Where(s => s != wanted).Distinct().Order()];
    }

    /// <returns>Null when no path exists whatever the focal decision maker prefers; without steps when one always does.</returns>
    private PathCondition? PathOf(int other, int improvement)
    {
        var walk = new PathWalk(other, improvement, this);
        walk.Go();
        return walk.Condition();
    }

    private bool Deters(int other, int sanction) =>
        !Prefers(other, sanction, wanted) && !(IsSymmetric && MovesOf(other, sanction).Exists(s3 => Prefers(other, s3, wanted)));

    /// <summary>Walks from an improvement over the moves of all but its decision maker, each of the focal one's taken as possible.</summary>
    private sealed class PathWalk(int other, int improvement, ConditionsOf question)
    {
        private readonly Dictionary<(int State, int Last), int> _nodes = [];
        private readonly Queue<(int State, int Last, int Node)> _open = new();
        private readonly List<(int From, int To)> _fixed = [];
        private readonly List<ConditionalStep> _steps = [];
        private readonly Dictionary<int, bool> _deters = [];

        public void Go()
        {
            _open.Enqueue((improvement, -1, PathCondition.Start));
            while (_open.TryDequeue(out var at))
            {
                foreach (var mover in question.MoversBut(other).Where(j => j != at.Last))
                {
                    foreach (var to in question.MovesOf(mover, at.State))
                    {
                        Step(mover, at.State, to, at.Node);
                    }
                }
            }
        }

        public PathCondition? Condition()
        {
            var all = _fixed.Concat(_steps.Select(s => (s.From, s.To))).ToList();
            if (PathCondition.ReachedFrom(PathCondition.Start, _fixed.ToLookup(e => e.From, e => e.To)).Contains(PathCondition.Target))
            {
                return new([], []);
            }

            // What leads to no sanction, or only after one, does not matter.
            var useful = PathCondition.ReachedFrom(PathCondition.Target, all.ToLookup(e => e.Item2, e => e.Item1));
            return useful.Contains(PathCondition.Start)
                ? new([.. _fixed.Where(e => useful.Contains(e.To)).Distinct()], [.. _steps.Where(s => useful.Contains(s.To)).Distinct()])
                : null;
        }

        private void Step(int mover, int from, int to, int node)
        {
            var conditional = mover == question.Focal;
            if (!conditional && !question.Prefers(mover, to, from))
            {
                return;
            }

            var next = NodeOf(to, mover);
            if (conditional)
            {
                _steps.Add(new(node, next, new(to, from)));
            }
            else
            {
                _fixed.Add((node, next));
            }
        }

        private int NodeOf(int state, int last)
        {
            if (!_deters.TryGetValue(state, out var deters))
            {
                deters = _deters[state] = question.Deters(other, state);
            }

            if (deters)
            {
                return PathCondition.Target;
            }

            if (!_nodes.TryGetValue((state, last), out var node))
            {
                node = _nodes[(state, last)] = _nodes.Count + 2;
                _open.Enqueue((state, last, node));
            }

            return node;
        }
    }

    private int Focal => focal;

    private IEnumerable<int> MoversBut(int other) => Others.Where(j => j != other).Append(focal);
}
