namespace Comity.Domain.Drafts;

/// <summary>Codes of what can be wrong with a body of drafts; wording in DraftsText.resx.</summary>
public static class DraftsFaultCodes
{
    public const string ChannelAlone = "drafts.channel.alone";
    public const string KindShape = "drafts.kind.not-drafted";
    public const string TrackShape = "drafts.track.shape";
    public const string TitleLength = "drafts.title.length";
    public const string TextLength = "drafts.text.length";
    public const string TextShape = "drafts.text.shape";
    public const string TextFaulty = "drafts.text.faulty";
    public const string ListCount = "drafts.list.count";
    public const string ListRepeated = "drafts.list.repeated";
    public const string OfficerShape = "drafts.officer.shape";
    public const string ClearerOne = "drafts.clearer.one";
    public const string OfficeLength = "drafts.office.length";
    public const string WordsLength = "drafts.words.length";
    public const string WordsMissing = "drafts.words.missing";
    public const string AfterNegative = "drafts.after.negative";

    public static IReadOnlyList<string> All { get; } =
    [
        ChannelAlone, KindShape, TrackShape, TitleLength, TextLength, TextShape, TextFaulty, ListCount, ListRepeated, OfficerShape, ClearerOne, OfficeLength,
        WordsLength, WordsMissing, AfterNegative,
    ];
}
