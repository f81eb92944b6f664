namespace Comity.Domain.Standstill;

/// <summary>Wording of <see cref="StandstillRuleNames"/> and <see cref="StandstillFaultCodes"/>.</summary>
public static class StandstillText
{
    public static ResourceText Wording { get; } = new(typeof(StandstillText));
}
