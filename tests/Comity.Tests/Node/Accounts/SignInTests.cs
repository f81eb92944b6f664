using System.Net;
using System.Text.RegularExpressions;
using Comity.Domain.Mandates;
using Comity.Node.Accounts;
using Comity.Record;

namespace Comity.Tests.Node.Accounts;

public sealed class SignInTests
{
    [Fact]
    public async Task A_link_works_once_and_leads_to_a_second_way_before_anything_else()
    {
        await using var house = await House.OpenAsync();
        var (_, code) = await AccountStore.AddAsync(house.Three.FolderOf(ThreeNodes.Arda), "late", "Late Comer", administers: false);
        var browser = house.Browser();
        // Opening it, as a mail program does, uses nothing up.
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"/enrol?code={code}")).StatusCode);

        await House.PostAsync(browser, $"/enrol?code={code}", "/enrol", ("_handler", "enrol"), ("code", code));
        foreach (var path in new[] { "/", "/c/plenary/room", "/accounts", "/mandates" })
        {
            Assert.Equal("/account/set-up", (await browser.GetAsync(path)).Headers.Location?.OriginalString);
        }

        var again = await House.PostAsync(house.Browser(), $"/enrol?code={code}", "/enrol", ("_handler", "enrol"), ("code", code));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
    }

    [Fact]
    public async Task A_password_alone_lets_nobody_in_and_no_refusal_tells_why()
    {
        await using var house = await House.OpenAsync();
        var person = await house.PersonAsync("desk");
        var refusals = new List<string>();
        foreach (var (name, password, code) in new[] { ("desk", House.Password, "000000"), ("desk", "another password", House.Totp(person.Key, 1)), ("nobody", House.Password, "123456"), ("desk", House.Password, "") })
        {
            var answer = await house.SignInAsync(house.Browser(), name, password, code.Length == 0 ? " " : code);
            refusals.Add($"{answer.StatusCode} {answer.Headers.Location}");
        }

        Assert.Single(refusals.Distinct());
        Assert.StartsWith("Found /sign-in?refused=yes", refusals[0], StringComparison.Ordinal);
        Assert.Equal("/account", (await house.SignInAsync(house.Browser(), "desk", House.Password, House.Totp(person.Key, 1))).Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task A_code_that_let_somebody_in_lets_nobody_in_again()
    {
        await using var house = await House.OpenAsync();
        var person = await house.PersonAsync("desk");
        var code = House.Totp(person.Key, 1);

        Assert.Equal("/account", (await house.SignInAsync(house.Browser(), "desk", House.Password, code)).Headers.Location?.OriginalString);
        Assert.StartsWith("/sign-in?refused", (await house.SignInAsync(house.Browser(), "desk", House.Password, code)).Headers.Location?.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recovery_code_is_shown_once_and_works_once()
    {
        await using var house = await House.OpenAsync();
        var person = await house.PersonAsync("desk");
        var made = await (await House.PostAsync(person.Browser, "/account/recovery-codes", "/account/recovery-codes", ("_handler", "recovery"))).Content.ReadAsStringAsync();
        var codes = Regex.Matches(made, "<li><code>([^<]+)</code>").Select(m => m.Groups[1].Value).ToList();

        Assert.Equal(10, codes.Distinct().Count());
        Assert.DoesNotContain(codes[0], await person.Browser.GetStringAsync("/account/recovery-codes"), StringComparison.Ordinal);
        Assert.Equal("/account", (await house.SignInAsync(house.Browser(), "desk", House.Password, codes[0])).Headers.Location?.OriginalString);
        Assert.StartsWith("/sign-in?refused", (await house.SignInAsync(house.Browser(), "desk", House.Password, codes[0])).Headers.Location?.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_several_failures_the_right_password_waits_too()
    {
        await using var house = await House.OpenAsync(new AccountsOptions { MostFailures = 3 });
        var person = await house.PersonAsync("desk");
        for (var i = 0; i < 3; i++)
        {
            await house.SignInAsync(house.Browser(), "desk", "wrong password", "000000");
        }

        Assert.StartsWith("/sign-in?refused", (await house.SignInAsync(house.Browser(), "desk", House.Password, House.Totp(person.Key, 1))).Headers.Location?.OriginalString, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await person.Browser.GetAsync("/account")).StatusCode);
    }

    [Fact]
    public async Task An_address_that_fails_too_often_is_told_how_long_to_wait()
    {
        await using var house = await House.OpenAsync(new AccountsOptions { MostFailuresByAddress = 4 });
        for (var i = 0; i < 4; i++)
        {
            await house.SignInAsync(house.Browser(), "nobody" + i, "wrong password", "000000");
        }

        var answer = await house.SignInAsync(house.Browser(), "admin", "wrong password", "000000");
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 300);
    }

    [Fact]
    public async Task Signing_in_gives_a_session_of_its_own_and_ends_the_one_the_browser_brought()
    {
        await using var house = await House.OpenAsync();
        var person = await house.PersonAsync("desk");
        var planted = new CookieContainer();
        var victim = house.Browser(planted);
        Assert.Equal("/account", (await house.SignInAsync(victim, "desk", House.Password, House.Totp(person.Key, 1))).Headers.Location?.OriginalString);
        var before = planted.GetCookies(house.Address)["comity-arda"]!.Value;

        var other = await house.PersonAsync("other");
        Assert.Equal("/account", (await house.SignInAsync(victim, "other", House.Password, House.Totp(other.Key, 1))).Headers.Location?.OriginalString);

        Assert.NotEqual(before, planted.GetCookies(house.Address)["comity-arda"]!.Value);
        var thief = new CookieContainer();
        thief.Add(house.Address, new Cookie("comity-arda", before));
        Assert.Equal(HttpStatusCode.Found, (await house.Browser(thief).GetAsync("/account")).StatusCode);
    }

    [Fact]
    public async Task A_session_ended_elsewhere_is_refused_at_its_next_request_though_its_cookie_is_whole()
    {
        await using var house = await House.OpenAsync();
        var person = await house.PersonAsync("desk");
        var stolen = new CookieContainer();
        var thief = house.Browser(stolen);
        await house.SignInAsync(thief, "desk", House.Password, House.Totp(person.Key, 1));
        Assert.Equal(HttpStatusCode.OK, (await thief.GetAsync("/account")).StatusCode);

        await House.PostAsync(person.Browser, "/account", "/account/sessions/end-all");

        Assert.Equal(HttpStatusCode.Found, (await thief.GetAsync("/account")).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await person.Browser.GetAsync("/account")).StatusCode);
    }

    [Fact]
    public async Task A_new_link_ends_every_way_in_and_leaves_the_mandate_behind()
    {
        await using var house = await House.OpenAsync();
        var person = await house.PersonAsync("desk");
        await house.MandateAsync(person.Officer, MandateRole.Officer);
        var token = await house.TokenAsync(person, ["read"]);
        Assert.Equal(HttpStatusCode.OK, (await person.Browser.GetAsync("/c/plenary/room")).StatusCode);

        // What a curious administrator would do.
        var admin = await house.AdminAsync();
        var page = await admin.Browser.GetStringAsync("/accounts");
        var account = Regex.Match(page, "Person desk.*?name=\"id\" value=\"([^\"]+)\"", RegexOptions.Singleline).Groups[1].Value;
        var made = await (await House.PostAsync(admin.Browser, "/accounts", "/accounts", ("_handler", $"change-{account}"), ("id", account), ("act", "link"))).Content.ReadAsStringAsync();
        var code = Regex.Match(made, "code=([A-Za-z0-9_-]{43})").Groups[1].Value;
        var curious = await house.EnrolAsync("desk", code);

        Assert.Equal(HttpStatusCode.Forbidden, (await curious.Browser.GetAsync("/c/plenary/room")).StatusCode);
        Assert.Equal(HttpStatusCode.Found, (await person.Browser.GetAsync("/c/plenary/room")).StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await house.Api(token).GetAsync("/api/v1/channels")).StatusCode);
    }

    [Fact]
    public async Task A_closed_account_is_out_at_once_and_the_last_administrator_stays()
    {
        await using var house = await House.OpenAsync();
        var admin = await house.AdminAsync();
        var person = await house.PersonAsync("desk");
        var page = await admin.Browser.GetStringAsync("/accounts");
        string IdOf(string name) => Regex.Match(page, name + ".*?name=\"id\" value=\"([^\"]+)\"", RegexOptions.Singleline).Groups[1].Value;

        await House.PostAsync(admin.Browser, "/accounts", "/accounts", ("_handler", $"change-{IdOf("Person desk")}"), ("id", IdOf("Person desk")), ("act", "close"));
        var last = await House.PostAsync(admin.Browser, "/accounts", "/accounts", ("_handler", $"change-{IdOf("First Administrator")}"), ("id", IdOf("First Administrator")), ("act", "close"));

        Assert.Equal(HttpStatusCode.Found, (await person.Browser.GetAsync("/account")).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, last.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await admin.Browser.GetAsync("/accounts")).StatusCode);
    }

    [Fact]
    public async Task A_mandate_withdrawn_closes_the_channel_at_the_next_request()
    {
        await using var house = await House.OpenAsync();
        var person = await house.PersonAsync("desk");
        Assert.Equal("/account", (await person.Browser.GetAsync("/")).Headers.Location?.OriginalString);
        Assert.Contains("You hold no mandate.", await person.Browser.GetStringAsync("/account"), StringComparison.Ordinal);
        var mandate = await house.MandateAsync(person.Officer, MandateRole.Officer, [ChannelId.Plenary]);
        Assert.Equal(HttpStatusCode.OK, (await person.Browser.GetAsync("/c/plenary/room")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await person.Browser.GetAsync("/c/arda+bera/room")).StatusCode);

        await house.Room.MandateAsync(new MandateWithdrawn(mandate, "head", house.Room.Day), default);

        Assert.Equal(HttpStatusCode.Forbidden, (await person.Browser.GetAsync("/c/plenary/room")).StatusCode);
    }

    [Fact]
    public async Task A_token_does_what_it_was_made_for_and_no_more_and_ends_when_revoked()
    {
        await using var house = await House.OpenAsync();
        var person = await house.PersonAsync("desk");
        await house.MandateAsync(person.Officer, MandateRole.Officer);
        var read = house.Api(await house.TokenAsync(person, ["read"], ["plenary"]));

        Assert.Equal(HttpStatusCode.OK, (await read.GetAsync("/api/v1/channels/plenary/statements")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await read.GetAsync("/api/v1/channels/arda/statements")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await read.PostAsync("/api/v1/channels/plenary/statements", new StringContent("{}", new System.Net.Http.Headers.MediaTypeHeaderValue("application/json")))).StatusCode);
        var me = await read.GetStringAsync("/api/v1/me");
        Assert.Contains("\"for a test\"", me, StringComparison.Ordinal);
        Assert.DoesNotContain("comity_", me, StringComparison.Ordinal);

        var id = Regex.Match(me, "\"tokens\":\\[\\{\"id\":\"([0-9a-f]+)\"").Groups[1].Value;
        await House.PostAsync(person.Browser, "/account", "/account/tokens/revoke", ("id", id));
        Assert.Equal(HttpStatusCode.Unauthorized, (await read.GetAsync("/api/v1/me")).StatusCode);
    }

    [Fact]
    public async Task Neither_the_accounts_database_nor_a_journal_holds_a_secret_or_a_name()
    {
        await using var house = await House.OpenAsync();
        var person = await house.PersonAsync("desk");
        await house.MandateAsync(person.Officer, MandateRole.Officer);
        var token = await house.TokenAsync(person, ["read"]);
        await house.Three.StopAsync(ThreeNodes.Arda);

        var folder = house.Three.FolderOf(ThreeNodes.Arda);
        var accounts = string.Concat(Directory.GetFiles(folder, "accounts.db*").Select(f => System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(f))));
        Assert.DoesNotContain(token, accounts, StringComparison.Ordinal);
        Assert.DoesNotContain(House.Password, accounts, StringComparison.Ordinal);
        Assert.Contains("Person desk", accounts, StringComparison.Ordinal);
        var journals = string.Concat(Directory.GetFiles(folder, "record.db*").Select(f => System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(f))));
        var bodies = Regex.Matches(journals, "\\.([A-Za-z0-9_-]{80,})\\.").Select(m => System.Text.Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(m.Groups[1].Value)));
        Assert.Contains(bodies, b => b.Contains(person.Officer, StringComparison.Ordinal));
        Assert.DoesNotContain(bodies, b => b.Contains("Person desk", StringComparison.Ordinal));
    }
}
