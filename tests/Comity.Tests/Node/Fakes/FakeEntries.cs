using System.Globalization;
using System.Text;
using System.Text.Json;
using Comity.Domain.Disputes;
using Comity.Record;
using Comity.Record.Statements;
using Comity.Record.Tree;

namespace Comity.Tests.Node.Fakes;

internal static class FakeEntries
{
    private static readonly string[] Members = ["JP", "KR", "US"];

    public static StatementId Id(string reference) => new(Hash256.Of(Encoding.UTF8.GetBytes(reference)));

    public static FakeEntry Read(JsonElement e)
    {
        var actors = Words(e, "actors").Select(Actor).ToValueList();
        var author = actors[0].Member ?? FakeRoom.America;
        var reference = Text(e, "id")!;
        var confidence = Text(e, "confidence") == "confirmed" ? Confidence.Confirmed : Confidence.Unconfirmed;
        var precision = Text(e, "datePrecision") == "month" ? DatePrecision.Month : DatePrecision.Day;
        var body = new ActRecorded(
            Day(e, "date")!.Value, precision, Type(Text(e, "kind")!), actors, Words(e, "target").Select(Actor).ToValueList(),
            Text(e, "title")!, Text(e, "detail") ?? "", "en", Day(e, "effective"), Day(e, "deadline"), Basis.PublicSource,
            Reported: actors[0].Member is null, [new Source(Text(e, "source") ?? "", confidence)], Text(e, "note"), reference);
        return new(
            Id(reference), reference, author, body.Date, body, Text(e, "track")!, Words(e, "inResponseTo"), Words(e, "endsOrEases"),
            Contested(e), e.TryGetProperty("linkContested", out _));
    }

    public static Statement Statement(FakeEntry entry, long index, DateOnly day)
    {
        var header = Base64UrlText.Encode(Encoding.UTF8.GetBytes("""{"alg":"ES256","kid":"demo","typ":"comity-statement+jws"}"""));
        var payload = Base64UrlText.Encode(JsonSerializer.SerializeToUtf8Bytes(entry.Body, JsonSerializerOptions.Web));
        return new()
        {
            Id = entry.Id, Forum = FakeForum.View.Id, Channel = ChannelId.Plenary, Member = entry.Author, Index = index,
            Seen = new Seen([new(FakeRoom.Japan, TreeHead.Empty), new(FakeRoom.Korea, TreeHead.Empty), new(FakeRoom.America, TreeHead.Empty)]),
            Roster = 1, ClaimedAt = new DateTimeOffset(entry.Date, new TimeOnly(1, 12, 3, 120), TimeSpan.Zero),
            Office = "Northeast Asia Division I", Level = "working", Kind = "disputes.act-recorded/1", Track = entry.Track, Subject = null,
            Cites = [.. entry.Answers.Take(3).Select(Id)], Body = JsonSerializer.SerializeToElement(entry.Body, JsonSerializerOptions.Web),
            Blobs = [], KeyId = Id("key").ToString(), Compact = $"{header}.{payload}.{Id("signature")}{Id("signature-2")}",
        };
    }

    private static Actor Actor(string name) => Members.Contains(name)
        ? new(MemberId.Parse(name.ToLowerInvariant()), null, null)
        : new(null, name, Members.FirstOrDefault(m => name.StartsWith(m + " ", StringComparison.Ordinal)) is { } of ? MemberId.Parse(of.ToLowerInvariant()) : null);

    private static ActType Type(string kind) => kind == "de-escalation" ? ActType.DeEscalation : Enum.Parse<ActType>(kind, ignoreCase: true);

    private static Dictionary<string, string> Contested(JsonElement e) => e.TryGetProperty("contested", out var c)
        ? c.EnumerateObject().Where(p => Members.Contains(p.Name)).ToDictionary(p => p.Name, p => p.Value.GetString()!)
        : [];

    private static string[] Words(JsonElement e, string name) => e.TryGetProperty(name, out var list) ? [.. list.EnumerateArray().Select(w => w.GetString()!)] : [];

    private static string? Text(JsonElement e, string name) => e.TryGetProperty(name, out var text) ? text.GetString() : null;

    private static DateOnly? Day(JsonElement e, string name) =>
        Text(e, name) is { Length: 10 } text ? DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null;
}
