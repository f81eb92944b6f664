namespace Comity.Domain.Dialogue;

/// <summary>Codes of all rules of the table, as on the spec page; wording in DialogueText.resx.</summary>
public static class DialogueRuleNames
{
    public const string TextEmpty = "dialogue.text.empty";
    public const string TextOpen = "dialogue.text.open";
    public const string TextNothingUntilEverything = "dialogue.text.nothing-until-everything";
    public const string TextAllAgreed = "dialogue.text.all-agreed";

    public const string ClauseAgreed = "dialogue.clause.agreed";
    public const string ClauseAgreedProvisionally = "dialogue.clause.agreed-provisionally";
    public const string ClauseChangedByAll = "dialogue.clause.changed-by-all";
    public const string ClauseLeftOut = "dialogue.clause.left-out";
    public const string ClauseReplaced = "dialogue.clause.replaced";
    public const string ClauseSeveralAgreed = "dialogue.clause.several-agreed";
    public const string ClauseAdReferendum = "dialogue.clause.ad-referendum";
    public const string ClauseCrossed = "dialogue.clause.agreement-crossed";
    public const string ClauseReopened = "dialogue.clause.reopened-by-all";
    public const string ClauseAlternatives = "dialogue.clause.alternatives";
    public const string ClauseObjected = "dialogue.clause.objected";
    public const string ClauseReserved = "dialogue.clause.reserved";
    public const string ClauseInstructions = "dialogue.clause.instruction-bound";
    public const string ClauseBracketsInside = "dialogue.clause.brackets-inside";
    public const string ClauseAwaited = "dialogue.clause.awaited";
    public const string ClauseHeldByNobody = "dialogue.clause.held-by-nobody";

    public const string PositionStands = "dialogue.position.stands";
    public const string PositionFrozen = "dialogue.position.frozen";

    public const string ReplacementProposed = "dialogue.replacement.proposed";
    public const string ReplacementAgreed = "dialogue.replacement.agreed";
    public const string ReplacementInEffect = "dialogue.replacement.in-effect";

    public const string BodyUnreadable = "dialogue.body.unreadable";
    public const string ReferenceUnknown = "dialogue.reference.unknown";
    public const string ReferenceWrongKind = "dialogue.reference.wrong-kind";
    public const string ReferenceIneffective = "dialogue.reference.ineffective";
    public const string ReferenceAnotherText = "dialogue.reference.another-text";
    public const string ReferenceAnotherClause = "dialogue.reference.another-clause";
    public const string NotAtTheTable = "dialogue.author.not-at-the-table";
    public const string NotAParty = "dialogue.author.not-a-party";
    public const string NotTheAuthor = "dialogue.author.not-the-author";
    public const string NotTheChair = "dialogue.author.not-the-chair";

    public static IReadOnlyList<string> All { get; } =
    [
        TextEmpty, TextOpen, TextNothingUntilEverything, TextAllAgreed,
        ClauseAgreed, ClauseAgreedProvisionally, ClauseChangedByAll, ClauseLeftOut, ClauseReplaced, ClauseSeveralAgreed, ClauseAdReferendum, ClauseCrossed,
        ClauseReopened, ClauseAlternatives, ClauseObjected, ClauseReserved, ClauseInstructions, ClauseBracketsInside, ClauseAwaited, ClauseHeldByNobody,
        PositionStands, PositionFrozen, ReplacementProposed, ReplacementAgreed, ReplacementInEffect,
        BodyUnreadable, ReferenceUnknown, ReferenceWrongKind, ReferenceIneffective, ReferenceAnotherText, ReferenceAnotherClause,
        NotAtTheTable, NotAParty, NotTheAuthor, NotTheChair,
    ];
}
