using System.Globalization;
using System.Text.Json.Nodes;

namespace Comity.Browser.Tests;

/// <summary>The standstill supposed for July 2019, the list removal inside its baseline, played to 20 September 2019.</summary>
public sealed class InsideDemo : Demo
{
    protected override IEnumerable<string> Arguments => ["--story", "standstill-inside", "--as-of", "2019-09-20"];
}

/// <summary>The same with the list removal outside.</summary>
public sealed class OutsideDemo : Demo
{
    protected override IEnumerable<string> Arguments => ["--story", "standstill-outside", "--as-of", "2019-09-20"];
}

/// <summary>What happened, to the day on which both lists were restored.</summary>
public sealed class HistoryDemo : Demo
{
    protected override IEnumerable<string> Arguments => ["--story", "notice-and-lists", "--as-of", "2023-07-21"];
}

[Collection(WithBrowser.Name)]
public sealed class StandstillInsideTests(Browser browser, InsideDemo demo) : IClassFixture<InsideDemo>
{
    [Fact]
    public Task The_page_finds_each_step_as_the_table_says() => StandstillTable.IsShownAsync(browser, demo, "inside");

    [Fact]
    public async Task The_door_says_which_story_is_on_and_the_tour_leads_to_it()
    {
        await using var visit = await browser.VisitAsync();
        foreach (var path in new[] { "/", "/tour/8" })
        {
            await visit.Page.GotoAsync(new Uri(demo.Door, path).ToString());
            await visit.Page.Locator("#stories-panel a[href$='/c/plenary/standstill']").First.WaitForAsync();
            await visit.Page.Axe();
            await visit.Page.FitsAsync();
        }
    }

    [Fact]
    public async Task A_dossier_prints_on_A4_without_a_clipped_table_and_verifies()
    {
        var japan = demo.Parties["jp"];
        var act = await japan.ActAsync("export-announce");
        using var http = new HttpClient { BaseAddress = japan.Url };
        http.DefaultRequestHeaders.Authorization = new("Bearer", japan.Token);
        http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("ja");
        var file = Path.Combine(japan.Data, "..", "dossier.html");
        await File.WriteAllTextAsync(file, await http.GetStringAsync($"/api/v1/channels/plenary/disputes/dossier?act={act}"));
        await using var visit = await browser.VisitAsync(new() { ViewportSize = new() { Width = 673, Height = 1000 } });

        await visit.Page.GotoAsync(new Uri(file).ToString());
        await visit.Page.EmulateMediaAsync(new() { Media = Media.Print });
        var clipped = await visit.Page.EvaluateAsync<int>("() => [...document.querySelectorAll('table, pre, p, h3')].filter(e => e.offsetParent && (e.scrollWidth > e.clientWidth + 1 || e.getBoundingClientRect().right > innerWidth + 1)).length");
        var pdf = await visit.Page.PdfAsync(new() { Format = "A4", PreferCSSPageSize = true });

        Assert.Equal(0, clipped);
        Assert.True(System.Text.Encoding.Latin1.GetString(pdf).Split("/Type /Page\n").Length > 3);
        await visit.Page.Shot("dossier-ja");
    }
}

[Collection(WithBrowser.Name)]
public sealed class StandstillOutsideTests(Browser browser, OutsideDemo demo) : IClassFixture<OutsideDemo>
{
    [Fact]
    public Task The_page_finds_each_step_as_the_table_says() => StandstillTable.IsShownAsync(browser, demo, "outside");
}

[Collection(WithBrowser.Name)]
public sealed class NoticeAndListsTests(Browser browser, HistoryDemo demo) : IClassFixture<HistoryDemo>
{
    [Fact]
    public async Task Without_a_standstill_nothing_is_judged_and_the_lists_stand_88_days_apart()
    {
        var findings = await StandstillTable.FindingsAsync(demo.Parties["kr"], "2023-07-21");
        Assert.Empty(findings["standstills"]!.AsArray());
        Assert.Empty(findings["steps"]!.AsArray());
        Assert.Equal("withdrawn", (string?)findings["notices"]![0]!["standing"]);
        await using var visit = await browser.VisitAsync();
        await visit.Page.SignInAsync(demo.Parties["kr"]);
        await visit.Page.GotoAsync(new Uri(demo.Parties["kr"].Page, $"/c/plenary/standstill/{findings["rollbacks"]![0]!["id"]}").ToString());
        await visit.Page.GetByText("88", new() { Exact = false }).First.WaitForAsync();
        await visit.Page.Axe();
    }
}

/// <summary>The table of expected findings, held against the page.</summary>
internal static class StandstillTable
{
    public static async Task IsShownAsync(Browser browser, Demo demo, string played)
    {
        var japan = demo.Parties["jp"];
        var steps = await StepsAsync(japan);
        var offer = (string)(await japan.GetAsync("/api/v1/channels/plenary/statements?kind=standstill.terms-offered/1"))["statements"]!.AsArray().Single()!["id"]!;
        await using var visit = await browser.VisitAsync();
        await visit.Page.SignInAsync(japan);
        var wrong = new List<string>();
        foreach (var row in Rows(played).GroupBy(r => r[0]))
        {
            await visit.Page.GotoAsync(new Uri(japan.Page, $"/c/plenary/standstill/{offer}?asOf={row.Key}").ToString());
            await visit.Page.Locator("main h1").First.WaitForAsync();
            foreach (var cells in row)
            {
                var step = visit.Page.Locator($"article[id='s-{steps[cells[1]]}']");
                var shown = await step.Locator(".ss-verdict").EvaluateAllAsync<string[]>("all => all.map(v => [...v.classList].find(c => c.startsWith('ss-') && c !== 'ss-verdict').slice(3))");
                var open = await step.Locator(".ss-state").CountAsync() > 0 ? "open" : "no";
                if (!shown.SequenceEqual([cells[3], cells[4]]) || open != cells[5])
                {
                    wrong.Add($"{row.Key} {cells[1]}: expected {cells[3]}, {cells[4]}, {cells[5]}; shown {string.Join(", ", shown)}, {open}");
                }
            }
        }

        Assert.Empty(wrong);
        await visit.Page.Axe();
        await visit.Page.Shot($"standstill-{played}");
    }

    public static async Task<JsonObject> FindingsAsync(Party party, string day) =>
        (await party.GetAsync($"/api/v1/channels/plenary/picture?asOf={day}"))["findings"]!["standstill"]!.AsObject();

    private static async Task<Dictionary<string, string>> StepsAsync(Party party)
    {
        var acts = (await party.GetAsync("/api/v1/channels/plenary/disputes/acts"))["acts"]!.AsArray();
        var measures = (await party.GetAsync("/api/v1/channels/plenary/disputes/ledger"))["measures"]!.AsArray();
        return acts.Concat(measures).Where(x => x!["reference"] is not null).DistinctBy(x => (string)x!["reference"]!).ToDictionary(x => (string)x!["reference"]!, x => (string)x!["id"]!, StringComparer.Ordinal);
    }

    private static IEnumerable<string[]> Rows(string played) => File.ReadLines(Path.Combine(SourceTree.Root, "tests/Comity.Tests/Case/standstill-2019.expected.md"))
        .Where(l => l.StartsWith("| 20", StringComparison.Ordinal)).Select(l => l.Split('|', StringSplitOptions.TrimEntries)[1..^1])
        .Where(c => c[2] == "both" || c[2] == played)
        .OrderBy(c => DateOnly.Parse(c[0], CultureInfo.InvariantCulture));
}
