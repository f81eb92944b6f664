namespace Comity.Browser.Tests;

/// <summary>Three delegations at their own nodes: a standstill is floated, offered, accepted and confirmed, then alleged under and answered.</summary>
[Collection(WithDemo.Name)]
public sealed class StandstillTests(Browser browser, Demo demo)
{
    private static readonly BrowserNewContextOptions Hand = new() { ViewportSize = new() { Width = 390, Height = 844 }, Locale = "en-GB", HasTouch = true };

    [Fact]
    public async Task Three_delegations_bring_a_standstill_about_and_one_alleges_and_the_other_answers()
    {
        await using var america = await browser.VisitAsync();
        await using var japan = await browser.VisitAsync();
        // Korea's officer has no script: every form works without.
        await using var korea = await browser.VisitAsync(new() { ViewportSize = new() { Width = 1440, Height = 900 }, Locale = "en-GB", JavaScriptEnabled = false });
        await america.Page.SignInAsync(demo.Parties["us"]);
        await japan.Page.SignInAsync(demo.Parties["jp"]);
        await korea.Page.SignInAsync(demo.Parties["kr"]);

        // Floated to Japan alone: Korea's page of floats does not know of it.
        await TermsAsync(america.Page, "jp+us", "terms-floated");
        await america.Page.GetByText("nobody can accept it yet", new() { Exact = false }).First.WaitForAsync();
        await OpenAsync(korea.Page, "kr", "/c/plenary/standstill");
        Assert.Equal(0, await korea.Page.GetByText("Standstill by three browsers").CountAsync());

        var offer = await TermsAsync(america.Page, "plenary", "terms-offered");
        foreach (var (visit, party) in new[] { (japan, "jp"), (korea, "kr") })
        {
            await UntilAsync(visit.Page, party, $"/c/plenary/standstill/{offer}", "h1");
            await FollowAsync(visit.Page, "a[href*='/say/offer-accepted']");
            await visit.Page.GetByText("This will be heard by", new() { Exact = false }).WaitForAsync();
            if (visit == japan)
            {
                await visit.Page.Axe();
            }

            await visit.Page.Locator("main form button.btn-primary").PressAsync("Enter");
            await visit.Page.WaitForURLAsync("**said=*");
        }

        await UntilAsync(america.Page, "us", $"/c/plenary/standstill/{offer}", "text=Accepted by all");
        await FollowAsync(america.Page, "a[href*='/say/offer-confirmed']");
        await america.Page.Locator("main form button.btn-primary").ClickAsync();
        await america.Page.WaitForURLAsync("**said=*");
        await america.Page.GetByText("Day 1 of 90").First.WaitForAsync();

        // Korea alleges an incident; a form left empty says all that is missing and keeps the rest.
        await UntilAsync(korea.Page, "kr", $"/c/plenary/standstill/{offer}", "text=Day 1 of 90");
        await korea.Page.Locator("#ss-steps ~ * a[href*='/say/allegation-made'], .sheet a[href*='/say/allegation-made']").First.ClickAsync();
        await korea.Page.Locator("[name=against]").SelectOptionAsync("jp");
        await korea.Page.Locator("[name='sources[0].text']").FillAsync("A paper of the day");
        await korea.Page.Locator("main form button.btn-primary").ClickAsync();
        await korea.Page.Locator(".dx-faults a[href$='#say-text']").WaitForAsync();
        Assert.Equal("A paper of the day", await korea.Page.Locator("[name='sources[0].text']").InputValueAsync());
        Assert.Equal(1, await korea.Page.Locator(".dx-faults li").CountAsync());
        await korea.Page.Locator("[name=text]").FillAsync("A new list was announced without notice.");
        await korea.Page.Locator("main form button.btn-primary").ClickAsync();
        await korea.Page.WaitForURLAsync("**said=*");

        await UntilAsync(japan.Page, "jp", $"/c/plenary/standstill/{offer}", "text=A new list was announced without notice.");
        await FollowAsync(japan.Page, "a[href*='/say/allegation-answered']");
        await japan.Page.Locator("[name=answer]").SelectOptionAsync("denies");
        await japan.Page.Locator("[name=text]").FillAsync("None was.");
        await japan.Page.Locator("main form button.btn-primary").ClickAsync();
        await japan.Page.WaitForURLAsync("**said=*");
        await japan.Page.GetByText("Japan answered: denies", new() { Exact = false }).WaitForAsync();
        await japan.Page.Axe();
    }

    [Theory]
    [InlineData("en", false, "light")]
    [InlineData("ja", false, "dark")]
    [InlineData("ko", true, "light")]
    public async Task Every_page_of_standstills_is_accessible_and_quiet(string language, bool inHand, string scheme)
    {
        var japan = demo.Parties["jp"];
        var colour = scheme == "dark" ? ColorScheme.Dark : ColorScheme.Light;
        await using var visit = await browser.VisitAsync(inHand ? new(Hand) { ColorScheme = colour } : new() { ViewportSize = new() { Width = 1440, Height = 900 }, Locale = "en-GB", ColorScheme = colour });
        await visit.Page.SignInAsync(japan, language);
        var found = (await japan.GetAsync("/api/v1/channels/plenary/standstill"))["findings"]!["offers"]!.AsArray().Select(o => (string)o!["id"]!).Take(1).Select(id => $"/c/plenary/standstill/{id}");
        string[] paths = ["/c/plenary/standstill", "/c/plenary/standstill/curve", "/c/plenary/standstill/say/terms-floated", "/c/plenary/standstill/say/rollback-offered", "/c/plenary/standstill/say/allegation-made", .. found];
        foreach (var path in paths)
        {
            await visit.Page.GotoAsync(new Uri(japan.Page, path).ToString());
            await visit.Page.Locator("main h1").First.WaitForAsync();
            await visit.Page.Locator("html:not([aria-busy])").WaitForAsync(new() { State = WaitForSelectorState.Attached });
            await visit.Page.FitsAsync();
            await visit.Page.Axe();
            await visit.Page.Shot($"{language}-{(inHand ? "390" : "1440")}-standstill-{path.Split('/')[^1]}");
        }
    }

    private async Task<string> TermsAsync(IPage page, string channel, string act)
    {
        await OpenAsync(page, "us", $"/c/{channel}/standstill/say/{act}");
        await page.Locator("[name='terms.title']").FillAsync("Standstill by three browsers");
        await page.Locator("[name='terms.covered[0].track']").SelectOptionAsync("economy");
        await page.Locator("[name='terms.covered[0].text']").FillAsync("Export controls");
        await page.Locator("[name='terms.talks']").FillAsync("Talks of directors-general");
        await page.Locator("[name=envelope]").SelectOptionAsync("economy");
        await page.Locator("main form button.btn-primary").Last.ClickAsync();
        await page.WaitForURLAsync("**said=*");
        return new Uri(page.Url).AbsolutePath.Split('/')[^1];
    }

    private Task OpenAsync(IPage page, string party, string path) => page.GotoAsync(new Uri(demo.Parties[party].Page, path).ToString());

    // News may ask for the page again just when a link is pressed: the link's address is opened instead.
    private static async Task FollowAsync(IPage page, string link) =>
        await page.GotoAsync(new Uri(new Uri(page.Url), await page.Locator(link).First.GetAttributeAsync("href")).ToString());

    // What others said arrives within seconds; a page without script is asked for again.
    private async Task UntilAsync(IPage page, string party, string path, string selector)
    {
        for (var tries = 0; ; tries++)
        {
            await OpenAsync(page, party, path);
            if (await page.Locator(selector).First.IsVisibleAsync())
            {
                return;
            }

            Assert.True(tries < 40, $"{party} did not see {selector} on {path}");
            await page.WaitForTimeoutAsync(500);
        }
    }
}
