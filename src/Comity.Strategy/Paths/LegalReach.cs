using Comity.Strategy.Preferences;
using Comity.Strategy.States;

namespace Comity.Strategy.Paths;

/// <summary>
/// Where the legal sequences of a group lead from a state: R_H(s), or with improvements only R_H^+(s), with shortest paths. One object
/// searches again and again; what it says is about the last search.
/// </summary>
/// <remarks>
/// A sequence has one or more moves; nobody moves twice in succession, but may move again after another. So the search goes over pairs of
/// state and last mover, breadth first.
/// </remarks>
internal sealed class LegalReach
{
    private const int Unseen = -1;
    private const int First = -2;

    private readonly MoveLists _moves;
    private readonly int[] _group;
    private readonly PreferenceRanks? _improving;
    private readonly int[] _before;              // by state and last mover: the pair before
    private readonly List<int> _seen = [];       // pairs in the order they were reached
    private readonly List<int> _next = [];

    /// <param name="improving">Null: any moves. Otherwise each step is an improvement for who makes it.</param>
    public LegalReach(MoveLists moves, IEnumerable<int> group, PreferenceRanks? improving = null)
    {
        (_moves, _improving) = (moves, improving);
        _group = [.. group];
        _before = new int[checked(moves.States.Count * Math.Max(1, _group.Length))];
        _before.AsSpan().Fill(Unseen);
    }

    /// <summary>Bytes per state: the pairs, and the order they were reached in.</summary>
    public static int BytesPerState(int group) => 8 * Math.Max(1, group);

    /// <param name="until">Stops at the first state reached for which it is true.</param>
    /// <returns>That state, or -1: none was, and everything was looked at.</returns>
    public int Search(int start, Func<int, bool>? until = null)
    {
        foreach (var pair in _seen)
        {
            _before[pair] = Unseen;
        }

        _seen.Clear();
        var found = Extend(start, -1, First, until);
        for (var at = 0; found < 0 && at < _seen.Count; at++)
        {
            found = Extend(_seen[at] / _group.Length, _seen[at] % _group.Length, _seen[at], until);
        }

        return found;
    }

    /// <summary>Whether the last search reached the state by one or more moves.</summary>
    public bool Contains(int state) => PairOf(state) >= 0;

    /// <summary>States reached, nearest first; each once.</summary>
    public IEnumerable<int> Reached() => _seen.Select(pair => pair / _group.Length).Distinct();

    /// <summary>States reached with the lengths of shortest sequences, nearest first; each once.</summary>
    public List<ReachedState> Nearest()
    {
        var lengths = new Dictionary<int, int>();
        var nearest = new Dictionary<int, int>();
        foreach (var pair in _seen)
        {
            var length = lengths[pair] = _before[pair] >= 0 ? lengths[_before[pair]] + 1 : 1;
            nearest.TryAdd(pair / _group.Length, length);
        }

        return [.. nearest.Select(n => new ReachedState(n.Key, n.Value))];
    }

    /// <summary>A shortest sequence to a state that was reached.</summary>
    public IReadOnlyList<Step> PathTo(int state)
    {
        var steps = new List<Step>();
        for (var pair = PairOf(state); pair >= 0; pair = _before[pair])
        {
            steps.Add(new(_group[pair % _group.Length], pair / _group.Length));
        }

        steps.Reverse();
        return steps;
    }

    private int Extend(int state, int last, int pair, Func<int, bool>? until)
    {
        for (var k = 0; k < _group.Length; k++)
        {
            if (k == last)
            {
                continue;
            }

            _moves.From(_group[k], state, _next);
            foreach (var to in _next)
            {
                if (IsStep(_group[k], state, to) && Reach((to * _group.Length) + k, pair) && until is not null && until(to))
                {
                    return to;
                }
            }
        }

        return -1;
    }

    private bool IsStep(int mover, int from, int to) => _improving is null || _improving.Of(mover)[to] > _improving.Of(mover)[from];

    private bool Reach(int pair, int before)
    {
        if (_before[pair] != Unseen)
        {
            return false;
        }

        _before[pair] = before;
        _seen.Add(pair);
        return true;
    }

    // The pair of this state that was reached first, hence by the fewest moves; -1 when none was.
    private int PairOf(int state)
    {
        var (nearest, moves) = (-1, int.MaxValue);
        for (var k = 0; k < _group.Length; k++)
        {
            var pair = (state * _group.Length) + k;
            if (_before[pair] != Unseen && Length(pair) is var length && length < moves)
            {
                (nearest, moves) = (pair, length);
            }
        }

        return nearest;
    }

    private int Length(int pair)
    {
        var length = 0;
        for (; pair >= 0; pair = _before[pair])
        {
            length++;
        }

        return length;
    }
}
