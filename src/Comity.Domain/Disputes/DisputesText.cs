namespace Comity.Domain.Disputes;

/// <summary>Wording of <see cref="DisputesRuleNames"/> and <see cref="DisputesFaultCodes"/>.</summary>
public static class DisputesText
{
    public static ResourceText Wording { get; } = new(typeof(DisputesText));
}
