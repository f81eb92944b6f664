using System.Text;
using System.Text.RegularExpressions;

namespace Comity.Browser.Tests;

/// <summary>What pages are on paper, as the browser prints them.</summary>
[Collection(WithDemo.Name)]
public sealed partial class PrintTests(Browser browser, Demo demo)
{
    private static readonly PagePdfOptions Sheet = new() { Format = "A4", PreferCSSPageSize = true };

    [Theory]
    [InlineData("en")]
    [InlineData("ja")]
    [InlineData("ko")]
    public async Task The_brief_is_one_sheet_of_A4(string language)
    {
        var japan = demo.Parties["jp"];
        await using var visit = await browser.VisitAsync();
        await visit.Page.SignInAsync(japan, language);
        foreach (var channel in new[] { "plenary", "jp+kr" })
        {
            await visit.Page.GotoAsync(new Uri(japan.Page, $"/c/{channel}/brief").ToString());
            await visit.Page.Locator("article.brief").WaitForAsync();
            Assert.Equal(1, Sheets(await visit.Page.PdfAsync(Sheet)));
        }
    }

    [Fact]
    public async Task On_paper_nothing_is_navigation_nothing_is_cut_and_ink_is_black_on_white()
    {
        var japan = demo.Parties["jp"];
        var act = await japan.ActAsync("export-announce");
        await using var visit = await browser.VisitAsync(new() { ColorScheme = ColorScheme.Dark });
        await visit.Page.SignInAsync(japan);
        foreach (var path in new[] { "room", "disputes", "disputes?tab=chains", "disputes?tab=ledger", $"disputes/acts/{act}", "standstill", "record", "search?q=licensing", "dates", "since", "press/terms" })
        {
            await visit.Page.GotoAsync(new Uri(japan.Page, $"/c/plenary/{path}").ToString());
            await visit.Page.Locator("main h1, main h2").First.WaitForAsync();
            await visit.Page.EmulateMediaAsync(new() { Media = Media.Print });
            await visit.Page.SetViewportSizeAsync(700, 990);
            Assert.Equal("", await visit.Page.EvaluateAsync<string>(Wrong));
            await visit.Page.EmulateMediaAsync(new() { Media = Media.Screen });
        }
    }

    // What is wrong on paper, in words; empty when nothing is.
    private const string Wrong =
        """
        () => {
          const wrong = [];
          const seen = e => e.getClientRects().length > 0 && getComputedStyle(e).visibility !== "hidden";
          for (const e of document.querySelectorAll(".rail, .bar-tools, .find, .demo, .skip, .pager, .news-line, .chips, form button")) if (seen(e) && e.getBoundingClientRect().height > 1) wrong.push(`${location.pathname}: shows ${e.className || e.tagName} ${e.textContent.trim().slice(0, 30)}`);
          if (document.documentElement.scrollWidth > innerWidth + 1) wrong.push(`${location.pathname}: ${document.documentElement.scrollWidth} wide`);
          for (const e of document.querySelectorAll("main *")) if (seen(e) && !e.closest("svg") && e.scrollWidth > e.clientWidth + 1 && e.clientWidth > 1 && ["auto", "scroll", "hidden"].includes(getComputedStyle(e).overflowX) && !e.matches(".visually-hidden, input, textarea")) wrong.push(`${location.pathname}: cuts ${e.tagName}.${e.className}`);
          for (const e of [document.body, ...document.querySelectorAll("main, main p, main td, main h1, main a")]) {
            const [r, g, b] = getComputedStyle(e).color.match(/[\d.]+/g).map(Number);
            if (seen(e) && Math.max(r, g, b) > 120) { wrong.push(`${location.pathname}: pale ink on ${e.tagName}.${e.className} ${e.textContent.trim().slice(0, 20)}`); break; }
          }
          return wrong.slice(0, 6).join("; ");
        }
        """;

    private static int Sheets(byte[] pdf) => PageObject().Count(Encoding.Latin1.GetString(pdf));

    [GeneratedRegex(@"/Type\s*/Page\b(?!s)")]
    private static partial Regex PageObject();
}
