using Comity.Domain.Strategy;
using Comity.Record;

namespace Comity.Tests.Domain.Strategy;

public sealed class StrategyFaultsTests
{
    private static readonly ConflictModel Good = StrategyScenarios.Model();

    private static readonly (string Code, string Field, ConflictModel Model)[] Faulty =
    [
        (StrategyFaultCodes.Schema, "model.schema", Good with { Schema = "strategy-case/2" }),
        (StrategyFaultCodes.TextLength, "model.title", Good with { Title = " " }),
        (StrategyFaultCodes.TextCharacters, "model.notes", Good with { Notes = "A\0B" }),
        (StrategyFaultCodes.OptionsCount, "model.options", Good with { Options = Many(65), DecisionMakers = [new("arda", "Arda", Many(65).Select(o => o.Id).ToValueList(), Nothing)] }),
        (StrategyFaultCodes.DecisionMakersCount, "model.decisionMakers", Good with { DecisionMakers = [.. Good.DecisionMakers, .. Enumerable.Range(0, 15).Select(n => new DecisionMaker($"m{n}", "One more", [], Nothing))] }),
        (StrategyFaultCodes.IdShape, "model.decisionMakers[0].id", With(d => d with { Id = "a b" })),
        (StrategyFaultCodes.IdRepeated, "model.decisionMakers", With(d => d with { Id = "bera" })),
        (StrategyFaultCodes.OptionUnknown, "model.decisionMakers[0].options", With(d => d with { Options = ["licence", "tariff"] })),
        (StrategyFaultCodes.OptionOwner, "model.options[0]", With(d => d with { Options = [] })),
        (StrategyFaultCodes.OptionOwner, "model.options[1]", With(d => d with { Options = ["licence", "answer"] })),
        (StrategyFaultCodes.PatternShape, "model.infeasible[0]", Good with { Infeasible = ["YYY"] }),
        (StrategyFaultCodes.PatternsCount, "model.infeasible", Good with { Infeasible = Enumerable.Repeat("Y-", 257).ToValueList() }),
        (StrategyFaultCodes.StateShape, "model.merged[0].representative", Good with { Merged = [new("end", "Y-", "Y-")] }),
        (StrategyFaultCodes.PreferenceForm, "model.decisionMakers[0].preference", With(d => d with { Preference = new(PreferenceKind.Ranking, null, []) })),
        (StrategyFaultCodes.StatementForm, "model.decisionMakers[0].preference.statements[0]", With(d => d with { Preference = new(PreferenceKind.Statements, null, [new(["Y-"], "licence", null)]) })),
        (StrategyFaultCodes.DecisionMakerUnknown, "model.disallowedMoves[0].dm", Good with { DisallowedMoves = [new("cirra", "Y-", "N-")] }),
    ];

    private static ModelPreference Nothing => new(PreferenceKind.Statements, null, []);

    [Fact]
    public void Each_fault_is_found_alone_and_at_its_field() => Assert.All(
        Faulty, f => Assert.Equal([(f.Code, f.Field)], new ModelSaved(null, f.Model, null, false, "en").Faults().Select(x => (x.Code, x.Field))));

    [Fact]
    public void Every_fault_code_has_an_example()
    {
        var rest = new ModelShared(null, Good, "Y", false, "e", null).Faults().Select(f => f.Code).ToArray();

        Assert.Equal([StrategyFaultCodes.StateShape, StrategyFaultCodes.LanguageShape], rest);
        var home = new HomeParty("arda", 2_000_000, [.. Enumerable.Range(0, 17).Select(n => new Constituency($"c{n}", "Press", 1, [new(["Y"], Stance.Opposes, n > 0 ? null : [new("bera", Stance.Vetoes)])], Stance.Vetoes))]);
        var bearing = new BearingSaved(ForumScript.Nowhere(), home, "en").Faults().Select(f => (f.Field, f.Code)).ToArray();
        Assert.Equal(
            [("party.threshold", StrategyFaultCodes.NumberRange), ("party.constituencies", StrategyFaultCodes.ConstituenciesCount), ("party.constituencies[0].stances[0].askedBy", StrategyFaultCodes.AskedStance)], bearing);
        Assert.Equal(StrategyFaultCodes.All.Order(StringComparer.Ordinal), Faulty.Select(f => f.Code).Concat(rest).Concat(bearing.Select(b => b.Code)).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_good_model_has_none() => Assert.Empty(new ModelShared(null, Good, "NN", true, "ko-KR", "For Thursday.").Faults());

    private static ConflictModel With(Func<DecisionMaker, DecisionMaker> change) => Good with { DecisionMakers = [change(Good.DecisionMakers[0]), Good.DecisionMakers[1]] };

    private static ValueList<ModelOption> Many(int count) => Enumerable.Range(0, count).Select(n => new ModelOption($"o{n}", $"Option {n}", null)).ToValueList();
}
