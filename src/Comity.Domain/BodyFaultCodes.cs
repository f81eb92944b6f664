namespace Comity.Domain;

/// <summary>Codes of what can be wrong with a body before its content is looked at; wording in BodyText.resx.</summary>
public static class BodyFaultCodes
{
    public const string KindUnknown = "body.kind-unknown";
    public const string Unreadable = "body.unreadable";
    public const string MemberMissing = "body.member-missing";
    public const string MemberUnknown = "body.member-unknown";
    public const string MemberRepeated = "body.member-repeated";
    public const string ValueForm = "body.value-form";

    public static IReadOnlyList<string> All { get; } =
        [KindUnknown, Unreadable, MemberMissing, MemberUnknown, MemberRepeated, ValueForm];
}
