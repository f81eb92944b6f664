using Comity.Node.Shared;
using Comity.Record;
using Microsoft.Extensions.Localization;

namespace Comity.Node.Notices;

/// <summary>A notice in a sentence, within the house.</summary>
public sealed class NoticeWords(RoomView view, Formats formats, IStringLocalizer<NoticesTexts> texts, IStringLocalizer<DatesTexts> dates)
{
    /// <summary>What kind of thing it is.</summary>
    public string Kind(Notice notice) => texts[$"kind.{notice.Kind}"];

    public string Of(Notice notice) => notice.Kind switch
    {
        "turn" => dates[$"turn.{notice.What}", formats.Short(view.Me), Title(notice)],
        "date" => $"{dates[$"what.{notice.What}"]}: {Title(notice)}",
        _ => notice.Title.Length > 0 ? notice.Kind == "record.fork" && MemberId.TryParse(notice.Title, out var member) ? formats.Name(member) : Title(notice) : Kind(notice),
    };

    private string Title(Notice notice) => notice.About is { } about ? formats.Title(notice.Channel, about, notice.Title, notice.Language).Text : notice.Title;

    public string Icon(Notice notice) => notice.Kind switch
    {
        "turn" => "calendar-due",
        "date" => "calendar",
        "record.fork" => "alert-triangle",
        _ => "bell",
    };
}
