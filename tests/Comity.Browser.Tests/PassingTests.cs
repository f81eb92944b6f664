using System.Text.Json.Nodes;

namespace Comity.Browser.Tests;

/// <summary>Korea tells Japan something; Japan would carry it to the United States: refused, asked, granted, carried. At a desk and in the hand.</summary>
[Collection(WithDemo.Name)]
public sealed class PassingTests(Browser browser, Demo demo)
{
    private static readonly BrowserNewContextOptions Hand = new() { ViewportSize = new() { Width = 390, Height = 844 }, Locale = "en-GB", HasTouch = true };
    private static readonly BrowserNewContextOptions AtADesk = new() { ViewportSize = new() { Width = 1440, Height = 900 }, Locale = "en-GB" };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_widening_is_refused_and_with_consent_the_words_are_carried(bool inHand)
    {
        var (japan, korea, america) = (demo.Parties["jp"], demo.Parties["kr"], demo.Parties["us"]);
        var words = $"Words for Japan alone, {(inHand ? "in the hand" : "at a desk")}";
        var act = new JsonObject
        {
            ["track"] = "security", ["date"] = "2019-07-30", ["precision"] = "day", ["type"] = "event", ["actors"] = new JsonArray(new JsonObject { ["member"] = "kr" }), ["addressees"] = new JsonArray(),
            ["title"] = words, ["detail"] = "", ["language"] = "en", ["basis"] = "own-act", ["reported"] = false, ["sources"] = new JsonArray(),
        };
        var item = await SayAsync(korea, "/api/v1/channels/jp+kr/disputes/acts", act);
        await using var atJapan = await browser.VisitAsync(inHand ? Hand : AtADesk);
        // Korea's officer has no script: every form works without.
        await using var atKorea = await browser.VisitAsync(new(inHand ? Hand : AtADesk) { JavaScriptEnabled = false });
        await atJapan.Page.SignInAsync(japan);
        await atKorea.Page.SignInAsync(korea);
        var path = $"/c/jp+kr/passing/{item}";

        // Refused: the page says why and offers no way, and the address that would carry is no way either.
        await UntilAsync(atJapan.Page, japan, path, $"h1:has-text('{words}')");
        var target = atJapan.Page.Locator("#h-carry").Locator("xpath=ancestor::section").Locator("tr", new() { HasText = "With the United States only" });
        await target.GetByText("not carried without leave", new() { Exact = false }).WaitForAsync();
        await atJapan.Page.Locator(".who-sees summary").First.ClickAsync();
        await atJapan.Page.GetByText("Only their nodes receive it.").First.WaitForAsync();
        await atJapan.Page.FitsAsync();
        await atJapan.Page.Axe();
        await atJapan.Page.Shot($"passing-{(inHand ? "390" : "1440")}-refused");
        await atJapan.Page.GotoAsync(new Uri(japan.Page, $"{path}?to=jp%2Bus").ToString());
        Assert.Equal(0, await atJapan.Page.Locator("button[value=carry]").CountAsync());

        // Asked, and granted by the originator.
        await target.Locator("summary").PressAsync("Enter");
        await target.Locator("textarea").FillAsync("To prepare the meeting of three");
        await target.Locator("button").ClickAsync();
        await target.GetByText("has not answered", new() { Exact = false }).WaitForAsync();
        await UntilAsync(atKorea.Page, korea, path, "button[value^='grant:']");
        await atKorea.Page.Locator("input[name^='until-']").FillAsync("2019-09-30");
        await atKorea.Page.Locator("button[value^='grant:']").ClickAsync();
        await atKorea.Page.GetByText("The originator gave leave.", new() { Exact = false }).First.WaitForAsync();

        // Carried: the readers stand there in words before the act.
        await UntilAsync(atJapan.Page, japan, path, "a[href*='to=jp%2Bus']");
        await atJapan.Page.GotoAsync(new Uri(new Uri(atJapan.Page.Url), await atJapan.Page.Locator("a[href*='to=jp%2Bus']").GetAttributeAsync("href")).ToString());
        await atJapan.Page.GetByText("Newly, by the United States.", new() { Exact = false }).WaitForAsync();
        await atJapan.Page.FitsAsync();
        await atJapan.Page.Axe();
        await atJapan.Page.Shot($"passing-{(inHand ? "390" : "1440")}-confirm");
        await atJapan.Page.Locator("#ch-note").FillAsync("With Korea's leave.");
        await atJapan.Page.Locator("button[value=carry]").ClickAsync();
        await atJapan.Page.GetByText("Carried there").First.WaitForAsync();

        await using var atAmerica = await browser.VisitAsync(inHand ? Hand : AtADesk);
        await atAmerica.Page.SignInAsync(america);
        await UntilAsync(atAmerica.Page, america, "/c/jp+us/passing", $".passed:has-text('{words}')");
        await atAmerica.Page.Locator(".passed", new() { HasText = words }).GetByText("gave leave for this item", new() { Exact = false }).WaitForAsync();
        await atAmerica.Page.FitsAsync();
        await atAmerica.Page.Axe();
        await atAmerica.Page.Shot($"passing-{(inHand ? "390" : "1440")}-carried");
        await UntilAsync(atKorea.Page, korea, path, "section:has(#h-out) li:has-text('It was carried elsewhere under leave')");
    }

    private static async Task<string> SayAsync(Party party, string path, JsonObject body)
    {
        using var client = new HttpClient { BaseAddress = party.Url };
        client.DefaultRequestHeaders.Authorization = new("Bearer", party.Token);
        using var content = new StringContent(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json");
        using var answer = await client.PostAsync(path, content);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return (string)JsonNode.Parse(text)!["id"]!;
    }

    private static async Task UntilAsync(IPage page, Party party, string path, string selector)
    {
        for (var tries = 0; ; tries++)
        {
            await page.GotoAsync(new Uri(party.Page, path).ToString());
            if (await page.Locator(selector).First.IsVisibleAsync())
            {
                return;
            }

            Assert.True(tries < 40, $"{party.Page} did not see {selector} on {path}");
            await page.WaitForTimeoutAsync(500);
        }
    }
}
