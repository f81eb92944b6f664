using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Comity.Domain.Disputes;
using Comity.Node;
using Comity.Record;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Node.Import;

/// <summary>A table becomes statements: every fault first, then whole statements, and nothing twice.</summary>
[Trait("Category", "Slow")]
public sealed class ImportTests
{
    private const string Path = "/api/v1/channels/plenary/disputes/imports";

    private const string Table =
        """
        日付,国,種類,件名,分野,出典,根拠,nature,stages,reference
        2030年1月5日,Arda,措置,Arda listed four goods,economy,Gazette 12 [confirmed],own-act,export list,decided 2030-01-05; in force 2030/2/1,list
        2030-01,"arda; Shippers (organ of Bera)",meeting,Arda and Beran shippers met,economy,,own-act,,,
        """;

    [Fact]
    public async Task A_dry_run_shows_what_would_be_signed_and_signs_nothing()
    {
        await using var three = await FoundedAsync();
        using var api = three.Api(Arda);

        var answer = await SendAsync(api, new { content = Table });

        Assert.Equal((2, 5, 0), ((int)answer["rows"]!, (int)answer["statements"]!, answer["faults"]!.AsArray().Count));
        Assert.Empty(three[Arda].Room.Picture(ChannelId.Plenary).Disputes.Acts);
    }

    [Fact]
    public async Task Rows_become_acts_measures_and_stages_and_a_repetition_signs_nothing_twice()
    {
        await using var three = await FoundedAsync();
        using var api = three.Api(Arda);

        var first = await SendAsync(api, new { content = Table, dryRun = false });
        var again = await SendAsync(api, new { content = Table, dryRun = false });

        Assert.Equal(5, first["signed"]!.AsArray().Count);
        Assert.Equal((2, 0), ((int)again["recorded"]!, again["signed"]!.AsArray().Count));
        var found = three[Arda].Room.Picture(ChannelId.Plenary).Disputes;
        Assert.Equal(["Arda and Beran shippers met", "Arda listed four goods"], found.Acts.Select(a => a.Title));
        Assert.Equal(DatePrecision.Month, found.Acts[0].Precision);
        Assert.Equal(new Actor(null, "Shippers", Bera), found.Acts[0].Actors[1]);
        Assert.Equal(new Source("Gazette 12", Confidence.Confirmed), Assert.Single(found.Acts[1].Sources));
        var measure = Assert.Single(found.Measures);
        Assert.Equal([(MeasureStage.Decided, new DateOnly(2030, 1, 5)), (MeasureStage.InForce, new DateOnly(2030, 2, 1))], measure.Stages.Select(s => (s.Stage, s.Date)));
        Assert.Empty(found.Ineffective);
    }

    [Fact]
    public async Task Every_fault_of_every_row_is_told_at_once_and_nothing_is_signed()
    {
        await using var three = await FoundedAsync();
        using var api = three.Api(Arda);
        var table = "date,who,type,title,track,basis,stages,nature\n01/02/2030,arda,surprise,,weather,own-act,,\n2030-01-05,arda,event,Fine,economy,own-act,,\n2030-02-30,arda,measure,Listed,economy,,in-force someday,export-list\n";

        var answer = await SendAsync(api, new { content = table });
        var faults = answer["faults"]!.AsArray().Select(f => ((int)f!["row"]!, (string)f["column"]!)).ToHashSet();

        Assert.Superset(new HashSet<(int, string)> { (2, "date"), (2, "type"), (2, "title"), (2, "track"), (4, "date"), (4, "basis"), (4, "stages") }, faults);
        Assert.DoesNotContain(faults, f => f.Item1 == 3);
        Assert.Contains(answer["faults"]!.AsArray(), f => ((string)f!["message"]!).Contains("01/02/2030", StringComparison.Ordinal));
        using var refused = await api.PostAsync(Path, Json(new { content = table, dryRun = false }));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        Assert.Empty(three[Arda].Room.Picture(ChannelId.Plenary).Disputes.Acts);
    }

    [Fact]
    public async Task What_looks_like_the_record_is_pointed_out_and_signed_only_when_asked_for()
    {
        await using var three = await FoundedAsync();
        using var api = three.Api(Arda);
        var act = await three.ActAsync(Bera, "Bera closed a port");
        await Holds(three[Arda], act);
        var table = "date,who,type,title,track,basis\n2030-01-02,bera,event,bera closed a port,economy,own-act\n2030-01-02,bera,event,bera closed a port,economy,own-act\n";

        var cautious = await SendAsync(api, new { content = table, dryRun = false });
        var bold = await SendAsync(api, new { content = table, dryRun = false, withSimilar = true });

        Assert.Equal(act.ToString(), (string?)cautious["similar"]![0]!["act"]);
        Assert.Equal([3], cautious["repeated"]!.AsArray().Select(n => (int)n!));
        Assert.Empty(cautious["signed"]!.AsArray());
        Assert.Single(bold["signed"]!.AsArray());
        Assert.True(three[Arda].Room.Picture(ChannelId.Plenary).Disputes.Acts.Single(a => a.Author == Arda).Reported);
    }

    [Fact]
    public async Task What_was_exported_as_recorded_comes_back_the_same_in_another_forum()
    {
        await using var here = await FoundedAsync();
        using var api = here.Api(Arda);
        await SendAsync(api, new { content = Table, dryRun = false });
        var csv = await api.GetStringAsync("/api/v1/channels/plenary/disputes/as-recorded.csv");
        var json = await api.GetStringAsync("/api/v1/channels/plenary/disputes/acts");

        var known = await SendAsync(api, new { content = csv, dryRun = false });
        await using var there = await FoundedAsync();
        using var other = there.Api(Arda);
        var fresh = await SendAsync(other, new { content = csv, dryRun = false });
        var asJson = await SendAsync(other, new { content = JsonNode.Parse(json), dryRun = false });

        Assert.Equal((2, 0), ((int)known["recorded"]!, known["signed"]!.AsArray().Count));
        Assert.Equal(5, fresh["signed"]!.AsArray().Count);
        Assert.Equal((2, 0), ((int)asJson["recorded"]!, asJson["signed"]!.AsArray().Count));
        var (one, two) = (Acts(here), Acts(there));
        Assert.Equal(one, two);
    }

    [Fact]
    public async Task A_stop_in_the_middle_leaves_whole_statements_and_repeating_goes_on_from_there()
    {
        await using var three = await FoundedAsync();
        using var api = three.Api(Arda);
        var table = new StringBuilder("date,who,type,title,track,basis,nature,stages\n");
        for (var i = 0; i < 400; i++)
        {
            table.Append(CultureInfo.InvariantCulture, $"2030-01-05,arda,measure,Listed {i},economy,own-act,export-list,decided 2030-01-05\n");
        }

        using var leaving = new CancellationTokenSource();
        var sent = api.PostAsync(Path, Json(new { content = table.ToString(), dryRun = false }), leaving.Token);
        await Until(three[Arda], r => r.Find(ChannelId.Plenary)!.Find(Arda)!.Size > 100);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => sent);
        var half = await StillAsync(three);
        var rest = await SendAsync(api, new { content = table.ToString(), dryRun = false });

        Assert.InRange(half, 64, 1199);
        var found = three[Arda].Room.Picture(ChannelId.Plenary).Disputes;
        Assert.Equal((400, 400), (found.Acts.Count, found.Measures.Count));
        Assert.All(found.Measures, m => Assert.Single(m.Stages));
        Assert.Equal(1200, half + rest["signed"]!.AsArray().Count);
    }

    [Theory]
    [InlineData("", "import.empty")]
    [InlineData("date,title\n\"2030-01-05,x\n", "import.quote")]
    [InlineData("date,title\na,b,c\n", "import.cells")]
    [InlineData("[{\"date\": }]", "import.json")]
    [InlineData("[1]", "import.object")]
    public async Task What_cannot_be_read_as_a_table_is_refused_with_its_line(string content, string code)
    {
        await using var three = await FoundedAsync();
        using var api = three.Api(Arda);

        using var answer = await api.PostAsync(Path, Json(new { content }));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains(code, await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Too_many_rows_are_refused_and_a_reader_signs_nothing()
    {
        await using var three = await FoundedAsync();
        using var api = three.Api(Arda);
        using var reader = three.Api(Arda, ReaderToken);

        using var many = await api.PostAsync(Path, Json(new { content = "title\n" + string.Concat(Enumerable.Repeat("x\n", 5001)) }));
        using var refused = await reader.PostAsync(Path, Json(new { content = Table, dryRun = false }));

        Assert.Contains("import.rows", await many.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
    }

    [Fact]
    public async Task A_key_used_for_another_table_is_refused()
    {
        await using var three = await FoundedAsync();
        using var api = three.Api(Arda);
        api.DefaultRequestHeaders.Add("Idempotency-Key", "table-1");

        using var first = await api.PostAsync(Path, Json(new { content = Table }));
        using var other = await api.PostAsync(Path, Json(new { content = Table + "\n" }));

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.UnprocessableEntity), (first.StatusCode, other.StatusCode));
    }

    private static async Task<long> StillAsync(ThreeNodes three)
    {
        // Own receipts and the charter's acceptance stand in the journal too: only what the table asked for counts.
        var size = -1L;
        for (var now = Own(three); now != size; now = Own(three))
        {
            size = now;
            await Task.Delay(300);
        }

        return size;
    }

    private static long Own(ThreeNodes three) =>
        three[Arda].Room.Statements(ChannelId.Plenary, Arda, 0, int.MaxValue).LongCount(s => s.Kind.StartsWith("disputes.", StringComparison.Ordinal));

    private static IEnumerable<string> Acts(ThreeNodes three) =>
        three[Arda].Room.Statements(ChannelId.Plenary, Arda, 0, int.MaxValue).Where(s => s.Kind == "disputes.act-recorded/1").Select(s => $"{s.Track} {s.Body}").Order();

    private static async Task<JsonObject> SendAsync(HttpClient api, object request)
    {
        using var answer = await api.PostAsync(Path, Json(request));
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (await answer.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    private static StringContent Json(object request) => new(JsonSerializer.Serialize(request), Encoding.UTF8, "application/json");
}
