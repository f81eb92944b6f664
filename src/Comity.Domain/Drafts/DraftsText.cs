namespace Comity.Domain.Drafts;

/// <summary>Wording of <see cref="DraftsRuleNames"/> and <see cref="DraftsFaultCodes"/>.</summary>
public static class DraftsText
{
    public static ResourceText Wording { get; } = new(typeof(DraftsText));
}
