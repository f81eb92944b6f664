namespace Comity.Browser.Tests;

/// <summary>Search by keyboard in three scripts, and the public site as a stranger meets it.</summary>
[Collection(WithDemo.Name)]
public sealed class FindTests(Browser browser, Demo demo)
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_word_in_any_script_is_found_from_the_keyboard(bool inHand)
    {
        await using var visit = await browser.VisitAsync(new() { ViewportSize = new() { Width = inHand ? 390 : 1440, Height = 900 }, Locale = "en-GB" });
        await visit.Page.SignInAsync(demo.Parties["jp"]);
        foreach (var (key, typed) in new[] { ("/", "licensing"), ("Control+k", "日韓"), ("/", "수출"), ("/", "韓") })
        {
            await visit.Page.Locator("main h1").First.ClickAsync();
            await visit.Page.Keyboard.PressAsync(key);
            await visit.Page.Keyboard.TypeAsync(typed);
            await visit.Page.Keyboard.PressAsync("Enter");
            await visit.Page.WaitForURLAsync($"**/search?q={Uri.EscapeDataString(typed)}");
            await visit.Page.Locator("main mark").First.WaitForAsync();
            Assert.Contains(typed, await visit.Page.Locator("main mark").First.InnerTextAsync(), StringComparison.OrdinalIgnoreCase);
            await visit.Page.FitsAsync();
        }
    }

    [Fact]
    public async Task A_stranger_reads_and_checks_a_published_text_without_script()
    {
        var korea = demo.Parties["kr"];
        await using var visit = await browser.VisitAsync(new() { ViewportSize = new() { Width = 390, Height = 844 }, Locale = "ko-KR", JavaScriptEnabled = false });
        await visit.Page.GotoAsync(new Uri(korea.Page, "/public/texts").ToString());
        await visit.Page.GetByRole(AriaRole.Link, new() { Name = "日本語" }).ClickAsync();
        await visit.Page.WaitForURLAsync("**/public/texts?lang=ja");
        await visit.Page.Locator("main ol a").First.ClickAsync();
        await visit.Page.Locator("main a[href^='/public/verify/']").Last.ClickAsync();
        await visit.Page.Locator("main .verdict").WaitForAsync();
        Assert.Equal(0, await visit.Page.Locator("main .verdict-bad").CountAsync());
        Assert.True(await visit.Page.Locator("main a[href$='proof.comity']").IsVisibleAsync());
    }
}
