namespace Comity.Domain.Terms;

/// <summary>Wording of <see cref="TermsRuleNames"/> and <see cref="TermsFaultCodes"/>.</summary>
public static class TermsText
{
    public static ResourceText Wording { get; } = new(typeof(TermsText));
}
