using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;
using Comity.Domain.Disputes;
using Comity.Node.Notices;
using Comity.Node.Rooms;
using Comity.Record;
using Comity.Tests.Node.Setup;
using static Comity.Tests.Node.Notices.NoticesTests;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Node.Notices;

/// <summary>Mail on its way: to whom, over what, by whom, and when.</summary>
[Trait("Category", "Slow")]
public sealed class MailTests
{
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(1);

    [Fact]
    public async Task Nothing_but_a_link_is_sent_to_an_address_before_its_owner_has_followed_it()
    {
        await using var mail = new MailServer();
        await using var three = await FoundedAsync();
        var clock = new SetClock(new(2030, 1, 2, 9, 0, 0, TimeSpan.Zero));
        await StartAsync(three, clock, new("127.0.0.1", mail.Port, MailSecurity.None, "comity@arda.example"));
        using var api = three.Api(Arda);
        await TurnAsync(three, "A first act of ours");

        Assert.False((bool)(await SetAsync(api, "stranger@elsewhere.example"))["confirmed"]!);
        await SoonAsync(() => !mail.Messages.IsEmpty);
        await Task.Delay(Moment);
        Assert.True(mail.Messages.TryDequeue(out var link));
        Assert.Empty(mail.Messages);
        Assert.Contains("stranger@elsewhere.example", link, StringComparison.Ordinal);
        Assert.DoesNotContain("/disputes/", Readable(link), StringComparison.Ordinal);

        // Another address: the first link is worth nothing for it, nor is an invented one, and no second is sent at once.
        await SetAsync(api, "desk@arda.example");
        await Task.Delay(Moment);
        Assert.Empty(mail.Messages);
        foreach (var code in new[] { CodeIn(link), new string('A', 43), "", null })
        {
            using var refused = await api.PostAsJsonAsync("/api/v1/me/notices/confirmation", new { code });
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        }

        // A link that nobody followed in time is worth nothing either; another is sent.
        clock.Go(MailConfirmation.Pause);
        await SoonAsync(() => !mail.Messages.IsEmpty);
        Assert.True(mail.Messages.TryDequeue(out var late));
        clock.Go(MailConfirmation.Life);
        using (var refused = await api.PostAsJsonAsync("/api/v1/me/notices/confirmation", new { code = CodeIn(late) }))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
        }

        var followed = await ConfirmAsync(api, mail);
        await SoonAsync(() => !mail.Messages.IsEmpty);
        Assert.True(mail.Messages.TryDequeue(out var notice));
        Assert.Contains("desk@arda.example", notice, StringComparison.Ordinal);
        Assert.Contains("/disputes/acts/", Readable(notice), StringComparison.Ordinal);
        using var again = await api.PostAsJsonAsync("/api/v1/me/notices/confirmation", new { code = followed });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, again.StatusCode);
    }

    [Fact]
    public async Task Opening_the_link_confirms_nothing_and_the_button_does()
    {
        await using var mail = new MailServer();
        await using var three = await FoundedAsync();
        await StartAsync(three, new SetClock(FixedClock.Start), new("127.0.0.1", mail.Port, MailSecurity.None, "comity@arda.example"));
        using var api = three.Api(Arda);
        await SetAsync(api, "desk@arda.example");
        await SoonAsync(() => !mail.Messages.IsEmpty);
        Assert.True(mail.Messages.TryDequeue(out var letter));
        var path = $"/notices/confirm?code={CodeIn(letter)}";
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = api.BaseAddress };
        (await Accounts.House.PostAsync(browser, "/sign-in", "/sign-in/as", ("officer", "desk"))).Dispose();

        Assert.Contains("desk@arda.example", await browser.GetStringAsync(path), StringComparison.Ordinal);
        Assert.False((bool)(await api.GetFromJsonAsync<JsonObject>("/api/v1/me/notices"))!["confirmed"]!);
        using (var wrong = await Accounts.House.PostAsync(browser, path, "/notices/confirm", ("_handler", "confirm"), ("code", "wrong")))
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, wrong.StatusCode);
        }

        using var right = await Accounts.House.PostAsync(browser, path, "/notices/confirm", ("_handler", "confirm"), ("code", CodeIn(letter)));
        Assert.Equal(HttpStatusCode.SeeOther, right.StatusCode);
        Assert.True((bool)(await api.GetFromJsonAsync<JsonObject>("/api/v1/me/notices"))!["confirmed"]!);
    }

    [Theory]
    [InlineData("right", true, true)]
    [InlineData("wrong", true, false)]
    [InlineData("right", false, false)]
    public async Task Over_STARTTLS_the_node_signs_in_and_hands_nothing_to_a_server_it_does_not_trust_or_that_does_not_know_it(string password, bool trusted, bool arrives)
    {
        using var authority = TestCertificates.Authority();
        using var certificate = TestCertificates.Signed(authority, "localhost");
        await using var mail = new MailServer { Certificate = certificate, Wants = ("comity", "right") };
        await using var three = await FoundedAsync();
        await StartAsync(three, new SetClock(FixedClock.Start), new("localhost", mail.Port, MailSecurity.StartTls, "comity@arda.example", "comity", password, trusted ? [authority] : []));
        using var api = three.Api(Arda);
        await SetAsync(api, "desk@arda.example");
        if (arrives)
        {
            await ConfirmAsync(api, mail);
        }
        else
        {
            await Task.Delay(3 * Moment);
        }

        Assert.Empty(mail.Messages);
        Assert.Equal(0, mail.Unprotected);
    }

    [Fact]
    public async Task Where_the_server_offers_no_STARTTLS_nothing_is_handed_over()
    {
        await using var mail = new MailServer();
        await using var three = await FoundedAsync();
        await StartAsync(three, new SetClock(FixedClock.Start), new("127.0.0.1", mail.Port, MailSecurity.StartTls, "comity@arda.example"));
        using var api = three.Api(Arda);
        await SetAsync(api, "desk@arda.example");
        await Task.Delay(2 * Moment);
        Assert.Empty(mail.Messages);
    }

    [Fact]
    public async Task The_digest_comes_once_a_day_from_its_hour_in_the_officers_zone_on()
    {
        await using var mail = new MailServer();
        await using var three = await FoundedAsync();

        // 07:30 in Tokyo.
        var clock = new SetClock(new(2030, 1, 1, 22, 30, 0, TimeSpan.Zero));
        await StartAsync(three, clock, new("127.0.0.1", mail.Port, MailSecurity.None, "comity@arda.example"));
        using var api = three.Api(Arda);
        await SetAsync(api, "desk@arda.example", "digest", 8, "Asia/Tokyo");
        await ConfirmAsync(api, mail);
        await TurnAsync(three, "Before the hour");
        await TurnAsync(three, "Before the hour, too");
        await Task.Delay(Moment);
        Assert.Empty(mail.Messages);

        clock.Go(TimeSpan.FromMinutes(31));
        await SoonAsync(() => !mail.Messages.IsEmpty);
        Assert.True(mail.Messages.TryDequeue(out var digest));
        Assert.Equal(2, ActsIn(digest));

        // Not again that day, whatever is said; the next day from the same hour on.
        await TurnAsync(three, "After the hour");
        clock.Go(TimeSpan.FromHours(10));
        await Task.Delay(Moment);
        Assert.Empty(mail.Messages);
        clock.Go(TimeSpan.FromHours(13));
        await Task.Delay(Moment);
        Assert.Empty(mail.Messages);
        clock.Go(TimeSpan.FromHours(1));
        await SoonAsync(() => !mail.Messages.IsEmpty);
        Assert.True(mail.Messages.TryDequeue(out var next));
        Assert.Equal(1, ActsIn(next));
    }

    private static int ActsIn(string letter) => Readable(letter).Split("/disputes/acts/").Skip(1).Select(rest => rest[..Hash256.TextLength]).Distinct(StringComparer.Ordinal).Count();

    // What Bera says that it and Arda did waits for Arda.
    private static async Task TurnAsync(ThreeNodes three, string title)
    {
        var act = Act(Bera, title) with { Actors = [new Actor(Bera, null, null), new Actor(Arda, null, null)] };
        await Holds(three[Arda], Assert.IsType<SayResult.Said>(await three[Bera].Room.SayAsync(ChannelId.Plenary, act, "economy", null, [], Desk, default)).Id);
    }

    private static async Task<JsonObject> SetAsync(HttpClient api, string address, string when = "at-once", int hour = 8, string zone = "Etc/UTC")
    {
        using var set = await api.PostAsJsonAsync("/api/v1/me/notices", new { mail = address, when, hour, zone });
        Assert.Equal(HttpStatusCode.OK, set.StatusCode);
        return (await set.Content.ReadFromJsonAsync<JsonObject>())!;
    }

    private static async Task StartAsync(ThreeNodes three, TimeProvider clock, MailOptions mail)
    {
        await three.StopAsync(Arda);
        await three.StartAsync(Arda, o => o with
        {
            OfficersArePicked = true,
            Notices = new NoticeOptions { Mail = mail, Address = new Uri("https://arda.example"), Clock = clock, FirstRetry = TimeSpan.FromMilliseconds(100), Look = TimeSpan.FromMilliseconds(200) },
        });
    }

    private sealed class SetClock(DateTimeOffset now) : TimeProvider
    {
        private long _ticks = now.UtcTicks;

        public override DateTimeOffset GetUtcNow() => new(Interlocked.Read(ref _ticks), TimeSpan.Zero);

        public void Go(TimeSpan by) => Interlocked.Add(ref _ticks, by.Ticks);
    }
}
