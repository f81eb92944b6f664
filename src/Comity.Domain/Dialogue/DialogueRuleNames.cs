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

    public const string DecisionBracketsOpen = "dialogue.decision.brackets-open";
    public const string StandsWithdrawn = "dialogue.decision.withdrawn";
    public const string SilenceNoHolidayData = "dialogue.decision.no-holiday-data";
    public const string SilenceTooShort = "dialogue.decision.too-short";
    public const string SilenceRuns = "dialogue.decision.silence-runs";
    public const string AwaitingCertificate = "dialogue.decision.awaiting-certificate";
    public const string DecisionIncomplete = "dialogue.decision.not-all-silent";
    public const string DecisionContested = "dialogue.decision.contested";
    public const string SilenceBroken = "dialogue.decision.silence-broken";
    public const string SilenceBrokenWithAmendment = "dialogue.decision.silence-broken-with-amendment";
    public const string AdoptedBySilence = "dialogue.decision.adopted-by-silence";
    public const string AwaitingRecord = "dialogue.decision.awaiting-record";
    public const string AwaitingInitials = "dialogue.decision.awaiting-initials";
    public const string DecisionObjected = "dialogue.decision.objected";
    public const string AdoptedByConsensus = "dialogue.decision.adopted-by-consensus";
    public const string AdoptedUnanimously = "dialogue.decision.adopted-unanimously";

    public const string PartyRunning = "dialogue.party.silence-runs";
    public const string PartyNotRunning = "dialogue.party.silence-not-running";
    public const string PartyReceiptLate = "dialogue.party.receipt-late";
    public const string PartyUnwitnessed = "dialogue.party.unwitnessed";
    public const string PartyKeptSilence = "dialogue.party.kept-silence";
    public const string PartyObjected = "dialogue.party.objected";
    public const string PartyInitialled = "dialogue.party.initialled";
    public const string PartyAwaited = "dialogue.party.awaited";
    public const string PartyAbsent = "dialogue.party.absent";

    public const string ExtensionMade = "dialogue.extension.made";
    public const string ExtensionWithoutEffect = "dialogue.extension.without-effect";
    public const string ExtensionNotForeseen = "dialogue.extension.not-foreseen";
    public const string CertificateHolds = "dialogue.certificate.holds";
    public const string CertificateEarly = "dialogue.certificate.early";
    public const string CertificateObjectionSeen = "dialogue.certificate.objection-seen";
    public const string ObjectionStands = "dialogue.objection.stands";
    public const string ObjectionLate = "dialogue.objection.late";
    public const string ObjectionContests = "dialogue.objection.contests";
    public const string ObjectionLifted = "dialogue.objection.lifted";
    public const string ObjectionAfterAdoption = "dialogue.objection.after-adoption";
    public const string ObjectionNotEntitled = "dialogue.objection.not-entitled";
    public const string ObjectionOfAnotherForm = "dialogue.objection.another-form";
    public const string AttachedStands = "dialogue.attached.stands";
    public const string AttachedAwaitsAdoption = "dialogue.attached.awaits-adoption";

    public const string AnotherMethod = "dialogue.decision.another-method";
    public const string NamesNoParty = "dialogue.decision.names-no-party";
    public const string CapitalMissing = "dialogue.decision.capital-missing";

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
        DecisionBracketsOpen, StandsWithdrawn, SilenceNoHolidayData, SilenceTooShort, SilenceRuns, AwaitingCertificate,
        DecisionIncomplete, DecisionContested, SilenceBroken, SilenceBrokenWithAmendment, AdoptedBySilence, AwaitingRecord,
        AwaitingInitials, DecisionObjected, AdoptedByConsensus, AdoptedUnanimously, PartyRunning, PartyNotRunning,
        PartyReceiptLate, PartyUnwitnessed, PartyKeptSilence, PartyObjected, PartyInitialled, PartyAwaited,
        PartyAbsent, ExtensionMade, ExtensionWithoutEffect, ExtensionNotForeseen, CertificateHolds, CertificateEarly,
        CertificateObjectionSeen, ObjectionStands, ObjectionLate, ObjectionContests, ObjectionLifted, ObjectionAfterAdoption,
        ObjectionNotEntitled, ObjectionOfAnotherForm, AttachedStands, AttachedAwaitsAdoption, AnotherMethod, NamesNoParty,
        CapitalMissing,
        BodyUnreadable, ReferenceUnknown, ReferenceWrongKind, ReferenceIneffective, ReferenceAnotherText, ReferenceAnotherClause,
        NotAtTheTable, NotAParty, NotTheAuthor, NotTheChair,
    ];
}
