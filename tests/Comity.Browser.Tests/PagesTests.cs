using System.Text.RegularExpressions;

namespace Comity.Browser.Tests;

/// <summary>Every page, at a desk and in the hand, in three languages: axe and the console report nothing, and nothing is wider than the window.</summary>
[Collection(WithDemo.Name)]
public sealed partial class PagesTests(Browser browser, Demo demo)
{
    private static readonly BrowserNewContextOptions Hand = new() { ViewportSize = new() { Width = 390, Height = 844 }, Locale = "en-GB", HasTouch = true };

    public static TheoryData<string, bool, string> Views => new()
    {
        { "en", false, "light" }, { "ja", false, "light" }, { "ko", false, "dark" }, { "en", true, "dark" }, { "ja", true, "dark" }, { "ko", true, "light" },
    };

    private static string[] Paths(string language, string act, string draft) =>
    [
        "/c/plenary/room", "/c/plenary/since", "/c/plenary/dates", "/c/plenary/brief", "/c/plenary/search?q=licensing", "/c/plenary/go", "/c/jp+kr/room",
        "/c/plenary/disputes", "/c/plenary/disputes?tab=chains", "/c/plenary/disputes?tab=ledger", $"/c/plenary/disputes/acts/{act}", "/c/plenary/disputes/record-act", "/c/plenary/disputes/import", "/c/plenary/disputes/about-us",
        "/c/plenary/press", "/c/jp/press/terms", "/c/jp/press/answers", "/c/plenary/passing", $"/c/plenary/passing/{act}", $"/c/plenary/evidence/{act}",
        "/c/jp/drafts", "/c/jp/drafts/new", $"/c/jp/drafts/{draft}", $"/c/jp/drafts/{draft}/edit", $"/c/jp/drafts/{draft}/release",
        "/c/plenary/record", "/c/plenary/record/keys", "/c/plenary/record/journals/kr", $"/c/plenary/record/statements/{act}", $"/c/plenary/record/statements/{act}/publish",
        "/notices", "/notices/settings", "/notices/confirm?code=none", "/account", "/help/keys", "/problem/404",
        $"/public/texts?lang={language}", $"/public/texts/{act}?lang={language}", $"/public/verify/{act}?lang={language}",
    ];

    // Looked at where somebody comes to them: StandstillTests, StrategyTests, AccountsTests.
    private static readonly string[] Elsewhere =
    [
        "/c/{Channel}/standstill", "/c/{Channel}/standstill/{Id}", "/c/{Channel}/standstill/curve", "/c/{Channel}/standstill/say/{Act}",
        "/c/{Channel}/strategy", "/c/{Channel}/strategy/new", "/c/{Channel}/strategy/models/{Id}", "/c/{Channel}/strategy/models/{Id}/edit", "/c/{Channel}/strategy/models/{Id}/home",
        "/c/{Channel}/strategy/models/{Id}/share", "/c/{Channel}/strategy/models/{Id}/withdraw",
        "/sign-in", "/enrol", "/account/set-up", "/account/recovery-codes", "/accounts", "/mandates",
    ];

    // Lead to another at once, or need what a demonstration has none of: a forked journal, an import under way.
    private static readonly string[] Nowhere = ["/", "/go", "/c/{Channel}/record/branches/{Member}/{Size:long}/{Root}", "/c/{Channel}/disputes/import/{Id}"];

    [Fact]
    public void No_page_is_left_out()
    {
        var looked = Paths("en", "ID", "ID").Select(p => p.Split('?')[0]).ToList();
        var left = Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "src/Comity.Node"), "*.razor", SearchOption.AllDirectories).Where(f => !f.Contains("node_modules", StringComparison.Ordinal))
            .SelectMany(File.ReadLines).Where(l => l.StartsWith("@page ", StringComparison.Ordinal)).Select(l => l.Split('"')[1])
            .Where(p => !Elsewhere.Contains(p) && !Nowhere.Contains(p) && !looked.Any(l => Shape().Replace(p, "[^/]+") is var shape && Regex.IsMatch(l, $"^{shape}$")));
        Assert.Empty(left);
    }

    [Theory]
    [MemberData(nameof(Views))]
    public async Task Every_page_of_a_node_is_accessible_and_quiet(string language, bool inHand, string scheme)
    {
        var japan = demo.Parties["jp"];
        var act = await japan.ActAsync("export-announce");
        await using var visit = await browser.VisitAsync(inHand
            ? new(Hand) { ColorScheme = scheme == "dark" ? ColorScheme.Dark : ColorScheme.Light }
            : new() { ViewportSize = new() { Width = 1440, Height = 900 }, Locale = "en-GB", ColorScheme = scheme == "dark" ? ColorScheme.Dark : ColorScheme.Light });
        await visit.Page.SignInAsync(japan, language);
        var draft = (string)(await japan.GetAsync("/api/v1/channels/jp/drafts"))["drafts"]![0]!["id"]!;
        foreach (var path in Paths(language, act, draft))
        {
            await visit.Page.GotoAsync(new Uri(japan.Page, path).ToString());
            await visit.Page.Locator("main h1, main h2").First.WaitForAsync();
            await visit.Page.FitsAsync();
            await visit.Page.Axe();
            await visit.Page.Shot($"{language}-{(inHand ? "390" : "1440")}-{path.Trim('/').Replace('/', '-').Replace('?', '-').Replace('=', '-').Replace(act, "act", StringComparison.Ordinal).Replace(draft, "draft", StringComparison.Ordinal)}");
        }
    }

    [Fact]
    public async Task A_visitor_reads_what_was_published_and_nothing_else()
    {
        await using var visit = await browser.VisitAsync();
        await visit.Page.GotoAsync(new Uri(demo.Parties["kr"].Page, "/c/public/disputes").ToString());
        await visit.Page.Locator("[data-host] svg").WaitForAsync();
        await visit.Page.Axe();
        await visit.Page.GotoAsync(new Uri(demo.Parties["kr"].Page, "/c/plenary/room").ToString());
        await visit.Page.WaitForURLAsync("**/sign-in?**");
        await visit.Page.Axe();
    }

    [Fact]
    public async Task One_button_verifies_a_statement_here_and_now()
    {
        var korea = demo.Parties["kr"];
        var act = await korea.ActAsync("export-announce");
        await using var visit = await browser.VisitAsync();
        await visit.Page.SignInAsync(korea);
        await visit.Page.GotoAsync(new Uri(korea.Page, $"/c/plenary/record/statements/{act}").ToString());
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Verify", Exact = false }).First.ClickAsync();
        await visit.Page.GetByText("ES256", new() { Exact = false }).First.WaitForAsync();
    }

    [Fact]
    public async Task The_door_leads_to_three_countries_the_public_view_and_the_tour()
    {
        await using var visit = await browser.VisitAsync();
        await visit.Page.GotoAsync(demo.Door.ToString());
        await visit.Page.Axe();
        foreach (var party in demo.Parties.Values)
        {
            Assert.True(await visit.Page.Locator($"a[href^='{party.Page.ToString().TrimEnd('/')}']").CountAsync() > 0, $"no way to {party.Page}");
        }

        Assert.True(await visit.Page.Locator("a[href*=tour]").CountAsync() > 0);
        await visit.Page.Shot("door");
    }

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Shape();
}
