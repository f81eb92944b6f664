namespace Comity.Domain.Dialogue;

/// <summary>Codes of what can be wrong with what is said at the table; wording in DialogueText.resx.</summary>
public static class DialogueFaultCodes
{
    public const string TextLength = "dialogue.text.length";
    public const string TextCharacters = "dialogue.text.characters";
    public const string LanguageShape = "dialogue.language.shape";
    public const string DateRange = "dialogue.date.range";
    public const string ListCount = "dialogue.list.count";
    public const string ListRepeated = "dialogue.list.repeated";
    public const string GivenWrongly = "dialogue.member.given-wrongly";
    public const string BracketsUnbalanced = "dialogue.brackets.unbalanced";
    public const string BracketsDepth = "dialogue.brackets.depth";
    public const string DateOrder = "dialogue.date.order";
    public const string NumberRange = "dialogue.number.range";
    public const string ZoneUnknown = "dialogue.zone.unknown";
    public const string HourShape = "dialogue.hour.shape";

    public static IReadOnlyList<string> All { get; } =
    [
        TextLength, TextCharacters, LanguageShape, DateRange, ListCount, ListRepeated, GivenWrongly, BracketsUnbalanced, BracketsDepth,
        DateOrder, NumberRange, ZoneUnknown, HourShape,
    ];
}
