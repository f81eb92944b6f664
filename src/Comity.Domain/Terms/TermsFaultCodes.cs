namespace Comity.Domain.Terms;

/// <summary>Codes of what can be wrong with a list of terms; wording in TermsText.resx.</summary>
public static class TermsFaultCodes
{
    public const string TermsCount = "terms.terms.count";
    public const string PhraseRepeated = "terms.phrase.repeated";
    public const string TextLength = "terms.text.length";
    public const string TextCharacters = "terms.text.characters";
    public const string InsteadSame = "terms.instead.same";

    public static IReadOnlyList<string> All { get; } = [TermsCount, PhraseRepeated, TextLength, TextCharacters, InsteadSame];
}
