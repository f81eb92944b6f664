using System.Globalization;
using Comity.Domain.Strategy;
using Comity.Record;
using Comity.Strategy.Models;
using Comity.Strategy.Preferences;
using DecisionMaker = Comity.Strategy.Models.DecisionMaker;
using DisallowedMove = Comity.Strategy.Models.DisallowedMove;
using PreferenceStatement = Comity.Strategy.Preferences.PreferenceStatement;

namespace Comity.Node.Strategy;

/// <summary>From a model as it is said to one the library solves. Its form has been found good; here its sense is looked at.</summary>
public static class ModelReading
{
    public const string ConditionUnread = "strategy.condition.unread";
    public const string NoFeasibleState = "strategy.states.none";
    public const string RankingState = "strategy.ranking.state";

    /// <param name="model">Without fault of form.</param>
    /// <returns>The model, or every fault with its place in the form of <c>model.decisionMakers[0].preference.statements[2].condition</c>.</returns>
    public static (StrategyModel? Model, IReadOnlyList<Fault> Faults) Read(ConflictModel model)
    {
        var faults = new List<Fault>();
        Comity.Strategy.Models.Option[] options = [.. model.Options.Select(o => new Comity.Strategy.Models.Option(o.Id, o.Name, DirectionOf(o.Direction)))];
        Pattern PatternOf(string text) => Pattern.TryParse(text, options.Length, out var pattern) ? pattern : throw new ArgumentException("expected a model without fault of form", nameof(model));
        ulong StateOf(string text) => PatternOf(text).Value;

        PreferenceStatement Statement(Comity.Domain.Strategy.PreferenceStatement said, string field)
        {
            if (said.AnyOf is { } patterns)
            {
                return new(new Condition.AnyOf([.. patterns.Select(PatternOf)]), said.Text);
            }

            if (ConditionText.TryParse(said.Condition!, options, out var condition, out var fault))
            {
                return new(condition, said.Text);
            }

            faults.Add(new($"{field}.condition", ConditionUnread, $"expected {fault.Value.Expected}, found {fault.Value.Found}"));
            return new(new Condition.AnyOf([]), said.Text);
        }

        Preference PreferenceOf(ModelPreference said, string field) => said.Kind == PreferenceKind.Ranking
            ? new(new Ranking([.. said.Ranking!.Select(tier => (IReadOnlyList<ulong>)[.. tier.Select(StateOf)])]))
            : new(new StatementOrder([.. said.Statements!.Select((s, j) => Statement(s, $"{field}.statements[{Number(j)}]"))]));

        var ids = model.DecisionMakers.Select(d => d.Id).ToList();
        var places = options.Index().ToDictionary(o => o.Item.Id, o => o.Index, StringComparer.Ordinal);
        DecisionMaker[] makers =
        [
            .. model.DecisionMakers.Select((d, i) => new DecisionMaker(
                d.Id, d.Name, [.. d.Options.Select(o => places[o]).Order()], PreferenceOf(d.Preference, $"model.decisionMakers[{Number(i)}].preference"))),
        ];
        var read = new StrategyModel(
            options, makers, [.. model.Infeasible.Select(PatternOf)],
            [.. (model.Merged ?? []).Select(m => new MergedState(m.Label, PatternOf(m.Pattern), StateOf(m.Representative)))],
            [.. (model.DisallowedMoves ?? []).Select(m => new DisallowedMove(ids.IndexOf(m.Dm), PatternOf(m.From), PatternOf(m.To)))]);
        return faults.Count > 0 ? (null, faults) : (read, []);
    }

    private static Direction DirectionOf(OptionDirection? direction) => direction switch
    {
        OptionDirection.Forward => Direction.Forward,
        OptionDirection.Backward => Direction.Backward,
        OptionDirection.Fixed => Direction.Fixed,
        _ => Direction.Both,
    };

    private static string Number(int n) => n.ToString(CultureInfo.InvariantCulture);
}
