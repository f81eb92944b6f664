using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Comity.Cli;
using Comity.Node.Keys;
using Comity.Node.Runtime;
using Comity.Record;
using Comity.Record.Forum;
using Comity.Record.Signing;
using Comity.Record.Statements;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Node.Keys;

/// <summary>Three real nodes whose keys change while they run: docs/spec/keys.md.</summary>
[Trait("Category", "Slow")]
public sealed class RotationTests
{
    private static readonly ChannelId Pair = ChannelId.Of(Arda, Bera);

    [Fact]
    public async Task A_node_changes_its_key_while_it_runs_and_every_journal_is_cut_off()
    {
        await using var three = await FoundedAsync();
        var before = await three.ActAsync(Arda, "Before");
        await three.ActAsync(Arda, "To Bera, before", Pair);
        using var api = three.Api(Arda);

        var roster = await NextAsync(three, api);
        var answer = await HandAsync(api, roster);
        Assert.Equal(["arda", "arda+bera", "plenary"], answer["adopted"]!.AsArray().Select(a => (string)a!["channel"]!).Order(StringComparer.Ordinal));
        Assert.Empty(answer["later"]!.AsArray());

        var after = await three.ActAsync(Arda, "After");
        await Holds(three[Bera], after);
        await Holds(three[Cirra], after);
        await Holds(three[Bera], await three.ActAsync(Arda, "To Bera, after", Pair), Pair);
        Assert.NotEqual(three[Arda].Room.Find(before)!.Statement.KeyId, three[Arda].Room.Find(after)!.Statement.KeyId);

        // What the old key signs now is refused, by its own code.
        var late = Signed(three, three.KeyOf(Arda), 1);
        var refused = Assert.Single((await three[Bera].Record.ImportAsync([late.Compact], default)).Refusals);
        Assert.Equal("record.key-ended", refused.Code);

        // Handed over again it changes nothing; a lower one is refused; a restart goes on with the new key, and asks peers with it.
        Assert.Empty((await HandAsync(api, roster))["adopted"]!.AsArray());
        Assert.Equal(["keys.roster.not-higher", "keys.roster.no-key-here"], await FaultsAsync(api, Roster.Sign(three.RootOf(Arda), Arda, 1, null, [three.KeyOf(Bera).Public])));
        await three.StopAsync(Arda);
        await three.StartAsync(Arda);
        var again = await three.ActAsync(Arda, "After a restart");
        Assert.Equal(three[Arda].Room.Find(after)!.Statement.KeyId, three[Arda].Room.Find(again)!.Statement.KeyId);
        await Holds(three[Cirra], again);
        await Holds(three[Arda], await three.ActAsync(Bera, "Bera is heard"));
        foreach (var member in new[] { Arda, Bera, Cirra })
        {
            await three.StopAsync(member);
            Assert.Equal(ExitCodes.Fine, await Program.Main(["verify", Path.Combine(three.FolderOf(member), "record.db"), "--every-signature"]));
        }
    }

    [Fact]
    public async Task A_lost_key_is_replaced_and_the_node_goes_on_where_its_guard_stands()
    {
        await using var three = await FoundedAsync();
        await Holds(three[Bera], await three.ActAsync(Arda, "Before"));
        var size = three[Arda].Record.Read(r => r.Find(ChannelId.Plenary)![Arda].Size);
        await three.StopAsync(Arda);

        // The key is gone, the data is there: a new key is imported, and the root names it.
        using var fresh = SigningKey.Generate();
        new KeyFolder(three.FolderOf(Arda)).Keep(fresh);
        using var gone = SigningKey.Generate();
        await three.StartAsync(Arda, options => options with { Key = gone });
        using var api = three.Api(Arda);
        Assert.Equal(HttpStatusCode.OK, (await api.GetAsync(new Uri("/api/v1/keys", UriKind.Relative))).StatusCode);
        Assert.Equal("room.no-key", (await Assert.ThrowsAsync<NodeStoppedException>(() => three[Arda].Record.SayAsync(ChannelId.Plenary, Draft(three), default))).Code);
        Assert.True(RosterRequest.TryRead(await api.GetStringAsync(new Uri("/api/v1/keys/request", UriKind.Relative)), out var request, out _));
        Assert.Contains(fresh.Public, request.Offered);
        var (plan, _) = RosterPlan.Of(request, [RosterPlan.RetireAll]);
        await HandAsync(api, plan!.Sign(three.RootOf(Arda)));

        var next = await three.ActAsync(Arda, "With the new key");
        await Holds(three[Bera], next);
        await Holds(three[Arda], await three.ActAsync(Cirra, "Cirra is heard"));
        Assert.Equal(size + 1, three[Arda].Room.Find(next)!.Statement.Index);
        Assert.Equal(SigningHealthIsGood, three[Arda].Room.Signing.Hold.ToString());
    }

    [Fact]
    public async Task A_stolen_key_is_ended_by_a_higher_roster_and_its_branch_goes_on_nowhere()
    {
        await using var three = await FoundedAsync();
        await Holds(three[Bera], await three.ActAsync(Arda, "Before"));
        await Holds(three[Cirra], await three.ActAsync(Bera, "Bera before"));
        await three.StopAsync(Cirra);

        // The thief tells Cirra's node another story at the index at which Arda goes on.
        var stolen = Signed(three, three.KeyOf(Arda), 1);
        var own = await three.ActAsync(Arda, "Arda's own");
        await Holds(three[Bera], own);
        await three.StopAsync(Arda);
        await three.StopAsync(Bera);
        await three.StartAsync(Cirra);
        await three[Cirra].Record.ImportAsync([stolen.Compact], default);
        Assert.NotNull(three[Cirra].Room.Find(stolen.Id));

        await three.StartAsync(Bera);
        await Until(three[Cirra], () => three[Cirra].Record.Evidence(ChannelId.Plenary).Count > 0);
        await three.StartAsync(Arda);
        await Until(three[Arda], () => three[Arda].Record.Evidence(ChannelId.Plenary).Count > 0);
        using var api = three.Api(Arda);
        await HandAsync(api, await NextAsync(three, api));
        var next = await three.ActAsync(Arda, "The stolen key has ended");
        foreach (var member in new[] { Bera, Cirra })
        {
            await Holds(three[member], next);
            Assert.NotNull(three[member].Room.Find(own));
        }

        Assert.Equal("record.key-ended", Assert.Single((await three[Cirra].Record.ImportAsync([Signed(three, three.KeyOf(Arda), 1).Compact], default)).Refusals).Code);
        var heads = new[] { Arda, Bera, Cirra }.Select(m => three[m].Record.Read(r => r.Find(ChannelId.Plenary)![Arda].Tree.RootAt(4))).Distinct();
        Assert.Single(heads);
    }

    [Fact]
    public async Task A_roster_that_may_not_be_adopted_is_answered_with_everything_that_is_wrong_and_changes_nothing()
    {
        await using var three = await FoundedAsync();
        using var api = three.Api(Arda);
        using var stranger = SigningKey.Generate();
        Assert.Equal(["record.jws.parts"], await FaultsAsync(api, "no roster"));
        Assert.Equal(
            ["keys.roster.member", "keys.roster.root", "keys.roster.not-higher", "keys.roster.no-key-here"],
            await FaultsAsync(api, Roster.Sign(stranger, Bera, 1, null, [stranger.Public])));
        Assert.Equal(["keys.roster.previous"], await FaultsAsync(api, Roster.Sign(three.RootOf(Arda), Arda, 2, null, [three.KeyOf(Arda).Public])));
        using var reader = three.Api(Arda, ReaderToken);
        Assert.Equal(HttpStatusCode.Forbidden, (await reader.PostAsJsonAsync("/api/v1/keys/rosters", new { roster = "" })).StatusCode);
        Assert.Equal(1, three[Arda].Record.Roster!.Sequence);
    }

    private const string SigningHealthIsGood = "None";

    private static async Task<string> NextAsync(ThreeNodes three, HttpClient api)
    {
        Assert.Equal(HttpStatusCode.OK, (await api.PostAsync(new Uri("/api/v1/keys/node-keys", UriKind.Relative), null)).StatusCode);
        Assert.True(RosterRequest.TryRead(await api.GetStringAsync(new Uri("/api/v1/keys/request", UriKind.Relative)), out var request, out var fault), fault?.Message);
        var (plan, faults) = RosterPlan.Of(request, [RosterPlan.RetireAll]);
        Assert.Empty(faults);
        return plan!.Sign(three.RootOf(Arda));
    }

    private static async Task<JsonNode> HandAsync(HttpClient api, string roster)
    {
        var answer = await api.PostAsJsonAsync("/api/v1/keys/rosters", new { roster });
        var text = await answer.Content.ReadAsStringAsync();
        Assert.True(answer.StatusCode == HttpStatusCode.OK, text);
        return JsonNode.Parse(text)!;
    }

    private static async Task<IEnumerable<string>> FaultsAsync(HttpClient api, string roster)
    {
        var answer = await api.PostAsJsonAsync("/api/v1/keys/rosters", new { roster });
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["faults"]!.AsArray().Select(f => (string)f!["code"]!);
    }

    private static StatementDraft Draft(ThreeNodes three) =>
        new("test.words-said/1", "economy", null, [], new JsonObject { ["words"] = "another story" }, "Registry", "working", three.Charter.ClaimedAt);

    // As somebody would who has Arda's old key and all that Bera's node holds.
    private static Statement Signed(ThreeNodes three, SigningKey key, int roster) => StatementSigner.Sign(
        Draft(three), three.Charter.Id, ChannelId.Plenary, Arda, three[Bera].Record.Read(r => r.Find(ChannelId.Plenary)!.Seen), roster, key);
}
