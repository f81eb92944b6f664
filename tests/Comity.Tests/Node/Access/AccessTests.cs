using System.Diagnostics;
using System.Net;
using Comity.Node;
using Comity.Tests.Node.Shared;

namespace Comity.Tests.Node.Access;

public sealed class AccessTests : IAsyncLifetime
{
    private PagesHost _host = null!;

    public async Task InitializeAsync() => _host = await PagesHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("/")]
    [InlineData("/c/plenary/room")]
    [InlineData("/c/jp+kr/record")]
    [InlineData("/live/plenary")]
    public async Task A_visitor_is_asked_to_sign_in(string path)
    {
        var answer = await _host.Browser().GetAsync(path, HttpCompletionOption.ResponseHeadersRead);

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal("/sign-in", answer.Headers.Location!.AbsolutePath);
    }

    [Fact]
    public async Task A_visitor_reads_the_public_channel_and_gets_no_form_that_says_something()
    {
        var page = await _host.Browser().GetStringAsync("/c/public/room");

        Assert.Contains("anyone may read", page);
        Assert.DoesNotContain("method=\"post\" action=\"/c/", page);
        Assert.DoesNotContain("Waiting for us", page);
    }

    [Theory]
    [InlineData("/c/kr+us/room")]
    [InlineData("/c/kr/room")]
    [InlineData("/c/nobody/room")]
    [InlineData("/c/us+jp/room")]
    [InlineData("/nothing-here")]
    public async Task What_this_node_does_not_hear_is_not_found(string path)
    {
        var answer = await (await _host.SignedInAsync()).GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("Nothing is held at this address", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("/c/plenary/record", "/c/plenary/record")]
    [InlineData("//evil.example/x", "/")]
    [InlineData("/\\evil.example", "/")]
    [InlineData("https://evil.example", "/")]
    public async Task After_signing_in_one_comes_back_to_this_node_only(string returnUrl, string expected)
    {
        var answer = await PagesHost.PostAsync(_host.Browser(), "/sign-in", "/sign-in/as", ("officer", "desk"), ("returnUrl", returnUrl));

        Assert.Equal(expected, answer.Headers.Location!.OriginalString);
    }

    [Theory]
    [InlineData("/sign-in/as")]
    [InlineData("/sign-out")]
    [InlineData("/preferences/language")]
    [InlineData("/preferences/theme")]
    [InlineData("/c/plenary/room/read")]
    public async Task A_form_without_its_token_changes_nothing(string action)
    {
        var browser = await _host.SignedInAsync();

        var answer = await browser.PostAsync(action, new FormUrlEncodedContent([new("officer", "head"), new("language", "ja"), new("theme", "dark")]));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("The form could not be read", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Signing_out_ends_the_session()
    {
        var browser = await _host.SignedInAsync();
        await PagesHost.PostAsync(browser, "/", "/sign-out");

        Assert.Equal(HttpStatusCode.Found, (await browser.GetAsync("/")).StatusCode);
    }

    [Fact]
    public async Task The_language_chosen_is_kept()
    {
        var browser = await _host.SignedInAsync();
        await PagesHost.PostAsync(browser, "/", "/preferences/language", ("language", "ko"));

        Assert.Contains("<html lang=\"ko\"", await browser.GetStringAsync("/"));
    }

    [Fact]
    public async Task Cookies_bear_the_node_s_name()
    {
        var answer = await _host.Browser().GetAsync("/sign-in");

        Assert.All(answer.Headers.GetValues("Set-Cookie"), cookie => Assert.StartsWith("comity-jp-", cookie));
    }

    [Fact]
    public async Task A_head_request_is_answered_like_a_get_without_its_body()
    {
        var browser = await _host.SignedInAsync();
        var answer = await browser.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/nothing-here")]
    [InlineData("/sign-in")]
    public async Task Every_answer_carries_the_content_policy(string path)
    {
        var answer = await (await _host.SignedInAsync()).GetAsync(path);

        Assert.Equal(SecurityHeaders.ContentPolicy, answer.Headers.GetValues("Content-Security-Policy").Single());
        Assert.DoesNotContain("unsafe-inline", SecurityHeaders.ContentPolicy);
    }

    [Fact]
    public async Task News_reaches_an_open_stream_within_a_second()
    {
        var browser = await _host.SignedInAsync();
        using var stream = new StreamReader(await browser.GetStreamAsync("/live/plenary"));
        Assert.Equal("event: news", await stream.ReadLineAsync());
        var before = await stream.ReadLineAsync();

        var watch = Stopwatch.StartNew();
        _host.Room.MoveTo(new DateOnly(2019, 8, 7));
        string? line;
        do
        {
            line = await stream.ReadLineAsync();
        }
        while (line?.StartsWith("data: ", StringComparison.Ordinal) != true);

        Assert.NotEqual(before, line);
        Assert.Contains("@2019-08-07", line, StringComparison.Ordinal);
        Assert.True(watch.ElapsedMilliseconds < 1000, $"took {watch.ElapsedMilliseconds} ms");
    }

    [Fact]
    public async Task An_open_stream_does_not_hold_up_the_stop()
    {
        await using var host = await PagesHost.StartAsync();
        using var stream = await (await host.SignedInAsync()).GetStreamAsync("/live/plenary");

        var watch = Stopwatch.StartNew();
        await host.DisposeAsync();

        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(3), $"took {watch.Elapsed}");
    }
}
