using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Comity.Domain.Disputes;
using Comity.Node.Notices;
using Comity.Node.Rooms;
using Comity.Record;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Node.Notices;

/// <summary>Being told: computed from the record, sent once, and never a word that was said.</summary>
[Trait("Category", "Slow")]
public sealed class NoticesTests
{
    private const string Secret = "Whisperingsound";
    private static readonly DateOnly Soon = new(2030, 1, 5);

    [Fact]
    public async Task Mail_and_webhook_tell_the_kind_and_a_link_once_and_never_a_word_that_was_said()
    {
        await using var mail = new MailServer();
        await using var hook = new HookReceiver { Fails = 1 };
        await using var three = await FoundedAsync();
        await RestartAsync(three, mail);
        using var api = three.Api(Arda);
        using var set = await api.PostAsJsonAsync("/api/v1/me/notices", new { mail = "desk@arda.example", when = "at-once", hour = 8, zone = "Asia/Tokyo", webhook = hook.Address, language = "ja" });
        var key = (string)(await set.Content.ReadFromJsonAsync<JsonObject>())!["webhookKey"]!;

        await ConfirmAsync(api, mail);
        mail.Refuses = true;

        // Bera records what it and Arda did: it is Arda's turn, and a day of it comes near. The mail server is dead all the while.
        var joint = Act(Bera, Secret) with { Detail = Secret, Actors = [new Actor(Bera, null, null), new Actor(Arda, null, null)], Deadline = Soon };
        var said = await SayAsync(three, Bera, joint, "history");
        await Holds(three[Arda], said);
        await SoonAsync(() => mail.Refused > 0 && hook.Received.Count > 1);
        await three.ActAsync(Arda, "The room goes on");

        // The node stops with the mail unsent; what waits survives.
        await three.StopAsync(Arda);
        mail.Refuses = false;
        await StartAsync(three, mail);
        await SoonAsync(() => !mail.Messages.IsEmpty);

        Assert.True(mail.Messages.TryPeek(out var letter));
        Assert.Contains("desk@arda.example", letter, StringComparison.Ordinal);
        Assert.Contains("Auto-Submitted: auto-generated", letter, StringComparison.Ordinal);
        var text = Readable(letter);
        Assert.Contains("我が方の番", text, StringComparison.Ordinal);
        Assert.Contains($"https://arda.example/c/plenary/disputes/acts/{said}", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, text + letter, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("history", text, StringComparison.Ordinal);

        // Failed once, sent again under the same id, signed by the officer's key.
        Assert.True(hook.Received.Count >= 2);
        Assert.Single(hook.Received.Select(r => r.Delivery).Distinct());
        var (_, signature, body) = hook.Received.First();
        Assert.DoesNotContain(Secret, body, StringComparison.OrdinalIgnoreCase);
        var seconds = signature[2..signature.IndexOf(',', StringComparison.Ordinal)];
        Assert.Equal($"t={seconds},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes($"{seconds}.{body}")))}", signature);

        // Nothing is told twice, whatever else happens.
        await SayAsync(three, Bera, Act(Bera, "Something else"), "economy");
        await Task.Delay(TimeSpan.FromSeconds(1));
        Assert.Single(mail.Messages);
    }

    [Fact]
    public async Task After_a_year_away_there_is_one_message_and_the_bell_counts_what_is_not_seen()
    {
        await using var mail = new MailServer();
        await using var three = await FoundedAsync();
        foreach (var number in Enumerable.Range(1, 30))
        {
            await SayAsync(three, Bera, Act(Bera, $"{Secret} {number}") with { Actors = [new Actor(Bera, null, null), new Actor(Arda, null, null)] }, "economy");
        }

        var last = await SayAsync(three, Bera, Act(Bera, "The last") with { Actors = [new Actor(Arda, null, null)], Reported = true, Basis = Basis.PublicSource, Sources = [new Source("A report", Confidence.Confirmed)] }, "economy");
        await Holds(three[Arda], last);
        await RestartAsync(three, mail);
        using var api = three.Api(Arda);
        using (await api.PostAsJsonAsync("/api/v1/me/notices", new { mail = "desk@arda.example", when = "at-once", tracks = new[] { "economy" } }))
        {
            await ConfirmAsync(api, mail);
            await SoonAsync(() => !mail.Messages.IsEmpty);
        }

        await Task.Delay(TimeSpan.FromSeconds(1));
        Assert.True(mail.Messages.TryDequeue(out var letter));
        Assert.Empty(mail.Messages);
        Assert.DoesNotContain(Secret, Readable(letter), StringComparison.OrdinalIgnoreCase);

        var notices = (await api.GetFromJsonAsync<JsonObject>("/api/v1/notices"))!;
        Assert.True((int)notices["new"]! >= 31);
        Assert.Contains(notices["notices"]!.AsArray(), n => (string?)n!["kind"] == "disputes.recorded-about");
        using var seen = await api.PostAsync("/api/v1/notices/seen", null);
        Assert.Equal(0, (int)(await seen.Content.ReadFromJsonAsync<JsonObject>())!["new"]!);

        // What is settled is gone.
        Assert.IsType<SayResult.Said>(await three[Arda].Room.SayAsync(ChannelId.Plenary, new ActAffirmed(last, Basis.OwnAct, []), "economy", last, [last], Desk, default));
        Assert.DoesNotContain((await api.GetFromJsonAsync<JsonObject>("/api/v1/notices"))!["notices"]!.AsArray(), n => ((string)n!["page"]!).EndsWith(last.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Every_fault_of_the_settings_is_told_at_once_and_a_private_address_is_not_asked()
    {
        await using var hook = new HookReceiver();
        await using var three = await FoundedAsync();
        await three.StopAsync(Arda);
        await three.StartAsync(Arda, o => o with { Notices = new NoticeOptions { Address = new Uri("https://arda.example"), FirstRetry = TimeSpan.FromMilliseconds(100), Look = TimeSpan.FromMilliseconds(200) } });
        using var api = three.Api(Arda);
        using var bad = await api.PostAsJsonAsync("/api/v1/me/notices", new { mail = "nobody", when = "at-once", hour = 30, zone = "Nowhere", webhook = hook.Address, tracks = new[] { "sport" }, language = "fr" });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, bad.StatusCode);
        Assert.Equal(["hour", "language", "mail", "tracks", "webhook", "zone"], (await bad.Content.ReadFromJsonAsync<JsonObject>())!["faults"]!.AsArray().Select(f => (string)f!["field"]!).Order());

        using var good = await api.PostAsJsonAsync("/api/v1/me/notices", new { when = "off", webhook = $"https://localhost:{hook.Address.Port}/hook/" });
        Assert.Equal(HttpStatusCode.OK, good.StatusCode);
        await Holds(three[Arda], await SayAsync(three, Bera, Act(Bera, "Joint") with { Actors = [new Actor(Arda, null, null), new Actor(Bera, null, null)] }, "economy"));
        await Task.Delay(TimeSpan.FromSeconds(1));
        Assert.Empty(hook.Received);
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2606:4700:4700::1111", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("192.168.0.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("fd00::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("64:ff9b::7f00:1", false)]
    public void Webhooks_go_to_public_addresses_alone(string address, bool open) => Assert.Equal(open, WebhookTarget.IsOpen(IPAddress.Parse(address)));

    /// <summary>Follows the link in the first message, and takes the message away.</summary>
    internal static async Task<string> ConfirmAsync(HttpClient api, MailServer mail)
    {
        await SoonAsync(() => !mail.Messages.IsEmpty);
        Assert.True(mail.Messages.TryDequeue(out var letter));
        var code = CodeIn(letter);
        using var confirmed = await api.PostAsJsonAsync("/api/v1/me/notices/confirmation", new { code });
        Assert.True((bool)(await confirmed.Content.ReadFromJsonAsync<JsonObject>())!["confirmed"]!);
        return code;
    }

    internal static string CodeIn(string letter) => Readable(letter).Split("/notices/confirm?code=")[1][..43];

    private static async Task<StatementId> SayAsync(ThreeNodes three, MemberId author, ActRecorded act, string track) =>
        Assert.IsType<SayResult.Said>(await three[author].Room.SayAsync(ChannelId.Plenary, act, track, null, [], Desk, default)).Id;

    private static async Task RestartAsync(ThreeNodes three, MailServer mail)
    {
        await three.StopAsync(Arda);
        await StartAsync(three, mail);
    }

    private static Task StartAsync(ThreeNodes three, MailServer mail) => three.StartAsync(Arda, o => o with
    {
        Notices = new NoticeOptions
        {
            Mail = new MailOptions("127.0.0.1", mail.Port, MailSecurity.None, "comity@arda.example"), Address = new Uri("https://arda.example"), SensitiveTracks = ["history"],
            PrivateWebhooks = true, FirstRetry = TimeSpan.FromMilliseconds(100), Look = TimeSpan.FromMilliseconds(200),
        },
    });

    /// <summary>The letter with its text as people read it.</summary>
    internal static string Readable(string letter)
    {
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(letter));
        var message = MimeKit.MimeMessage.Load(bytes);
        return $"{message.Subject}\n{message.TextBody}";
    }

    internal static async Task SoonAsync(Func<bool> holds)
    {
        for (var tries = 0; !holds(); tries++)
        {
            Assert.True(tries < 200, "expected it within twenty seconds; it did not come");
            await Task.Delay(100);
        }
    }
}
