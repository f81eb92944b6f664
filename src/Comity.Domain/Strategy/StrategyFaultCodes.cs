namespace Comity.Domain.Strategy;

/// <summary>Codes of what can be wrong with a body of strategy; wording in StrategyText.resx.</summary>
public static class StrategyFaultCodes
{
    public const string Schema = "strategy.schema";
    public const string LanguageShape = "strategy.language.shape";
    public const string TextLength = "strategy.text.length";
    public const string TextCharacters = "strategy.text.characters";
    public const string OptionsCount = "strategy.options.count";
    public const string DecisionMakersCount = "strategy.decision-makers.count";
    public const string IdShape = "strategy.id.shape";
    public const string IdRepeated = "strategy.id.repeated";
    public const string OptionUnknown = "strategy.option.unknown";
    public const string OptionOwner = "strategy.option.owner";
    public const string PatternShape = "strategy.pattern.shape";
    public const string PatternsCount = "strategy.patterns.count";
    public const string StateShape = "strategy.state.shape";
    public const string PreferenceForm = "strategy.preference.form";
    public const string StatementForm = "strategy.statement.form";
    public const string DecisionMakerUnknown = "strategy.decision-maker.unknown";

    public const string ConstituenciesCount = "strategy.constituencies.count";
    public const string NumberRange = "strategy.number.range";
    public const string AskedStance = "strategy.asked.stance";

    public static IReadOnlyList<string> All { get; } =
    [
        Schema, LanguageShape, TextLength, TextCharacters, OptionsCount, DecisionMakersCount, IdShape, IdRepeated, OptionUnknown, OptionOwner,
        PatternShape, PatternsCount, StateShape, PreferenceForm, StatementForm, DecisionMakerUnknown, ConstituenciesCount, NumberRange, AskedStance,
    ];
}
