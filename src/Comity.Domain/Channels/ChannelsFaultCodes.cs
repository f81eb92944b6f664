namespace Comity.Domain.Channels;

/// <summary>Codes of what can be wrong with a body about audiences; wording in ChannelsText.resx.</summary>
public static class ChannelsFaultCodes
{
    public const string ToPublic = "channels.to.public";
    public const string TextLength = "channels.text.length";
    public const string TextCharacters = "channels.text.characters";
    public const string LanguageForm = "channels.language.form";
    public const string DatesOrder = "channels.dates.order";
    public const string ItemUnreadable = "channels.item.unreadable";
    public const string LeaveUnreadable = "channels.leave.unreadable";
    public const string RosterUnreadable = "channels.roster.unreadable";
    public const string HowCount = "channels.how.count";
    public const string TitleLength = "channels.title.length";
    public const string BlobForm = "channels.blob.form";

    public static IReadOnlyList<string> All { get; } =
        [ToPublic, TextLength, TextCharacters, LanguageForm, DatesOrder, ItemUnreadable, LeaveUnreadable, RosterUnreadable, HowCount, TitleLength, BlobForm];
}
