namespace Comity.Browser.Tests;

[Collection(WithBrowser.Name)]
public sealed class BrowserTests(Browser browser)
{
    [Fact]
    public async Task The_browser_shows_a_page()
    {
        await using var visit = await browser.VisitAsync();
        await visit.Page.SetContentAsync("<!doctype html><html lang=\"ja\"><title>Arda</title><main><h1>共同記録</h1></main>");
        Assert.Equal("共同記録", await visit.Page.Locator("h1").TextContentAsync());
        await visit.Page.Axe();
        await visit.Page.Shot("browser");
    }

    [Fact]
    public async Task Axe_says_what_is_wrong_and_where()
    {
        await using var visit = await browser.VisitAsync();
        await visit.Page.SetContentAsync("<!doctype html><html lang=\"en\"><title>Arda</title><main><h1>Acts</h1><img src=\"data:,\"></main>");
        var refusal = await Assert.ThrowsAnyAsync<Exception>(visit.Page.Axe);
        Assert.Contains("image-alt", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_complaint_on_the_console_fails_the_visit()
    {
        var visit = await browser.VisitAsync();
        await visit.Page.SetContentAsync("<!doctype html><meta http-equiv=\"Content-Security-Policy\" content=\"style-src 'none'\"><p style=\"color:red\">Arda</p>");
        await visit.Page.EvaluateAsync("() => console.error('the server responded with a status of 422 ()')");
        var complaint = await Assert.ThrowsAnyAsync<Exception>(async () => await visit.DisposeAsync());
        Assert.Contains("Content Security Policy", complaint.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("422", complaint.Message, StringComparison.Ordinal);
    }
}
