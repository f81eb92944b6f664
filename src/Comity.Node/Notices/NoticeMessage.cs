using System.Globalization;
using System.Text;
using Comity.Node.Runtime;
using Comity.Record;
using Microsoft.Extensions.Localization;

namespace Comity.Node.Notices;

/// <summary>What leaves the house: of each notice its kind, its track where that is not sensitive, its day, and a link. Never a word that was said.</summary>
/// <remarks>The one place where a message is written; it takes nothing from a notice but what <see cref="Line"/> holds.</remarks>
public sealed class NoticeMessage(NodeOptions node, IStringLocalizer<NoticesTexts> texts)
{
    private const int MostLines = 20;

    /// <param name="Kind">As <see cref="Notice.Kind"/>.</param>
    /// <param name="Track">Null where there is none or it is sensitive.</param>
    public sealed record Line(string Id, string Kind, string? Track, DateOnly? Until, Uri Link);

    public ValueList<Line> Lines(IEnumerable<Notice> notices) => notices.Select(n => new Line(
        n.Id, n.Kind, n.Track.Length == 0 || node.Notices.SensitiveTracks.Contains(n.Track) ? null : n.Track, n.Until,
        new Uri(node.Notices.Address!, $"/c/{n.Channel}/{n.Page}"))).ToValueList();

    /// <param name="language">en, ja or ko.</param>
    public (string Subject, string Text) Mail(IReadOnlyList<Line> lines, string language) =>
        In(language, () => ((string)(lines.Count == 1 ? texts["mail.subject.one"] : texts["mail.subject.many", lines.Count]), Text(lines)));

    /// <summary>The message by which an address is confirmed.</summary>
    public string ConfirmSubject(string language) => In(language, () => (string)texts["confirm.subject"]);

    public string ConfirmText(string code, string language) => In(language, () => (string)texts["confirm.mail", new Uri(node.Notices.Address!, $"{NoticePaths.Confirm}?code={code}")] + "\r\n");

    private static T In<T>(string language, Func<T> write)
    {
        var (culture, words) = (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture);
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo(language);
            return write();
        }
        finally
        {
            (CultureInfo.CurrentCulture, CultureInfo.CurrentUICulture) = (culture, words);
        }
    }

    private string Text(IReadOnlyList<Line> lines)
    {
        var text = new StringBuilder(texts["mail.head"]).Append("\r\n\r\n");
        foreach (var line in lines.Take(MostLines))
        {
            text.Append(CultureInfo.CurrentCulture, $"{texts[$"kind.{line.Kind}"]}{(line.Track is { } track ? $" · {track}" : "")}{(line.Until is { } until ? $" · {until:yyyy-MM-dd}" : "")}\r\n  {line.Link}\r\n");
        }

        foreach (var rest in lines.Skip(MostLines).CountBy(l => l.Kind))
        {
            text.Append(CultureInfo.CurrentCulture, $"{texts[$"kind.{rest.Key}"]}: {rest.Value}\r\n");
        }

        return text.Append("\r\n").Append(texts["mail.foot", new Uri(node.Notices.Address!, NoticePaths.Settings)]).Append("\r\n").ToString();
    }
}
