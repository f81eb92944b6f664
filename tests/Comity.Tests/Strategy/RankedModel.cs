using Comity.Strategy.Models;
using Comity.Strategy.Preferences;

namespace Comity.Tests.Strategy;

/// <summary>A model in which one decision maker ranks otherwise.</summary>
internal static class RankedModel
{
    public static StrategyModel With(StrategyModel model, int decisionMaker, IReadOnlyList<IReadOnlyList<ulong>> tiers) => new(
        model.Options,
        [.. model.DecisionMakers.Select((d, i) => i == decisionMaker ? d with { Preference = new(new Ranking(tiers)) } : d)],
        model.Infeasible,
        model.Merged,
        model.DisallowedMoves);
}
