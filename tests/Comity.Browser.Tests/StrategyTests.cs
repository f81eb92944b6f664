using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Comity.Browser.Tests;

/// <summary>An analyst's way through a model: the illustrative case opened, solved, changed by keyboard, asked about; in each language and width.</summary>
[Collection(WithDemo.Name)]
public sealed class StrategyTests(Browser browser, Demo demo)
{
    private static readonly BrowserNewContextOptions Hand = new() { ViewportSize = new() { Width = 390, Height = 844 }, Locale = "en-GB", HasTouch = true };

    private Party Japan => demo.Parties["jp"];

    [Fact]
    public async Task The_illustrative_case_is_opened_at_one_click_and_shows_what_holds_and_how_to_get_there()
    {
        await using var visit = await browser.VisitAsync();
        var page = visit.Page;
        await page.SignInAsync(Japan, returnTo: "/c/plenary/strategy");
        await page.Locator("a[href*='from=illustrative']").ClickAsync();
        await page.Locator("[data-model-form]").WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save for our delegation" }).Last.ClickAsync();
        await page.WaitForURLAsync("**/c/jp/strategy/models/*");
        await page.GetByText("nobody's stated preferences", new() { Exact = false }).First.WaitForAsync();

        // Twelve hold by SEQ; with today's state the table has thirteen rows.
        Assert.Equal(13, await page.Locator(".sx-states tbody tr").CountAsync());
        Assert.Equal(12, await page.Locator(".sx-graph a.sx-node-held").CountAsync());
        Assert.Equal(1, await page.Locator(".sx-graph a.sx-node-today").CountAsync());
        Assert.Equal(12, await page.Locator(".sx-paths > li").CountAsync());

        // The table twin has as many rows as the graph has arrows.
        var arrows = await page.Locator(".sx-graph g.sx-edge").CountAsync();
        await page.Locator("label[for=twin-graph]").ClickAsync();
        Assert.Equal(arrows, await page.Locator(".twin-table tbody tr").CountAsync());

        // By Nash four hold.
        await page.Locator(".sx-graph-panel .sx-chips a").First.ClickAsync();
        await page.WaitForURLAsync("**concept=nash*");
        Assert.Equal(5, await page.Locator(".sx-states tbody tr").CountAsync());
    }

    [Fact]
    public async Task A_statement_moved_by_keyboard_changes_what_holds()
    {
        var id = await SaveIllustrationAsync(Japan);
        await using var visit = await browser.VisitAsync();
        var page = visit.Page;
        await page.SignInAsync(Japan);
        await page.GotoAsync(new Uri(Japan.Page, $"/c/jp/strategy/models/{id}?concept=nash").ToString());
        var before = await HeldAsync(page);
        await page.GotoAsync(new Uri(Japan.Page, $"/c/jp/strategy/models/{id}/edit").ToString());

        // The last wish of the United States, not to convene, goes above the one before it: Enter on its own button.
        var america = page.Locator("fieldset.sx-maker").Filter(new() { Has = page.Locator("legend", new() { HasTextString = "United States" }) });
        var last = await america.Locator("input[name$='.words']").Last.InputValueAsync();
        await america.Locator("[data-row-up]").Last.FocusAsync();
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal(last, await america.Locator("input[name$='.words']").Nth(4).InputValueAsync());
        Assert.EndsWith(".s[4].words", await america.Locator("input[name$='.words']").Nth(4).GetAttributeAsync("name"));
        await page.Locator("[data-model-form] button.btn-primary").PressAsync("Enter");
        await page.WaitForURLAsync($"**/c/jp/strategy/models/{id}");
        await page.GotoAsync(new Uri(Japan.Page, $"/c/jp/strategy/models/{id}?concept=nash").ToString());
        Assert.NotEqual(before, await HeldAsync(page));
    }

    [Fact]
    public async Task A_statement_dragged_by_its_grip_stands_and_is_saved_where_it_was_let_go()
    {
        var id = await SaveIllustrationAsync(Japan);
        await using var visit = await browser.VisitAsync();
        var page = visit.Page;
        await page.SignInAsync(Japan);
        await page.GotoAsync(new Uri(Japan.Page, $"/c/jp/strategy/models/{id}/edit").ToString());
        var rows = page.Locator("fieldset.sx-maker").First.Locator("ol [data-row]");
        var words = page.Locator("fieldset.sx-maker").First.Locator("ol input[name$='.words']");
        await rows.First.Locator("[data-grip]").WaitForAsync();
        var (first, third) = (await words.First.InputValueAsync(), await words.Nth(2).InputValueAsync());

        var target = await rows.Nth(2).BoundingBoxAsync() ?? throw new InvalidOperationException("the third row is not drawn");
        await rows.First.Locator("[data-grip]").DragToAsync(rows.Nth(2), new() { TargetPosition = new() { X = 20, Y = target.Height - 4 } });
        Assert.Equal(third, await words.Nth(1).InputValueAsync());
        Assert.Equal(first, await words.Nth(2).InputValueAsync());
        Assert.EndsWith(".s[2].words", await words.Nth(2).GetAttributeAsync("name"));
        await page.Locator("[data-model-form] button.btn-primary").PressAsync("Enter");
        await page.WaitForURLAsync($"**/c/jp/strategy/models/{id}");
        await page.GotoAsync(new Uri(Japan.Page, $"/c/jp/strategy/models/{id}/edit").ToString());
        Assert.Equal(first, await words.Nth(2).InputValueAsync());
    }

    [Fact]
    public async Task An_outcome_is_wanted_and_the_page_says_for_whom_it_does_not_hold()
    {
        var id = await SaveIllustrationAsync(Japan);
        await using var visit = await browser.VisitAsync();
        var page = visit.Page;
        await page.SignInAsync(Japan);
        await page.GotoAsync(new Uri(Japan.Page, $"/c/jp/strategy/models/{id}").ToString());
        foreach (var name in new[] { "keep the export controls", "declare the claims question" })
        {
            await page.Locator(".sx-ask label", new() { HasTextString = name }).Locator("input").UncheckAsync();
        }

        await page.Locator(".sx-ask button").ClickAsync();
        await page.WaitForURLAsync("**ask=6*");
        await page.Locator(".sx-standing").WaitForAsync();
        await page.GetByText("It does not hold by SEQ", new() { Exact = false }).WaitForAsync();
        await page.GetByText("would have to prefer", new() { Exact = false }).First.WaitForAsync();
        await page.Axe();

        // Advanced: why, in how many rankings, how little would end it.
        await page.Locator("#advanced a.btn").ClickAsync();
        await page.WaitForURLAsync("**advanced=1*");
        Assert.Equal(3, await page.Locator(".sx-why > div").CountAsync());
        Assert.Equal(3, await page.Locator("#advanced table tbody tr").CountAsync());
        await page.Axe();
    }

    [Fact]
    public async Task A_form_with_faults_keeps_what_was_typed_and_names_each_at_its_field_without_script_too()
    {
        await using var visit = await browser.VisitAsync(new() { ViewportSize = new() { Width = 1440, Height = 900 }, Locale = "en-GB", JavaScriptEnabled = false });
        var page = visit.Page;
        await page.SignInAsync(Japan, returnTo: "/c/jp/strategy/new?from=illustrative");

        // Without script a row moves by handing the form in.
        var words = page.Locator("fieldset.sx-maker").First.Locator("input[name$='.words']");
        var second = await words.Nth(1).InputValueAsync();
        await page.Locator("fieldset.sx-maker").First.Locator("[data-row-up]").Nth(1).ClickAsync();
        Assert.Equal(second, await words.First.InputValueAsync());

        await page.Locator("input[name=title]").FillAsync("");
        await words.Nth(2).FillAsync("remedy AND (");
        await page.Locator("[data-model-form] button.btn-primary").ClickAsync();
        Assert.Equal("true", await page.Locator("input[name=title]").GetAttributeAsync("aria-invalid"));
        Assert.Equal("remedy AND (", await words.Nth(2).InputValueAsync());
        await page.Locator("input[name=title]").FillAsync("What was typed stays");
        await page.Locator("[data-model-form] button.btn-primary").ClickAsync();
        Assert.Equal("true", await words.Nth(2).GetAttributeAsync("aria-invalid"));
        Assert.Equal("What was typed stays", await page.Locator("input[name=title]").InputValueAsync());
    }

    [Fact]
    public async Task A_large_model_is_solved_when_asked_with_progress_and_what_is_shown_is_bounded()
    {
        var body = new JsonObject
        {
            ["model"] = Large(20), ["statusQuo"] = new string('N', 20), ["illustrative"] = false, ["language"] = "en",
        };
        var id = await PostAsync(Japan, "/api/v1/strategy/jp/models", body);
        await using var visit = await browser.VisitAsync();
        var page = visit.Page;
        await page.SignInAsync(Japan);
        await page.GotoAsync(new Uri(Japan.Page, $"/c/jp/strategy/models/{id}").ToString());
        await page.GetByText("1,048,576 states", new() { Exact = false }).First.WaitForAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Solve" }).ClickAsync();
        await page.Locator("[data-solving], .sx-states").First.WaitForAsync();
        await page.Locator("#states").WaitForAsync(new() { Timeout = 120_000 });
        await page.GetByText("no graph is drawn", new() { Exact = false }).WaitForAsync();
        Assert.True(await page.Locator(".sx-states tbody tr").CountAsync() <= 50);
    }

    [Fact]
    public async Task A_model_is_shared_with_one_party_after_its_audience_was_told_in_words()
    {
        var id = await SaveIllustrationAsync(Japan);
        await using var visit = await browser.VisitAsync();
        var page = visit.Page;
        await page.SignInAsync(Japan);
        await page.GotoAsync(new Uri(Japan.Page, $"/c/jp/strategy/models/{id}/share").ToString());
        await page.GetByText("and by nobody else", new() { Exact = false }).First.WaitForAsync();
        await page.Axe();
        await page.Locator("input[name=with][value='jp+kr']").CheckAsync();
        await page.Locator("textarea[name=words]").FillAsync("For Thursday.");
        await page.Locator("main form button.btn-primary").ClickAsync();
        await page.WaitForURLAsync("**/c/jp+kr/strategy/models/*");
        await page.GetByText("nobody's stated preferences", new() { Exact = false }).First.WaitForAsync();

        await using var korea = await browser.VisitAsync();
        await korea.Page.SignInAsync(demo.Parties["kr"], returnTo: "/c/jp+kr/strategy");
        await korea.Page.Locator(".sx-model a").First.WaitForAsync(new() { Timeout = 10_000 });
        Assert.Equal(0, await korea.Page.Locator("a[href*='/c/jp/strategy/models']").CountAsync());
        Assert.Empty((await demo.Parties["us"].GetAsync("/api/v1/strategy/plenary/models"))["models"]!.AsArray());
    }

    [Fact]
    public async Task What_can_be_borne_at_home_is_noted_and_shown_beside_what_holds()
    {
        var id = await SaveIllustrationAsync(Japan);
        await using var visit = await browser.VisitAsync();
        var page = visit.Page;
        await page.SignInAsync(Japan);
        await page.GotoAsync(new Uri(Japan.Page, $"/c/jp/strategy/models/{id}/home").ToString());
        await page.GetByText("Heard by our delegation only", new() { Exact = false }).WaitForAsync();
        await page.Locator("input[name='home[0].name']").FillAsync("An invented union of exporters");
        await page.Locator("textarea[name='home[0].stances']").FillAsync("opposes: NOT controls asked by us: tolerates\nvetoes: NOT");
        await page.Locator("main form button.btn-primary").ClickAsync();
        await page.Locator("[aria-invalid=true]").First.WaitForAsync();
        await page.Axe();
        await page.Locator("textarea[name='home[0].stances']").FillAsync("opposes: NOT controls asked by us: tolerates\nvetoes: liquidate");
        await page.Locator("main form button.btn-primary").ClickAsync();
        await page.WaitForURLAsync($"**/c/jp/strategy/models/{id}");
        await page.Locator("#home tbody tr").First.WaitForAsync();
        Assert.Equal(13, await page.Locator("#home tbody tr").CountAsync());
        await page.Locator("#home").GetByText("Once the United States", new() { Exact = false }).Or(page.Locator("#home").GetByText("asks in public", new() { Exact = false })).First.WaitForAsync();
        await page.Axe();
    }

    [Theory]
    [InlineData("en", false, "light")]
    [InlineData("ja", false, "dark")]
    [InlineData("ko", false, "light")]
    [InlineData("en", true, "light")]
    [InlineData("ja", true, "light")]
    [InlineData("ko", true, "dark")]
    public async Task Every_page_of_strategy_is_accessible_and_quiet(string language, bool inHand, string scheme)
    {
        var korea = demo.Parties["kr"];
        var id = await SaveIllustrationAsync(korea);
        var colour = scheme == "dark" ? ColorScheme.Dark : ColorScheme.Light;
        await using var visit = await browser.VisitAsync(inHand
            ? new(Hand) { ColorScheme = colour }
            : new() { ViewportSize = new() { Width = 1440, Height = 900 }, Locale = "en-GB", ColorScheme = colour });
        await visit.Page.SignInAsync(korea, language);
        string[] paths =
        [
            "/c/plenary/strategy", "/c/kr/strategy/new", $"/c/kr/strategy/models/{id}", $"/c/kr/strategy/models/{id}?show=all&want=NNNNNN&concept=smr", $"/c/kr/strategy/models/{id}?want=YNNNNN&advanced=1",
            $"/c/kr/strategy/models/{id}/edit", $"/c/kr/strategy/models/{id}/home", $"/c/kr/strategy/models/{id}/share", $"/c/kr/strategy/models/{id}/withdraw",
        ];
        foreach (var path in paths)
        {
            await visit.Page.GotoAsync(new Uri(korea.Page, path).ToString());
            await visit.Page.Locator("main h1").First.WaitForAsync();
            // While a page is asked for again for news, the navigation marks the document as busy.
            await visit.Page.Locator("html:not([aria-busy])").WaitForAsync(new() { State = WaitForSelectorState.Attached });
            await visit.Page.FitsAsync();
            await visit.Page.Axe();
            await visit.Page.Shot($"{language}-{(inHand ? "390" : "1440")}-strategy-{path.Split('/')[^1].Replace(id, "model", StringComparison.Ordinal).Replace('?', '-').Replace('&', '-').Replace('=', '-')}");
        }
    }

    private static async Task<string> HeldAsync(IPage page) => string.Join("|", await page.Locator(".sx-states tbody th").AllInnerTextsAsync());

    private static async Task<string> SaveIllustrationAsync(Party party)
    {
        var example = await party.GetAsync("/api/v1/strategy/plenary/illustration");
        return await PostAsync(party, $"/api/v1/strategy/{party.Page.Host.Split('.')[0]}/models", new JsonObject
        {
            ["model"] = example["model"]!.DeepClone(), ["statusQuo"] = (string?)example["statusQuo"], ["illustrative"] = true, ["language"] = "en",
        });
    }

    private static async Task<string> PostAsync(Party party, string path, JsonObject body)
    {
        using var http = new HttpClient { BaseAddress = party.Url };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", party.Token);
        using var answer = await http.PostAsJsonAsync(path, body);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        return (string)(await answer.Content.ReadFromJsonAsync<JsonObject>())!["id"]!;
    }

    private static JsonObject Large(int options)
    {
        JsonObject Maker(int d) => new()
        {
            ["id"] = $"d{d}", ["name"] = $"Maker {d}", ["options"] = new JsonArray([.. Enumerable.Range(0, options).Where(n => n % 4 == d).Select(n => (JsonNode)$"o{n}")]),
            ["preference"] = new JsonObject
            {
                ["kind"] = "statements",
                ["statements"] = new JsonArray([.. Enumerable.Range(0, options).Select(n => new JsonObject { ["condition"] = $"o{(n * 7 + d) % options} IFF o{(n + d * 3) % options}" })]),
            },
        };
        return new()
        {
            ["schema"] = "strategy-case/1", ["id"] = $"large-{options}", ["title"] = "A large model", ["infeasible"] = new JsonArray(),
            ["options"] = new JsonArray([.. Enumerable.Range(0, options).Select(n => new JsonObject { ["id"] = $"o{n}", ["name"] = $"Option {n}" })]),
            ["decisionMakers"] = new JsonArray([.. Enumerable.Range(0, 4).Select(Maker)]),
        };
    }
}
