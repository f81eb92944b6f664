using System.Globalization;
using Comity.Domain.Disputes;
using Comity.Record;

namespace Comity.Cli.Demo.Case.Stories;

/// <summary>Lines of a story: said by their members like those of the case, and published by nobody.</summary>
internal static class StoryLines
{
    /// <summary>Stands before every text of what never happened.</summary>
    public const string Supposed = "What if: ";

    /// <param name="refersTo">Keys of what it cites: lines of the case, or earlier ones of the story in the same channel.</param>
    public static CaseLine Says(string key, MemberId author, string track, string? subject, IEnumerable<string> refersTo, Func<Func<string, StatementId>, IBody> body, ChannelId? channel = null) =>
        CaseDraft.Of("story/" + key, author, track, subject, refersTo, body).Line with { Channel = channel ?? ChannelId.Plenary, InStory = true };

    public static CaseEntry Entry(string id, int year, int month, int day, (string En, string Ja, string Ko) title, params IReadOnlyList<CaseLine> lines) => new(
        string.Create(CultureInfo.InvariantCulture, $"story/{id}"), new(year, month, day), DatePrecision.Day, title.En,
        new Dictionary<string, string>(StringComparer.Ordinal) { ["en"] = title.En, ["ja"] = title.Ja, ["ko"] = title.Ko }, lines);
}
