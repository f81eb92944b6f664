namespace Comity.Domain.Mandates;

/// <summary>Wording of <see cref="MandatesRuleNames"/> and <see cref="MandatesFaultCodes"/>.</summary>
public static class MandatesText
{
    public static ResourceText Wording { get; } = new(typeof(MandatesText));
}
