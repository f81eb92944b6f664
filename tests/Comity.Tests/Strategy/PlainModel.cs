using System.Numerics;
using Comity.Strategy.Concepts;
using Comity.Strategy.Models;
using Comity.Strategy.Preferences;

namespace Comity.Tests.Strategy;

/// <summary>
/// A model solved as the definitions are written, over texts and lists of all moves: slow, plain, and sharing no code with the engine.
/// </summary>
internal sealed class PlainModel
{
    private readonly StrategyModel _model;
    private readonly int _options;
    private readonly List<string> _raw;
    private readonly List<List<string>> _members = [];
    private readonly List<int>[][] _reached;       // by decision maker and state: R_i(s)
    private readonly int[][] _worth;
    private readonly Dictionary<(int, int, bool), HashSet<int>> _sanctions = [];

    public PlainModel(StrategyModel model)
    {
        _model = model;
        _options = model.Options.Count;
        _raw = [.. Enumerable.Range(0, 1 << _options).Select(Text).Where(s => !model.Infeasible.Any(p => Matches(p, s)))];
        foreach (var state in _raw)
        {
            var merged = model.Merged.SingleOrDefault(m => Matches(m.Pattern, state));
            if (merged is null || Text(merged.Representative) == state)
            {
                States.Add(state);
                _members.Add(merged is null ? [state] : [.. _raw.Where(s => Matches(merged.Pattern, s))]);
            }
        }

        _reached = [.. model.DecisionMakers.Select((_, i) => States.Select((_, s) => Reached(i, s)).ToArray())];
        _worth = [.. model.DecisionMakers.Select(d => Places([.. States.Select(s => Worth(d.Preference.Order, s))]))];
    }

    public List<string> States { get; } = [];

    public int DecisionMakers => _reached.Length;

    /// <summary>R_i(s).</summary>
    public IReadOnlyList<int> MovesOf(int i, int s) => _reached[i][s];

    public bool IsStable(Concept concept, int i, int s)
    {
        foreach (var s1 in _reached[i][s].Where(t => Prefers(i, t, s)))
        {
            if (concept == Concept.Nash || !Sanctions(i, s1, concept is Concept.Seq or Concept.Sseq).Any(s2 => Deters(concept, i, s, s2)))
            {
                return false;
            }
        }

        return true;
    }

    private bool Deters(Concept concept, int i, int s, int s2) => !Prefers(i, s2, s)
        && (concept is Concept.Gmr or Concept.Seq || !_reached[i][s2].Exists(s3 => Prefers(i, s3, s)));

    public bool Prefers(int i, int state, int to) => _worth[i][state] > _worth[i][to];

    /// <summary>R_{N-i}(s), or R_{N-i}^+(s): all that a legal sequence of the others reaches.</summary>
    private HashSet<int> Sanctions(int i, int from, bool improving)
    {
        if (_sanctions.TryGetValue((i, from, improving), out var known))
        {
            return known;
        }

        var visited = new HashSet<(int State, int Last)>();
        var open = new Queue<(int State, int Last)>([(from, -1)]);
        while (open.TryDequeue(out var at))
        {
            foreach (var j in Enumerable.Range(0, DecisionMakers).Where(j => j != i && j != at.Last))
            {
                foreach (var next in _reached[j][at.State].Where(t => !improving || Prefers(j, t, at.State)))
                {
                    if (visited.Add((next, j)))
                    {
                        open.Enqueue((next, j));
                    }
                }
            }
        }

        return _sanctions[(i, from, improving)] = [.. visited.Select(v => v.State)];
    }

    private List<int> Reached(int i, int s) =>
        [.. Enumerable.Range(0, States.Count).Where(t => t != s && _members[s].Exists(a => _members[t].Exists(b => IsMove(i, a, b))))];

    private bool IsMove(int i, string from, string to)
    {
        for (var k = 0; k < _options; k++)
        {
            var allowed = from[k] == to[k] || (_model.DecisionMakers[i].Options.Contains(k) && _model.Options[k].Direction switch
            {
                Direction.Both => true,
                Direction.Forward => to[k] == 'Y',
                Direction.Backward => to[k] == 'N',
                _ => false,
            });
            if (!allowed)
            {
                return false;
            }
        }

        return !_model.DisallowedMoves.Any(m => m.DecisionMaker == i && Matches(m.From, from) && Matches(m.To, to));
    }

    // Their order as small numbers, which compare faster.
    private static int[] Places(BigInteger[] worth)
    {
        var sorted = worth.Distinct().Order().ToList();
        return [.. worth.Select(w => sorted.IndexOf(w))];
    }

    private BigInteger Worth(PreferenceOrder order, string state) => order switch
    {
        Ranking ranking => ranking.Tiers.Count - ranking.Tiers.ToList().FindIndex(t => t.Any(s => Text(s) == state)),
        StatementOrder statements => statements.Statements.Aggregate(BigInteger.Zero, (worth, s) => (2 * worth) + (Holds(s.Condition, state) ? 1 : 0)),
        _ => throw new NotSupportedException(),
    };

    private bool Holds(Condition condition, string state) => condition switch
    {
        Condition.Taken(var k) => state[k] == 'Y',
        Condition.Not(var inner) => !Holds(inner, state),
        Condition.And(var left, var right) => Holds(left, state) && Holds(right, state),
        Condition.Or(var left, var right) => Holds(left, state) || Holds(right, state),
        Condition.If(var then, var when) => !Holds(when, state) || Holds(then, state),
        Condition.Iff(var left, var right) => Holds(left, state) == Holds(right, state),
        Condition.AnyOf(var patterns) => patterns.Any(p => Matches(p, state)),
        _ => throw new NotSupportedException(),
    };

    private bool Matches(Pattern pattern, string state)
    {
        var text = pattern.ToText(_options);
        return !text.Where((c, k) => c != '-' && c != state[k]).Any();
    }

    private string Text(ulong state) => Text((int)state);

    private string Text(int state) => string.Concat(Enumerable.Range(0, _options).Select(k => (state >> k) % 2 == 0 ? 'N' : 'Y'));
}
