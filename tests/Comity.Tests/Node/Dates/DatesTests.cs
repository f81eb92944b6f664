using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Comity.Domain.Disputes;
using Comity.Node.Rooms;
using Comity.Record;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Node.Dates;

[Trait("Category", "Slow")]
public sealed class DatesTests : IAsyncLifetime
{
    private static readonly ChannelId Pair = ChannelId.Of(Arda, Bera);
    private ThreeNodes _three = null!;

    public async Task InitializeAsync() => _three = await FoundedAsync();

    public async Task DisposeAsync() => await _three.DisposeAsync();

    [Fact]
    public async Task Dates_and_turns_come_from_every_channel_and_say_what_the_day_is_in_each_capital()
    {
        await SayAsync(ChannelId.Plenary, Act(Arda, "Notice given") with { Deadline = new DateOnly(2030, 2, 1), Effective = new DateOnly(2030, 1, 9) });
        await SayAsync(Pair, Act(Arda, "Joint visit") with { Deadline = new DateOnly(2030, 1, 20), Actors = [new Actor(Arda, null, null), new Actor(Bera, null, null)] });
        using var api = _three.Api(Arda);

        var dates = (await api.GetFromJsonAsync<JsonObject>("/api/v1/dates"))!["dates"]!.AsArray();
        Assert.Equal(["2030-01-09 disputes.effective plenary", "2030-01-20 disputes.deadline arda+bera", "2030-02-01 disputes.deadline plenary"],
            dates.Select(d => $"{d!["date"]} {d["what"]} {d["channel"]}"));
        Assert.StartsWith("2030-02-02T00:00:00", (string?)dates[2]!["instant"]);
        Assert.All(dates[0]!["capitals"]!.AsArray(), c => Assert.Equal("no-data", (string?)c!["day"]));
        Assert.Single((await api.GetFromJsonAsync<JsonObject>("/api/v1/dates?from=2030-01-10&until=2030-01-31"))!["dates"]!.AsArray());

        var turn = Assert.Single((await api.GetFromJsonAsync<JsonObject>("/api/v1/turns"))!["turns"]!.AsArray())!;
        Assert.Equal("disputes.affirm", (string?)turn["what"]);
        Assert.False((bool)turn["ours"]!);
        using var bad = await api.GetAsync("/api/v1/dates?from=tomorrow&until=x");
        Assert.Equal(HttpStatusCode.BadRequest, bad.StatusCode);
        Assert.Equal(2, (await bad.Content.ReadFromJsonAsync<JsonObject>())!["faults"]!.AsArray().Count);
    }

    [Fact]
    public async Task A_calendar_is_read_by_token_or_by_its_key_and_by_nobody_else()
    {
        await SayAsync(Pair, Act(Arda, "秘密の通知; with, signs") with { Deadline = new DateOnly(2030, 1, 20) });
        using var api = _three.Api(Arda);
        using var anonymous = _three.Anonymous(Arda);
        var key = (string)(await api.GetFromJsonAsync<JsonObject>("/api/v1/me"))!["feedKey"]!;
        const string Path = "/api/v1/channels/arda+bera/calendar.ics";

        var text = await api.GetStringAsync(Path);
        Assert.Contains("DTSTART;VALUE=DATE:20300120\r\n", text);
        Assert.Equal(text, await anonymous.GetStringAsync($"{Path}?key={key}"));
        Assert.Equal(HttpStatusCode.Unauthorized, (await anonymous.GetAsync(Path)).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await anonymous.GetAsync($"{Path}?key=wrong")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await api.GetAsync("/api/v1/channels/bera+cirra/calendar.ics")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await anonymous.GetAsync("/api/v1/channels/public/calendar.ics")).StatusCode);
        Assert.DoesNotContain("VEVENT", await anonymous.GetStringAsync("/api/v1/channels/public/calendar.ics"));

        using var made = await api.PostAsync("/api/v1/me/feed-key", null);
        var other = (string)(await made.Content.ReadFromJsonAsync<JsonObject>())!["feedKey"]!;
        Assert.NotEqual(key, other);
        Assert.Equal(HttpStatusCode.Unauthorized, (await anonymous.GetAsync($"{Path}?key={key}")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await anonymous.GetAsync($"{Path}?key={other}")).StatusCode);
    }

    [ToolFact("icalendar", "python3-icalendar")]
    public async Task Another_program_reads_the_calendar()
    {
        await SayAsync(ChannelId.Plenary, Act(Arda, "日韓 " + new string('x', 200) + ", a; b\\c") with { Deadline = new DateOnly(2030, 1, 20) });
        using var api = _three.Api(Arda);
        var text = await api.GetByteArrayAsync("/api/v1/channels/plenary/calendar.ics");

        const string Read = "import icalendar,sys; e=icalendar.Calendar.from_ical(sys.stdin.buffer.read()).walk('VEVENT'); sys.stdout.buffer.write(f\"{len(e)} {e[0]['SUMMARY']} {e[0].decoded('DTSTART')}\".encode())";
        var (code, output, errors) = Tool.Run("/usr/bin/python3", text, "-c", Read);
        Assert.True(code == 0, errors);
        Assert.Equal($"1 Deadline: 日韓 {new string('x', 200)}, a; b\\c 2030-01-20", System.Text.Encoding.UTF8.GetString(output));
    }

    private async Task<StatementId> SayAsync(ChannelId channel, ActRecorded act) =>
        Assert.IsType<SayResult.Said>(await _three[Arda].Room.SayAsync(channel, act, "economy", null, [], Desk, default)).Id;
}
