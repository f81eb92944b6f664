using System.Diagnostics;
using System.Globalization;

namespace Comity.Tests.Explorer;

/// <summary>Every state that can be reached, nearest first, each looked at once; states that differ by Arda and Bera changing places are one.</summary>
internal sealed class Exploration
{
    private readonly Dictionary<State, (State From, string Step)> _reached = [];
    private readonly Hearing _hearing;
    private readonly World _world = new();
    private readonly Steps _steps;
    private readonly Promises _promises;
    private readonly Limits _limits;

    public Exploration(Limits limits, Rules rules)
    {
        _limits = limits;
        _hearing = new Hearing(_world, rules);
        var standings = new Standings(_world, _hearing, rules);
        _steps = new Steps(_world, _hearing, standings, rules, limits);
        _promises = new Promises(_world, _hearing, rules);
    }

    public int States => _reached.Count;

    /// <summary>What does not hold, with the shortest way there; null when all holds in every state.</summary>
    public string? Violation { get; private set; }

    /// <summary>Counts, for people.</summary>
    public string Report { get; private set; } = "";

    public Exploration Run()
    {
        var clock = Stopwatch.StartNew();
        var (turn, steps, depth) = (new Queue<(State State, int Depth)>(), 0L, 0);
        Reach(_steps.First(), default, "founded", 0, turn);
        while (Violation is null && turn.TryDequeue(out var next))
        {
            depth = next.Depth;
            foreach (var (state, step) in _steps.From(next.State))
            {
                steps++;
                if (state != next.State && Violation is null)
                {
                    Reach(state, next.State, step, depth + 1, turn);
                }
            }
        }

        Report = string.Create(CultureInfo.InvariantCulture,
            $"{States:#,0} states by {steps:#,0} steps, up to {depth} from the first; {_hearing.Count:#,0} different holdings, {_world.Statements:#,0} statements, rules asked {_hearing.Judged:#,0} times; {clock.Elapsed.TotalSeconds:0.0} s; {_limits}");
        return this;
    }

    private void Reach(State state, State from, string step, int depth, Queue<(State, int)> turn)
    {
        var seen = _limits.FromTheCharter ? state : Canonical(state);
        if (_reached.TryAdd(seen, (from, step)))
        {
            if (_promises.Broken(_steps.Held(seen), _steps.Loose(seen).Count > 0) is { } broken)
            {
                Violation = broken + "\n" + string.Join('\n', WayTo(seen));
            }

            turn.Enqueue((seen, depth));
        }
    }

    private State Canonical(State state)
    {
        var mirrored = _steps.Mirror(state);
        return (state.A, state.B, state.C, state.Loose).CompareTo((mirrored.A, mirrored.B, mirrored.C, mirrored.Loose)) <= 0 ? state : mirrored;
    }

    // Where a state is kept mirrored, so are the names in the steps that follow.
    private List<string> WayTo(State state)
    {
        var way = new List<string>();
        while (_reached[state] is var (from, step) && from != default)
        {
            way.Add(step);
            state = from;
        }

        way.Reverse();
        return [.. way.Select((step, i) => $"{i + 1}. {step}")];
    }
}
