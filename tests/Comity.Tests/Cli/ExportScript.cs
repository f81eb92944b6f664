using System.Security.Cryptography;
using System.Text;
using Comity.Record;
using Comity.Record.Exports;
using Comity.Record.Statements;
using Comity.Tests.Record;

namespace Comity.Tests.Cli;

/// <summary>Exports of a forum in memory, and what somebody may do to them on their way.</summary>
internal static class ExportScript
{
    public static ExportSource Source(ForumBuilder forum, ChannelId channel) => new(
        forum.CharterStatement, channel, [.. forum.Said.Where(s => s.Channel == channel).OrderBy(s => s.Member).ThenBy(s => s.Index)], "test/1");

    public static List<string> Channel(ForumBuilder forum, ChannelId channel) => [.. ExportWriter.Channel(Source(forum, channel))];

    public static List<string> One(ForumBuilder forum, Statement one) => [.. ExportWriter.One(Source(forum, one.Channel), one.Id)!];

    public static ExportReport Audit(IEnumerable<string> lines) => Audit(Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => l + "\n"))));

    public static ExportReport Audit(byte[] file) => ExportAudit.Of(new MemoryStream(file));

    /// <summary>As somebody would hand it on who knows the format: the last line fits what comes before.</summary>
    public static List<string> Resealed(IEnumerable<string> changed)
    {
        var lines = changed.Where(l => !l.StartsWith("{\"end\"", StringComparison.Ordinal)).ToList();
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => l + "\n"))));
        return [.. lines, $"{{\"end\":{{\"lines\":{lines.Count},\"digest\":\"{Base64UrlText.Encode(digest)}\"}}}}"];
    }

    /// <summary>Arda and Bera, with words in plenary and between the two, and a new roster of Bera's in the middle.</summary>
    public static ForumBuilder Talk(out Statement question)
    {
        var forum = ForumBuilder.Founded("Arda", "Bera");
        question = forum["Arda"].Says("a question");
        forum.TellAll();
        forum["Bera"].NewRoster();
        forum["Bera"].AdoptsNewestRoster(ChannelId.Plenary);
        forum.TellAll();
        forum["Bera"].Says("an answer");
        forum.TellAll();
        forum["Arda"].Says("a remark, 한국어, 日本語 and \"quotes\"");
        forum.TellAll();
        var pair = ChannelId.Of(forum["Arda"].Id, forum["Bera"].Id);
        forum["Arda"].Says("between us", pair);
        forum.TellAll();
        forum["Bera"].Says("heard", pair);
        forum.TellAll();
        return forum;
    }
}
