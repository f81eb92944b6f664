namespace Comity.Domain.Disputes;

/// <summary>Codes of what can be wrong with a body of disputes; wording in DisputesText.resx.</summary>
public static class DisputesFaultCodes
{
    public const string DateRange = "disputes.date.range";
    public const string TitleLength = "disputes.title.length";
    public const string DetailLength = "disputes.detail.length";
    public const string AccountLength = "disputes.account.length";
    public const string WordsLength = "disputes.words.length";
    public const string ExtentLength = "disputes.extent.length";
    public const string NoteLength = "disputes.note.length";
    public const string ReferenceLength = "disputes.reference.length";
    public const string NameLength = "disputes.name.length";
    public const string SourceLength = "disputes.source.length";
    public const string TranslationLength = "disputes.translation.length";
    public const string TranslatorLength = "disputes.translator.length";
    public const string TextCharacters = "disputes.text.characters";
    public const string LanguageShape = "disputes.language.shape";
    public const string ActorsCount = "disputes.actors.count";
    public const string ActorsRepeated = "disputes.actors.repeated";
    public const string ActorMemberOrName = "disputes.actor.member-or-name";
    public const string ActorOrganWithoutName = "disputes.actor.organ-without-name";
    public const string SourcesCount = "disputes.sources.count";
    public const string SourcesNeeded = "disputes.sources.needed";
    public const string LinkSameAct = "disputes.link.same-act";
    public const string TranslationField = "disputes.translation.field";
    public const string CorrectionMissing = "disputes.correction.missing";

    public static IReadOnlyList<string> All { get; } =
    [
        DateRange, TitleLength, DetailLength, AccountLength, WordsLength, ExtentLength, NoteLength, ReferenceLength, NameLength,
        SourceLength, TranslationLength, TranslatorLength, TextCharacters, LanguageShape, ActorsCount, ActorsRepeated,
        ActorMemberOrName, ActorOrganWithoutName, SourcesCount, SourcesNeeded, LinkSameAct, TranslationField, CorrectionMissing,
    ];
}
