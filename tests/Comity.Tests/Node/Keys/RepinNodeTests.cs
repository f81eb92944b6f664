using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Comity.Cli;
using Comity.Node.Runtime;
using Comity.Record;
using Comity.Record.Forum;
using Comity.Record.Forum.Repins;
using Comity.Record.Signing;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Node.Keys;

/// <summary>Arda's root is lost: the others re-pin it over the API, and its node goes on under the new root in every channel.</summary>
[Trait("Category", "Slow")]
public sealed class RepinNodeTests
{
    [Fact]
    public async Task A_lost_root_is_repinned_after_the_wait_and_the_public_channel_alone_shows_it()
    {
        var late = new Shifting();
        await using var three = await FoundedAsync();
        await Holds(three[Bera], await three.ActAsync(Arda, "Published by Arda", ChannelId.Public), ChannelId.Public);
        using var root = SigningKey.Generate();
        var proposal = await SayAsync(three, Bera, "", new { member = "arda", root = root.Public.Thumbprint, waitingDays = 30 });
        await Holds(three[Cirra], proposal);
        Assert.Equal(["keys.repin.not-accepted"], await FaultsAsync(three, Bera, $"/{proposal}/closing"));
        var accepted = await SayAsync(three, Cirra, $"/{proposal}/acceptance", new { });
        await Holds(three[Bera], accepted);
        await Holds(three[Arda], accepted);
        Assert.Equal(["keys.repin.waiting"], await FaultsAsync(three, Bera, $"/{proposal}/closing"));
        Assert.Equal(["keys.repin.not-another-party"], await FaultsAsync(three, Arda, $"/{proposal}/closing"));

        // Thirty days later.
        foreach (var member in new[] { Bera, Cirra })
        {
            await three.StopAsync(member);
            await three.StartAsync(member, options => options with { Clock = late });
        }

        await SayAsync(three, Bera, $"/{proposal}/closing", new { });
        var closed = await SayAsync(three, Cirra, $"/{proposal}/closing", new { });
        await Holds(three[Arda], closed);
        await Until(three[Arda], r => RepinChains.Judge(r).Proposals is [{ Standing: RepinRuleNames.Effective }]);

        using var api = three.Api(Arda);
        Assert.Equal(HttpStatusCode.OK, (await api.PostAsync(new Uri("/api/v1/keys/node-keys", UriKind.Relative), null)).StatusCode);
        Assert.True(RosterRequest.TryRead(await api.GetStringAsync(new Uri("/api/v1/keys/request", UriKind.Relative)), out var request, out _));
        var (plan, _) = RosterPlan.Of(request, [RosterPlan.RetireAll]);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await api.PostAsJsonAsync("/api/v1/keys/rosters", new { roster = plan!.Sign(three.RootOf(Arda)) })).StatusCode);
        var handed = await api.PostAsJsonAsync("/api/v1/keys/rosters", new { roster = plan.Sign(root) });
        Assert.True(handed.IsSuccessStatusCode, await handed.Content.ReadAsStringAsync());

        var next = await three.ActAsync(Arda, "Under the new root", ChannelId.Public);
        await Holds(three[Cirra], next, ChannelId.Public);
        var file = Path.Combine(three.FolderOf(Cirra), "public.txt");
        Assert.Equal(ExitCodes.Fine, await Program.Main(["export", three.FolderOf(Cirra), "--channel", "public", "--out", file]));
        Assert.Equal(ExitCodes.Fine, await Program.Main(["verify", file, "--every-signature", "--forum", three.Charter.Id.ToString()]));
        Assert.Contains(three[Cirra].Room.Verify(next).Steps, s => s is { Code: "roster", Good: true });
    }

    [Fact]
    public async Task A_live_key_vetoes_and_nobody_closes_over_it()
    {
        await using var three = await FoundedAsync();
        using var root = SigningKey.Generate();
        var proposal = await SayAsync(three, Bera, "", new { member = "arda", root = root.Public.Thumbprint });
        await Holds(three[Arda], proposal);
        await Holds(three[Cirra], proposal);
        await Holds(three[Bera], await SayAsync(three, Cirra, $"/{proposal}/acceptance", new { }));
        var veto = await SayAsync(three, Arda, $"/{proposal}/veto", new { });
        await Holds(three[Bera], veto);
        await three.StopAsync(Bera);
        await three.StartAsync(Bera, options => options with { Clock = new Shifting() });
        Assert.Equal(["keys.repin.vetoed"], await FaultsAsync(three, Bera, $"/{proposal}/closing"));
        Assert.Equal(["keys.repin.veto-not-own"], await FaultsAsync(three, Cirra, $"/{proposal}/veto"));
        Assert.Equal(["keys.repin.member", "keys.repin.root", "keys.repin.waiting-days"], await FaultsAsync(three, Bera, "", new { member = "bera", root = "x", waitingDays = 5 }));
    }

    private static async Task<StatementId> SayAsync(ThreeNodes three, MemberId member, string path, object body)
    {
        using var api = three.Api(member);
        var answer = await api.PostAsJsonAsync("/api/v1/keys/repins" + path, body);
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.IsSuccessStatusCode, text);
        return StatementId.TryParse((string)JsonNode.Parse(text)!["id"]!, out var id) ? id : throw new InvalidOperationException(text);
    }

    private static async Task<IEnumerable<string>> FaultsAsync(ThreeNodes three, MemberId member, string path, object? body = null)
    {
        using var api = three.Api(member);
        var answer = await api.PostAsJsonAsync("/api/v1/keys/repins" + path, body ?? new { });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["faults"]!.AsArray().Select(f => (string)f!["code"]!);
    }

    private sealed class Shifting : IRoomClock
    {
        public DateTimeOffset Now => FixedClock.Start.AddDays(31);

        public DateOnly Day => DateOnly.FromDateTime(Now.DateTime);
    }
}
