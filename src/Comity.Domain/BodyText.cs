namespace Comity.Domain;

/// <summary>Wording of <see cref="BodyFaultCodes"/>.</summary>
public static class BodyText
{
    public static ResourceText Wording { get; } = new(typeof(BodyText));
}
