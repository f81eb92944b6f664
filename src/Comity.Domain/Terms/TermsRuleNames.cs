namespace Comity.Domain.Terms;

/// <summary>Codes of all rules of terms, as on the spec page; wording in TermsText.resx.</summary>
public static class TermsRuleNames
{
    public const string ListStands = "terms.list.stands";
    public const string BodyUnreadable = "terms.body.unreadable";

    public static IReadOnlyList<string> All { get; } = [ListStands, BodyUnreadable];
}
