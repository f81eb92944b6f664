namespace Comity.Domain.Standstill;

/// <summary>Wording of the clauses of a standstill, read by <see cref="TermsClauses"/>.</summary>
public static class TermsText
{
    public static ResourceText Wording { get; } = new(typeof(TermsText));
}
