using System.Net;
using System.Text;
using Comity.Domain.Mandates;
using Comity.Node;
using Comity.Record;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Node.Accounts;

/// <summary>What a stranger's scanner would try, tried by ourselves.</summary>
public sealed class HardeningTests
{
    [Fact]
    public async Task Every_answer_whatever_its_path_and_status_carries_the_headers_that_protect_a_browser()
    {
        await using var house = await House.OpenAsync();
        var person = await house.PersonAsync("desk");
        await house.MandateAsync(person.Officer, MandateRole.Officer);
        foreach (var path in new[] { "/", "/account", "/c/plenary/room", "/c/arda/room", "/nothing-here", "/healthz", "/api/v1/me", "/api/v1/nothing", "/openapi/v1.json", "/c/plenary/disputes/acts.csv", "/sign-in", "/sync/v1/heads" })
        {
            var answer = await person.Browser.GetAsync(path);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            var policy = answer.Headers.GetValues("Content-Security-Policy").Single();
            Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
            Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
            Assert.False(answer.Headers.Contains("Server"));
        }

        Assert.Equal(SecurityHeaders.ContentPolicy, (await person.Browser.GetAsync("/account")).Headers.GetValues("Content-Security-Policy").Single());
    }

    [Theory]
    [InlineData("/sign-out")]
    [InlineData("/account/passkeys/remove")]
    [InlineData("/account/sessions/end")]
    [InlineData("/account/sessions/end-all")]
    [InlineData("/account/tokens/revoke")]
    [InlineData("/account/provider")]
    [InlineData("/account/set-up")]
    [InlineData("/account/recovery-codes")]
    [InlineData("/account")]
    [InlineData("/sign-in/password")]
    [InlineData("/sign-in/passkey")]
    [InlineData("/sign-in/passkey/options")]
    [InlineData("/account/passkeys")]
    [InlineData("/account/passkeys/options")]
    [InlineData("/enrol")]
    public async Task A_form_from_another_site_changes_nothing(string action)
    {
        await using var house = await House.OpenAsync();
        var person = await house.PersonAsync("desk");

        var form = await person.Browser.PostAsync(action, new FormUrlEncodedContent([new("_handler", "recovery"), new("id", "x"), new("code", "x"), new("name", "x"), new("password", "x")]));
        var json = await person.Browser.PostAsync(action, new StringContent("{\"credential\":\"{}\"}", Encoding.UTF8, "application/json"));

        Assert.Equal(HttpStatusCode.BadRequest, form.StatusCode == HttpStatusCode.UnsupportedMediaType ? HttpStatusCode.BadRequest : form.StatusCode);
        Assert.Contains(json.StatusCode, new[] { HttpStatusCode.BadRequest, HttpStatusCode.UnsupportedMediaType, HttpStatusCode.Unauthorized });
        Assert.Equal(HttpStatusCode.OK, (await person.Browser.GetAsync("/account")).StatusCode);
    }

    [Theory]
    [InlineData("//evil.example/x")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("/\t/evil.example")]
    public async Task Signing_in_leads_back_to_this_node_only(string returnUrl)
    {
        await using var house = await House.OpenAsync();
        var person = await house.PersonAsync("desk");

        var answer = await house.SignInAsync(house.Browser(), "desk", House.Password, House.Totp(person.Key, 1), returnUrl);

        Assert.Equal("/", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Names_written_as_markup_are_shown_as_written()
    {
        const string name = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";
        await using var house = await House.OpenAsync();
        var admin = await house.AdminAsync();
        await House.PostAsync(admin.Browser, "/accounts", "/accounts", ("_handler", "make"), ("name", name), ("signInName", "script"));

        var page = await admin.Browser.GetStringAsync("/accounts");
        Assert.DoesNotContain("<script>alert", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<img src=x", page, StringComparison.Ordinal);
        Assert.Contains("&lt;script&gt;alert(1)", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_alone_says_nothing_through_the_api_and_a_mandate_is_given_by_no_token()
    {
        await using var house = await House.OpenAsync();
        var person = await house.PersonAsync("desk");
        await house.MandateAsync(person.Officer, MandateRole.Head);
        const string forged = """{"kind":"mandates.mandate-given/1","track":"economy","subject":null,"cites":[],"body":{"officer":"friend","terms":{"role":"head","office":"Office","level":"working","from":"2030-01-01"},"by":"head","on":"2030-01-02"}}""";
        using var content = new StringContent(forged, Encoding.UTF8, "application/json");

        Assert.Equal(HttpStatusCode.Forbidden, (await person.Browser.PostAsync("/api/v1/channels/arda/statements", content)).StatusCode);
        var api = house.Api(await house.TokenAsync(person, ["read", "draft", "release"]));
        using var again = new StringContent(forged, Encoding.UTF8, "application/json");
        var answer = await api.PostAsync("/api/v1/channels/arda/statements", again);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Contains("access.no-mandate", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(house.Room.Mandates.Mandates, m => m.Officer == "friend");
    }

    [Fact]
    public async Task An_open_stream_ends_when_the_mandate_does()
    {
        await using var house = await House.OpenAsync();
        var person = await house.PersonAsync("desk");
        var mandate = await house.MandateAsync(person.Officer, MandateRole.Officer);
        using var stream = new StreamReader(await person.Browser.GetStreamAsync("/live/plenary"));
        Assert.Equal("event: news", await stream.ReadLineAsync());

        await house.Room.MandateAsync(new MandateWithdrawn(mandate, "head", house.Room.Day), default);
        await house.Three.ActAsync(Arda, "Said afterwards");

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        var rest = await stream.ReadToEndAsync(patience.Token);
        Assert.DoesNotContain("event: news", rest, StringComparison.Ordinal);
    }
}
