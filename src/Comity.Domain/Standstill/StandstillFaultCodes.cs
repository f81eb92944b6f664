namespace Comity.Domain.Standstill;

/// <summary>Codes of what can be wrong with a body of a standstill; wording in StandstillText.resx.</summary>
public static class StandstillFaultCodes
{
    public const string TextLength = "standstill.text.length";
    public const string TextCharacters = "standstill.text.characters";
    public const string LanguageShape = "standstill.language.shape";
    public const string DateRange = "standstill.date.range";
    public const string DateOrder = "standstill.date.order";
    public const string NumberRange = "standstill.number.range";
    public const string ListCount = "standstill.list.count";
    public const string ListRepeated = "standstill.list.repeated";
    public const string WordShape = "standstill.word.shape";
    public const string DigestShape = "standstill.digest.shape";
    public const string ZoneUnknown = "standstill.zone.unknown";
    public const string HourShape = "standstill.hour.shape";
    public const string NotBound = "standstill.member.not-listed";
    public const string SubjectEmpty = "standstill.subject.empty";
    public const string GivenWrongly = "standstill.member.given-wrongly";
    public const string StepUnknown = "standstill.plan.step-unknown";

    public static IReadOnlyList<string> All { get; } =
    [
        TextLength, TextCharacters, LanguageShape, DateRange, DateOrder, NumberRange, ListCount, ListRepeated, WordShape, DigestShape,
        ZoneUnknown, HourShape, NotBound, SubjectEmpty, GivenWrongly, StepUnknown,
    ];
}
