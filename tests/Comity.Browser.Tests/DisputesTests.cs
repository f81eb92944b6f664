namespace Comity.Browser.Tests;

/// <summary>The way of the case through the pages, in each language.</summary>
[Collection(WithDemo.Name)]
public sealed class DisputesTests(Browser browser, Demo demo)
{
    private Party Japan => demo.Parties["jp"];

    private Party Korea => demo.Parties["kr"];

    [Theory]
    [InlineData("en", "ruling-nssmc")]
    [InlineData("ja", "ruling-mhi")]
    [InlineData("ko", "art3-3")]
    public async Task Japan_denies_a_link_in_its_own_words_and_the_denial_is_on_Koreas_page_within_a_second(string language, string answered)
    {
        var announcement = await Japan.ActAsync("export-announce");
        var ruling = await Japan.ActAsync(answered);
        var words = $"The review concerned export control alone ({answered}, {language}).";

        await using var korea = await browser.VisitAsync();
        await korea.Page.SignInAsync(Korea, language);
        await korea.Page.GotoAsync(new Uri(Korea.Page, $"/c/plenary/disputes/acts/{announcement}").ToString());

        await using var japan = await browser.VisitAsync();
        await japan.Page.SignInAsync(Japan, language);

        // From the timeline's table to the announcement, to what it is said to answer and what answers it.
        await japan.Page.GotoAsync(new Uri(Japan.Page, "/c/plenary/disputes").ToString());
        await japan.Page.Locator("[data-twin]").ClickAsync();
        await japan.Page.Locator($"table a[href*='{announcement}']").First.ClickAsync();
        await japan.Page.Locator($"a[href*='{announcement}'][href*='/disputes/acts/'], #act-panel a").First.WaitForAsync();
        await japan.Page.GotoAsync(new Uri(Japan.Page, $"/c/plenary/disputes/acts/{announcement}").ToString());
        var link = japan.Page.Locator($"article[id$='{ruling}']");
        await link.WaitForAsync();
        Assert.True(await japan.Page.Locator("article.dx-link").CountAsync() >= 6);

        // Told before the button who will hear it; then said.
        await link.Locator(".dx-form > summary").First.ClickAsync();
        await link.Locator("textarea[name=words]").FillAsync(words);
        var clock = System.Diagnostics.Stopwatch.StartNew();
        await link.Locator("button.btn-primary").First.ClickAsync();
        await korea.Page.Locator($"article[id$='{ruling}']").GetByText(words).WaitForAsync(new() { Timeout = 10_000 });
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"on Korea's page after {clock.Elapsed.TotalSeconds:0.00} s");
        await japan.Page.GetByText(words).First.WaitForAsync();
    }

    [Fact]
    public async Task An_act_without_a_title_is_not_recorded_and_what_was_typed_is_kept()
    {
        await using var visit = await browser.VisitAsync();
        await visit.Page.SignInAsync(Japan);
        await visit.Page.GotoAsync(new Uri(Japan.Page, "/c/plenary/disputes/record-act").ToString());
        await visit.Page.Locator("textarea[name=detail]").FillAsync("What was typed stays.");
        await visit.Page.Locator("main form[method=post]:has(input[name=title]) button.btn-primary").First.ClickAsync();
        await visit.Page.Locator("[aria-invalid=true]").First.WaitForAsync();
        Assert.Equal("true", await visit.Page.Locator("input[name=title]").GetAttributeAsync("aria-invalid"));
        Assert.Equal("What was typed stays.", await visit.Page.Locator("textarea[name=detail]").InputValueAsync());
    }

    [Fact]
    public async Task The_date_moves_the_picture_to_another_day_and_says_so()
    {
        await using var visit = await browser.VisitAsync();
        await visit.Page.SignInAsync(Japan);
        await visit.Page.GotoAsync(new Uri(Japan.Page, "/c/plenary/disputes").ToString());
        await visit.Page.Locator("[data-host] svg").WaitForAsync();

        // With script the slider moves the day; its own input is the same for the keyboard.
        var slider = visit.Page.Locator("[data-day-slider]");
        await slider.WaitForAsync();
        var today = await visit.Page.Locator("form[data-day] input[type=date]").InputValueAsync();
        await slider.FocusAsync();
        for (var i = 0; i < 40; i++)
        {
            await visit.Page.Keyboard.PressAsync("ArrowLeft");
        }

        await visit.Page.Locator("form[data-day] button[type=submit]").ClickAsync();
        await visit.Page.WaitForURLAsync("**asOf=*");
        Assert.DoesNotContain("asOf=" + today, visit.Page.Url, StringComparison.Ordinal);
        await visit.Page.Locator("[data-host] svg").WaitForAsync();
    }

    [Theory]
    [InlineData("2019-07-03", "0")]
    [InlineData("2019-08-02", "1")]
    public async Task The_ledger_counts_what_was_in_force_on_the_day(string day, string inForce)
    {
        var ledger = await Japan.GetAsync($"/api/v1/channels/plenary/disputes/ledger?asOf={day}");
        Assert.Equal(inForce, ledger["ledger"]!.AsArray().Single(m => (string?)m!["member"] == "jp")!["inForce"]!.ToString());
        await using var visit = await browser.VisitAsync();
        await visit.Page.SignInAsync(Japan);
        await visit.Page.GotoAsync(new Uri(Japan.Page, $"/c/plenary/disputes?tab=ledger&asOf={day}").ToString());
        await visit.Page.Locator("main h1").WaitForAsync();
    }

    [Fact]
    public async Task The_next_entry_of_the_case_moves_all_three_pages()
    {
        await using var japan = await browser.VisitAsync();
        await using var america = await browser.VisitAsync();
        await japan.Page.SignInAsync(Japan);
        await america.Page.SignInAsync(demo.Parties["us"]);
        var before = (await Japan.GetAsync("/api/v1/channels/plenary/disputes/acts"))["acts"]!.AsArray().Count;
        await japan.Page.Locator("button[formaction$='/next-entry']").First.ClickAsync();
        await america.Page.WaitForFunctionAsync($"() => document.body.innerText.includes('{before + 1} of')", null, new() { Timeout = 10_000 });
        Assert.Equal(before + 1, (await demo.Parties["kr"].GetAsync("/api/v1/channels/plenary/disputes/acts"))["acts"]!.AsArray().Count);
    }

    [Fact]
    public async Task What_is_begun_while_news_arrives_is_kept_and_the_news_offered()
    {
        await using var japan = await browser.VisitAsync();
        await japan.Page.SignInAsync(Japan);
        await japan.Page.GotoAsync(new Uri(Japan.Page, "/c/plenary/disputes/record-act").ToString());
        await japan.Page.EvaluateAsync(SlowAnswers);
        var asked = japan.Page.WaitForRequestAsync(r => r.Method == "GET" && r.Url.EndsWith("/record-act", StringComparison.Ordinal));
        await NextEntryAsync();
        await asked;
        await japan.Page.Locator("textarea[name=detail]").FillAsync("Begun just now.");
        await japan.Page.Locator("[data-news]").WaitForAsync();
        await japan.Page.WaitForTimeoutAsync(1_000);
        Assert.Equal("Begun just now.", await japan.Page.Locator("textarea[name=detail]").InputValueAsync());
    }

    [Fact]
    public async Task A_visit_cut_off_by_a_form_is_no_complaint()
    {
        await using var japan = await browser.VisitAsync();
        await japan.Page.AddInitScriptAsync(SlowAnswers);
        await japan.Page.SignInAsync(Japan);
        await japan.Page.EvaluateAsync("Turbo.visit(location.href, { action: 'replace' })");
        await japan.Page.WaitForTimeoutAsync(200);
        await japan.Page.Locator("button[formaction$='/next-entry']").First.ClickAsync();
        await japan.Page.WaitForTimeoutAsync(2_000);
    }

    private const string SlowAnswers = """
        (() => {
          const read = Response.prototype.text;
          Response.prototype.text = function () { return new Promise(done => setTimeout(done, 400)).then(() => read.call(this)); };
        })()
        """;

    // Somebody else in the room plays the record forward.
    private async Task NextEntryAsync()
    {
        await using var america = await browser.VisitAsync();
        await america.Page.SignInAsync(demo.Parties["us"]);
        await america.Page.Locator("button[formaction$='/next-entry']").First.ClickAsync();
        await america.Page.WaitForLoadStateAsync(LoadState.Load);
    }
}
