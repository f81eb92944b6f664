using System.Globalization;
using Comity.Domain.Strategy;
using Comity.Record;
using Comity.Strategy.States;

namespace Comity.Node.Strategy;

/// <summary>A ranking names every state exactly once: which it leaves out, names twice, or names though they cannot be.</summary>
internal static class RankingFaults
{
    private const int Named = 5;

    public static IEnumerable<Fault> Of(ConflictModel model, StateSpace states) =>
        model.DecisionMakers.Index().Where(d => d.Item.Preference.Kind == PreferenceKind.Ranking)
            .SelectMany(d => Of(d.Item.Preference.Ranking!, string.Create(CultureInfo.InvariantCulture, $"model.decisionMakers[{d.Index}].preference.ranking"), states));

    private static IEnumerable<Fault> Of(ValueList<ValueList<string>> ranking, string field, StateSpace states)
    {
        var named = ranking.SelectMany(tier => tier).ToList();
        var places = named.Select(s => DraftModel.StateOf(states, s)).ToList();
        var seen = places.Where(p => p >= 0).ToHashSet();
        var wrong = named.Index().Where(n => places[n.Index] < 0 || states.TextOf(places[n.Index]) != n.Item).Select(n => n.Item).ToList();
        var twice = places.Where(p => p >= 0).CountBy(p => p).Where(p => p.Value > 1).Select(p => states.TextOf(p.Key)).ToList();
        var missing = Enumerable.Range(0, states.Count).Where(s => !seen.Contains(s)).Select(states.TextOf).ToList();
        if (wrong.Count + twice.Count + missing.Count > 0)
        {
            string[] found = [Part("missing", missing), Part("twice", twice), Part("no state", wrong)];
            yield return new(field, ModelReading.RankingState, $"expected each of {states.Count.ToString(CultureInfo.InvariantCulture)} states once; found {string.Join("; ", found.Where(f => f.Length > 0))}");
        }
    }

    private static string Part(string what, List<string> which) =>
        which.Count == 0 ? "" : $"{what}: {string.Join(' ', which.Take(Named))}{(which.Count > Named ? string.Create(CultureInfo.InvariantCulture, $" and {which.Count - Named} more") : "")}";
}
