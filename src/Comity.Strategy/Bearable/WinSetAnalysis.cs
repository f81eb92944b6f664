using Comity.Strategy.States;

namespace Comity.Strategy.Bearable;

/// <summary>The win-sets of the parties of a model, and what they have in common.</summary>
/// <remarks>A decision maker that lists no constituencies bears every outcome. A merged state is judged by its representative.</remarks>
public sealed class WinSetAnalysis
{
    private const int MaxWidenings = 10;

    private static readonly int[] Nobody = [];

    private readonly StateSpace _states;
    private readonly CancellationToken _cancellation;

    private WinSetAnalysis(StateSpace states, IReadOnlyList<HomeParty> parties, CancellationToken cancellation)
    {
        (_states, _cancellation) = (states, cancellation);
        WinSets = [.. parties.Select(Of)];
    }

    /// <summary>One for each party, in the order given.</summary>
    public IReadOnlyList<WinSet> WinSets { get; }

    /// <summary>Third parties whose asking makes a difference to somebody.</summary>
    public IReadOnlyList<int> Askers => [.. WinSets.SelectMany(w => w.Asked).Select(a => a.Asker).Distinct().Order()];

    public static WinSetAnalysis Of(StateSpace states, IReadOnlyList<HomeParty> parties, CancellationToken cancellation = default) => new(states, parties, cancellation);

    /// <summary>Outcomes that every party can bear.</summary>
    /// <param name="asker">Who asks all others for them in public; null: nobody does.</param>
    public StateSet Common(int? asker = null)
    {
        var all = Enumerable.Range(0, _states.Count);
        return StateSet.Of(_states.Count, all.Where(s => WinSets.All(w => w.Bearable.Contains(s) || w.Asked.Any(a => a.Asker == asker && a.Gained.Contains(s)))));
    }

    /// <summary>A smallest change of stances that makes an outcome bearable for a party.</summary>
    /// <returns>Without changes when it is bearable; null when nothing at home makes it so.</returns>
    public Widening? LeastFor(HomeParty party, int state) => StanceChanges.Least(party, _states[state]) is { } changes
        ? new(changes, Gained(party, StanceChanges.Applied(party, changes), Nobody))
        : null;

    /// <summary>Steps that a party could take at home only because a third one asked for them in public.</summary>
    /// <param name="from">Where it stands.</param>
    /// <returns>States one move of the party away; the moves do not depend on what is bearable.</returns>
    public IReadOnlyList<int> StepsMadeBearable(WinSet party, int asker, int from)
    {
        var gained = party.Asked.FirstOrDefault(a => a.Asker == asker)?.Gained;
        return gained is null ? [] : [.. new Moves(_states).From(party.Party.DecisionMaker, from).Where(gained.Contains)];
    }

    private WinSet Of(HomeParty party)
    {
        var bearable = Bearable(party, Nobody);
        var askers = party.Constituencies.SelectMany(c => c.Rules).SelectMany(r => r.AskedBy.Keys).Distinct().Order();
        return new(party, bearable, Least(party, bearable), [.. askers.Select(a => new AskedGain(a, Gained(party, party, [a])))]);
    }

    private List<Widening> Least(HomeParty party, StateSet bearable)
    {
        var least = new Dictionary<string, IReadOnlyList<StanceChange>>();
        var fewest = int.MaxValue;
        for (var s = 0; s < _states.Count; s++)
        {
            _cancellation.ThrowIfCancellationRequested();
            if (bearable.Contains(s) || StanceChanges.Least(party, _states[s]) is not { } changes || changes.Sum(c => c.Steps) is var steps && steps > fewest)
            {
                continue;
            }

            if (steps < fewest)
            {
                (fewest, least) = (steps, []);
            }

            least.TryAdd(string.Join(' ', changes), changes);
        }

        return [.. least.Values.Take(MaxWidenings).Select(c => new Widening(c, Gained(party, StanceChanges.Applied(party, c), Nobody)))];
    }

    private StateSet Bearable(HomeParty party, int[] askers) => Where(s => party.Bears(_states[s], askers));

    // What the changed party bears, or the party once asked, and the party by itself does not.
    private StateSet Gained(HomeParty party, HomeParty changed, int[] askers) => Where(s => changed.Bears(_states[s], askers) && !party.Bears(_states[s], Nobody));

    private StateSet Where(Func<int, bool> holds) => StateSet.Of(_states.Count, Enumerable.Range(0, _states.Count).Where(s =>
    {
        _cancellation.ThrowIfCancellationRequested();
        return holds(s);
    }));
}
