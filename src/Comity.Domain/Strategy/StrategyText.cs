namespace Comity.Domain.Strategy;

/// <summary>Wording of <see cref="StrategyRuleNames"/> and <see cref="StrategyFaultCodes"/>.</summary>
public static class StrategyText
{
    public static ResourceText Wording { get; } = new(typeof(StrategyText));
}
