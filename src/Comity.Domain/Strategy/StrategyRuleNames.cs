namespace Comity.Domain.Strategy;

/// <summary>Codes of all rules of strategy, as on the spec page; wording in StrategyText.resx.</summary>
public static class StrategyRuleNames
{
    public const string ModelSaved = "strategy.model.saved";
    public const string ModelShared = "strategy.model.shared";
    public const string ModelWithdrawn = "strategy.model.withdrawn";

    public const string BearingSaved = "strategy.bearing.saved";

    public const string BodyUnreadable = "strategy.body.unreadable";
    public const string ReferenceUnknown = "strategy.reference.unknown";
    public const string ReferenceWrongKind = "strategy.reference.wrong-kind";
    public const string ReferenceNotTheFirst = "strategy.reference.not-the-first";
    public const string ReferenceNotTheAuthor = "strategy.reference.not-the-author";

    public static IReadOnlyList<string> All { get; } =
    [
        ModelSaved, ModelShared, ModelWithdrawn, BearingSaved,
        BodyUnreadable, ReferenceUnknown, ReferenceWrongKind, ReferenceNotTheFirst, ReferenceNotTheAuthor,
    ];
}
