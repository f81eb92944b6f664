namespace Comity.Browser.Tests;

/// <summary>Any page, action or statement by its name, from the keyboard alone; and the same without script.</summary>
[Collection(WithDemo.Name)]
public sealed class PaletteTests(Browser browser, Demo demo)
{
    [Theory]
    [InlineData("en", "brief")]
    [InlineData("ja", "要旨")]
    [InlineData("ko", "보고")]
    public async Task A_page_is_reached_by_a_part_of_its_name_in_the_readers_language(string language, string typed)
    {
        await using var visit = await browser.VisitAsync();
        await visit.Page.SignInAsync(demo.Parties["jp"], language);
        await visit.Page.Keyboard.PressAsync("Control+k");
        var text = visit.Page.GetByRole(AriaRole.Combobox);
        await visit.Page.GetByRole(AriaRole.Option).First.WaitForAsync();
        await visit.Page.Axe();
        await visit.Page.Keyboard.TypeAsync(typed);
        await visit.Page.Locator("[role=option][aria-selected=true][data-url*='/brief']").WaitForAsync();
        Assert.Equal(await visit.Page.Locator("[role=option][aria-selected=true]").GetAttributeAsync("id"), await text.GetAttributeAsync("aria-activedescendant"));
        await visit.Page.Keyboard.PressAsync("Enter");
        await visit.Page.WaitForURLAsync("**/brief");
    }

    [Fact]
    public async Task The_record_is_searched_arrows_choose_and_escape_closes()
    {
        await using var visit = await browser.VisitAsync();
        await visit.Page.SignInAsync(demo.Parties["jp"]);
        await visit.Page.Keyboard.PressAsync("Control+k");
        await visit.Page.Keyboard.TypeAsync("licensing");
        await visit.Page.Locator("[role=option][data-url*='/disputes/acts/']").First.WaitForAsync();
        await visit.Page.Shot("palette");
        await visit.Page.Keyboard.PressAsync("End");
        await visit.Page.Locator("[role=option]:last-child[aria-selected=true]").WaitForAsync();
        await visit.Page.Keyboard.PressAsync("ArrowDown");
        await visit.Page.Locator("[role=option]:first-child[aria-selected=true]").WaitForAsync();
        await visit.Page.Keyboard.PressAsync("Escape");
        await visit.Page.Locator("dialog[data-palette]").WaitForAsync(new() { State = WaitForSelectorState.Detached });
        await visit.Page.Keyboard.PressAsync("Control+k");
        await visit.Page.Keyboard.TypeAsync("licensing");
        await visit.Page.Locator("[role=option][data-url*='/disputes/acts/']").First.ClickAsync();
        await visit.Page.WaitForURLAsync("**/disputes/acts/**");
    }

    [Fact]
    public async Task Without_script_the_same_places_are_links_on_a_page()
    {
        await using var visit = await browser.VisitAsync(new() { JavaScriptEnabled = false });
        await visit.Page.SignInAsync(demo.Parties["jp"]);
        await visit.Page.Locator("header a.go").ClickAsync();
        await visit.Page.Locator("a[data-go][href$='/brief']").ClickAsync();
        await visit.Page.Locator("article.brief").WaitForAsync();
    }
}
