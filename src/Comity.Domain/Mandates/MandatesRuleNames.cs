namespace Comity.Domain.Mandates;

/// <summary>Codes of all rules of mandates, as on the spec page; wording in MandatesText.resx.</summary>
public static class MandatesRuleNames
{
    public const string NotYet = "mandates.mandate.not-yet";
    public const string InForce = "mandates.mandate.in-force";
    public const string Ended = "mandates.mandate.ended";
    public const string Withdrawn = "mandates.mandate.withdrawn";

    public const string BodyUnreadable = "mandates.body.unreadable";
    public const string ReferenceUnknown = "mandates.reference.unknown";
    public const string ReferenceNotStanding = "mandates.reference.not-standing";
    public const string GiverNotHead = "mandates.giver.not-head";
    public const string GiverBeyond = "mandates.giver.beyond-own";
    public const string HeadStands = "mandates.giver.head-stands";

    public static IReadOnlyList<string> All { get; } =
        [NotYet, InForce, Ended, Withdrawn, BodyUnreadable, ReferenceUnknown, ReferenceNotStanding, GiverNotHead, GiverBeyond, HeadStands];
}
