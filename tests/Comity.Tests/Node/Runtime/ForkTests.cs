using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Comity.Cli;

using Comity.Domain;
using Comity.Domain.Disputes;
using Comity.Domain.Forks;
using Comity.Node;
using Comity.Node.Sync;
using Comity.Record;
using Comity.Record.Forks;
using Comity.Record.Forum;
using Comity.Record.Signing;
using Comity.Record.Statements;
using Comity.Record.Tree;
using Comity.Store.Sqlite;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Node.Runtime;

/// <summary>Arda's key signs one story for Bera and another for Cirra: three real nodes, and a second signer with the member's key.</summary>
[Trait("Category", "Slow")]
public sealed class ForkTests
{
    [Fact]
    public async Task Nobody_tells_two_stories_two_holders_that_meet_find_it_without_the_author_and_all_three_show_it()
    {
        await using var three = await FoundedAsync();
        var (_, other) = await TwoStoriesAsync(three);

        // Arda's own node is away: Bera and Cirra are enough.
        await three.StartAsync(Bera);
        await KnowTheFork(three, Bera, Cirra);
        await three.StartAsync(Arda);
        await KnowTheFork(three, Arda);

        var rows = new[] { Arda, Bera, Cirra }.Select(m => Assert.Single(three[m].Room.Forks(ChannelId.Plenary))).ToList();
        Assert.All(rows, r => Assert.Equal((Arda, other.Index, rows[0].Evidence), (r.Member, r.Index, r.Evidence)));
        Assert.All(rows, r => Assert.Contains(r.Sides, s => s.Id == other.Id && s.Statement is not null));
        Assert.True(rows[2].Sides.Single(s => s.Id == other.Id).HeldHere);
        Assert.False(rows[1].Sides.Single(s => s.Id == other.Id).HeldHere);
        Assert.Contains(other.Id, three[Cirra].Room.Contested(ChannelId.Plenary));
    }

    [Fact]
    public async Task A_third_party_verifies_the_evidence_alone_and_a_changed_file_proves_nothing()
    {
        await using var three = await FoundedAsync();
        await TwoStoriesAsync(three);
        await three.StartAsync(Bera);
        await KnowTheFork(three, Bera, Cirra);
        using var api = three.Api(Bera);
        var text = await api.GetStringAsync($"/api/v1/evidence/{three[Bera].Room.Forks(ChannelId.Plenary)[0].Evidence}");

        var file = Path.Combine(three.FolderOf(Bera), "fork.txt");
        await File.WriteAllTextAsync(file, text);
        Assert.Equal(ExitCodes.Fine, await Program.Main(["verify", file]));
        Assert.Equal(ExitCodes.Fine, await Program.Main(["verify", file, "--json"]));
        var middle = text.LastIndexOf('.') + 5;
        await File.WriteAllTextAsync(file, text[..middle] + (text[middle] == 'A' ? 'B' : 'A') + text[(middle + 1)..]);
        Assert.Equal(ExitCodes.Finding, await Program.Main(["verify", file]));

        // A node that keeps evidence is sound: what others saw above the fork may be of the other branch.
        await three.StopAsync(Bera);
        Assert.Equal(ExitCodes.Fine, await Program.Main(["verify", Path.Combine(three.FolderOf(Bera), "record.db")]));
    }

    [Fact]
    public async Task Evidence_told_again_or_after_a_restart_changes_nothing()
    {
        await using var three = await FoundedAsync();
        await TwoStoriesAsync(three);
        await three.StartAsync(Bera);
        await KnowTheFork(three, Bera, Cirra);
        var kept = three[Bera].Record.Evidence(ChannelId.Plenary)[0];
        Assert.Equal(0, await three[Bera].Record.ImportEvidenceAsync([kept.Evidence.Text, kept.Evidence.Text], default));
        await three.StopAsync(Bera);
        await three.StartAsync(Bera);
        var again = Assert.Single(three[Bera].Record.Evidence(ChannelId.Plenary));
        Assert.Equal((kept.Evidence.Text, kept.KeptAt), (again.Evidence.Text, again.KeptAt));
        Assert.Equal(kept.Evidence.Index, three[Bera].Record.Read(r => r.Find(ChannelId.Plenary)![Arda].Forks.Open));
    }

    [Fact]
    public async Task A_fork_stops_its_own_journal_and_no_other()
    {
        await using var three = await FoundedAsync();
        await TwoStoriesAsync(three);
        await three.StartAsync(Bera);
        await KnowTheFork(three, Bera, Cirra);
        await three.StartAsync(Arda);
        await KnowTheFork(three, Arda);

        await Holds(three[Cirra], await three.ActAsync(Bera, "Bera goes on, having seen one story"));
        await Holds(three[Bera], await three.ActAsync(Cirra, "Cirra goes on, having seen the other"));
        Assert.IsType<Comity.Node.Rooms.SayResult.Faulty>(await three[Arda].Room.SayAsync(ChannelId.Plenary, Act(Arda, "as if nothing had been"), "economy", null, [], Desk, default));
        var pair = ChannelId.Of(Arda, Bera);
        await Holds(three[Bera], await three.ActAsync(Arda, "elsewhere", pair), pair);
    }

    [Fact]
    public async Task The_forker_declares_and_all_three_hold_the_same_heads_and_the_same_picture()
    {
        await using var three = await FoundedAsync();
        var (one, other) = await TwoStoriesAsync(three);
        await three.StartAsync(Bera);
        await KnowTheFork(three, Bera, Cirra);
        await three.StartAsync(Arda);
        await KnowTheFork(three, Arda);
        await three.ActAsync(Cirra, "Cirra had seen the other story");

        using var api = three.Api(Arda);
        using var answer = await api.PostAsync("/api/v1/channels/plenary/fork-declarations", null);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        await Holds(three[Cirra], one);
        var after = await three.ActAsync(Arda, "Arda goes on");
        await Holds(three[Bera], after);
        await Holds(three[Cirra], after);
        var cirra = await three.ActAsync(Cirra, "Cirra goes by the decision");
        await Holds(three[Arda], cirra);
        await Holds(three[Bera], cirra);

        // Receipts may still come in: one cut at what all hold.
        var sizes = new[] { Arda, Bera, Cirra }.ToDictionary(m => m, m => new[] { Arda, Bera, Cirra }.Min(n => three[n].Record.Read(r => r.Find(ChannelId.Plenary)![m].Size)));
        var pictures = new[] { Arda, Bera, Cirra }.Select(m => three[m].Room.Picture(ChannelId.Plenary, null, new(sizes))).ToList();
        Assert.Single(pictures.Select(p => p.Digest).Distinct());
        Assert.DoesNotContain(pictures[2].Disputes.Acts, a => a.Id == other.Id);
        Assert.Contains(other.Id, three[Cirra].Record.Store.LeftBehind().Select(s => s.Id));

        // Evidence stays, and so does the choice, over a restart and under an audit.
        await three.StopAsync(Cirra);
        Assert.Equal(ExitCodes.Fine, await Program.Main(["verify", Path.Combine(three.FolderOf(Cirra), "record.db"), "--every-signature"]));
        await three.StartAsync(Cirra);
        Assert.NotNull(Assert.Single(three[Cirra].Room.Forks(ChannelId.Plenary)).DecidedBy);
        await Holds(three[Cirra], await three.ActAsync(Arda, "and on"));
    }

    [Fact]
    public async Task No_undertaking_is_escaped_by_forking_and_all_three_pictures_say_so()
    {
        await using var three = await FoundedAsync();
        var (one, pledge) = await TwoStoriesAsync(three, ActType.Agreement);
        var built = await three.ActAsync(Cirra, "Cirra builds on it", cites: [pledge.Id]);
        await three.StartAsync(Bera);
        await KnowTheFork(three, Bera, Cirra);
        await three.StartAsync(Arda);
        await KnowTheFork(three, Arda);
        await three[Arda].Record.DeclareForksAsync(ChannelId.Plenary, Desk.Office, Desk.Level, default);
        foreach (var member in Members)
        {
            await Holds(three[member], one);
            await Holds(three[member], built);
            await Until(three[member], () => Forks(three[member]).Binding.Count > 0, $"{member} to know what binds Arda", 20);
        }

        await LevelAsync(three);
        var pictures = Members.Select(m => three[m].Room.Picture(ChannelId.Plenary)).ToList();
        Assert.Single(pictures.Select(p => p.Digest).Distinct());
        var binding = Assert.Single(Forks(three[Bera]).Binding);
        Assert.Equal((pledge.Id, Arda), (binding.Id, binding.Author));
        Assert.Equal([Cirra], binding.HeldBy);
        Assert.All(pictures, p => Assert.Contains(p.Disputes.Acts, a => a.Id == pledge.Id));
        Assert.Equal(pledge.Id, Forks(three[Bera]).Contested.Single(c => c.Id == built).On);

        // It stands on disk: after a restart, with everybody else away, the node shows the same.
        foreach (var member in Members)
        {
            await three.StopAsync(member);
        }

        await three.StartAsync(Bera);
        Assert.Equal(pictures[0].Digest, three[Bera].Room.Picture(ChannelId.Plenary).Digest);
    }

    [Fact]
    public async Task A_benefit_claimed_between_fork_and_decision_has_no_effect_until_it_is_claimed_anew()
    {
        await using var three = await FoundedAsync();
        var act = await three.ActAsync(Bera, "Bera's act");
        await Holds(three[Arda], act);
        var own = await three.ActAsync(Arda, "Arda's act");
        await Holds(three[Cirra], own);
        await three.StopAsync(Cirra);
        var denial = new LinkDenied(own, act, LinkRelation.Answers, AccountForm.OwnWords, null, "en", Basis.OwnAct, []);
        var denied = Assert.IsType<Comity.Node.Rooms.SayResult.Said>(await three[Arda].Room.SayAsync(ChannelId.Plenary, denial, "economy", null, [], Desk, default)).Id;
        Assert.Single(three[Arda].Room.Picture(ChannelId.Plenary).Disputes.Links);
        await Holds(three[Bera], denied);
        await three.StopAsync(Arda);
        await three.StopAsync(Bera);
        await three.StartAsync(Cirra);
        Assert.Equal(1, (await three[Cirra].Record.ImportAsync([Sign(three, Arda, "another story", three[Cirra].Record.Read(r => r.Find(ChannelId.Plenary)!.Seen)).Compact], default)).Admitted);
        await three.StartAsync(Bera);
        await KnowTheFork(three, Bera, Cirra);
        await three.StartAsync(Arda);
        await KnowTheFork(three, Arda);

        Assert.Equal(denied, Assert.Single(Forks(three[Arda]).Suspended).Id);
        Assert.Empty(three[Arda].Room.Picture(ChannelId.Plenary).Disputes.Links);
        await three[Arda].Record.DeclareForksAsync(ChannelId.Plenary, Desk.Office, Desk.Level, default);
        Assert.Empty(three[Arda].Room.Picture(ChannelId.Plenary).Disputes.Links);
        Assert.IsType<Comity.Node.Rooms.SayResult.Said>(await three[Arda].Room.SayAsync(ChannelId.Plenary, denial, "economy", null, [], Desk, default));
        Assert.Single(three[Arda].Room.Picture(ChannelId.Plenary).Disputes.Links);
    }

    [Fact]
    public async Task A_disputed_sighting_survives_a_restart_and_goes_when_its_author_is_explained()
    {
        await using var three = await FoundedAsync();
        await Holds(three[Cirra], await three.ActAsync(Arda, "Arda's only story"));
        await three.StopAsync(Bera);
        var lie = Sign(three, Bera, "Arda said otherwise", Invented(three, Arda));
        await three[Cirra].Record.ImportAsync([lie.Compact], default);
        await three.StopAsync(Cirra);
        await three.StartAsync(Cirra);
        var sighting = Assert.Single(three[Cirra].Room.Disputed(ChannelId.Plenary));
        Assert.Equal((lie.Id, Bera, Arda), (sighting.Id, sighting.Author, sighting.Named));
        using var api = three.Api(Cirra);
        var told = await api.GetFromJsonAsync<JsonElement>("/api/v1/channels/plenary/forks");
        Assert.Equal(lie.Id.ToString(), Assert.Single(told.GetProperty("disputed").EnumerateArray()).GetProperty("id").GetString());

        // Bera goes on with another statement at that index: two signatures at one place, evidence against Bera and nobody else.
        var other = Sign(three, Bera, "Bera goes on", three[Cirra].Record.Read(r => r.Find(ChannelId.Plenary)!.Seen));
        await three[Cirra].Record.ImportAsync([other.Compact], default);
        Assert.Equal(Bera, Assert.Single(three[Cirra].Room.Forks(ChannelId.Plenary)).Member);
        Assert.Empty(three[Cirra].Room.Disputed(ChannelId.Plenary));
        await three.StopAsync(Cirra);
        await three.StartAsync(Cirra);
        Assert.Empty(three[Cirra].Room.Disputed(ChannelId.Plenary));
    }

    [Fact]
    public async Task A_node_that_speaks_where_a_thief_spoke_with_its_key_has_evidence_of_both()
    {
        await using var three = await FoundedAsync();
        await Holds(three[Cirra], await three.ActAsync(Arda, "Arda's only story"));
        await Until(three[Cirra], r => r.Find(ChannelId.Plenary)![Cirra].Size >= 2, "Cirra's receipt");
        await three.StopAsync(Arda);
        await three.StopAsync(Bera);
        var theirs = Sign(three, Cirra, "Said with Cirra's key", Invented(three, Arda));
        await three[Cirra].Record.ImportAsync([theirs.Compact], default);
        Assert.Equal(theirs.Id, Assert.Single(three[Cirra].Room.Disputed(ChannelId.Plenary)).Id);
        Assert.Empty(three[Cirra].Room.Forks(ChannelId.Plenary));

        var ours = await three.ActAsync(Cirra, "Said by Cirra");

        var fork = Assert.Single(three[Cirra].Room.Forks(ChannelId.Plenary));
        Assert.Equal((Cirra, theirs.Index), (fork.Member, fork.Index));
        Assert.Equal(new[] { ours, theirs.Id }.Order(), fork.Sides.Select(s => s.Id).Order());
    }

    [Fact]
    public async Task An_invented_sighting_is_charged_to_its_author_and_frames_nobody()
    {
        await using var three = await FoundedAsync();
        await Holds(three[Cirra], await three.ActAsync(Arda, "Arda's only story"));
        await three.StopAsync(Bera);
        var seen = three[Cirra].Record.Read(r => r.Find(ChannelId.Plenary)!.Seen);
        var invented = new Seen(seen.Select(s => s.Key == Arda ? KeyValuePair.Create(s.Key, s.Value with { Root = Hash256.Of([3]) }) : s));
        var lie = Sign(three, Bera, "Arda said otherwise", invented);

        var report = await three[Cirra].Record.ImportAsync([lie.Compact, lie.Compact], default);
        Assert.All(report.Refusals, r => Assert.Equal("record.seen-disputed", r.Code));
        var sighting = Assert.Single(three[Cirra].Room.Disputed(ChannelId.Plenary));
        Assert.Equal((Bera, Arda, seen[Arda].Size, Hash256.Of([3]), seen[Arda].Root), (sighting.Author, sighting.Named, sighting.Says.Size, sighting.Says.Root, sighting.Held.Root));
        Assert.Empty(three[Cirra].Room.Forks(ChannelId.Plenary));
        await Holds(three[Cirra], await three.ActAsync(Arda, "Arda goes on unharmed"));
    }

    [Fact]
    public async Task A_sighting_of_the_other_story_resolves_when_the_evidence_arrives()
    {
        await using var three = await FoundedAsync();
        var (one, other) = await TwoStoriesAsync(three);
        var seen = three[Cirra].Record.Read(r => r.Find(ChannelId.Plenary)!.Seen);
        var ofOne = new Seen(seen.Select(s => s.Key == Arda ? KeyValuePair.Create(s.Key, s.Value with { Root = Hash256.Of([3]) }) : s));
        var said = Sign(three, Bera, "Bera had seen one story", ofOne);
        await three[Cirra].Record.ImportAsync([said.Compact], default);
        Assert.Single(three[Cirra].Room.Disputed(ChannelId.Plenary));

        var report = await three[Cirra].Record.ImportAsync([Sign(three, Arda, "one story", other.Seen).Compact], default);
        Assert.Equal(1, report.Evidence);
        Assert.Empty(three[Cirra].Room.Disputed(ChannelId.Plenary));
        Assert.Equal(1, (await three[Cirra].Record.ImportAsync([said.Compact], default)).Admitted);
    }

    [Fact]
    public async Task Evidence_of_a_channel_is_told_to_its_members_only()
    {
        await using var three = await FoundedAsync();
        var pair = ChannelId.Of(Arda, Bera);
        var said = await three.ActAsync(Arda, "For Bera", pair);
        await Holds(three[Bera], said, pair);
        var held = three[Bera].Room.Find(said)!.Statement;
        var report = await three[Bera].Record.ImportAsync([Sign(three, Arda, "For Bera, otherwise", held.Seen, pair).Compact], default);
        Assert.Equal(1, report.Evidence);
        var id = three[Bera].Record.EvidenceFor(Arda).Single();
        Assert.Empty(three[Bera].Record.EvidenceFor(Cirra));

        var address = three.Anonymous(Bera).BaseAddress!;
        Assert.Null(await new PeerClient(new(Bera, address, []), three.KeyOf(Cirra), new HttpClient()).EvidenceAsync(id, default));
        Assert.NotNull(await new PeerClient(new(Bera, address, []), three.KeyOf(Arda), new HttpClient()).EvidenceAsync(id, default));
    }

    private static readonly MemberId[] Members = [Arda, Bera, Cirra];

    private static ForkFindings Forks(NodeHost node) => node.Room.Picture(ChannelId.Plenary).Find<ForkFindings>()!;

    private static Seen Invented(ThreeNodes three, MemberId of) => new(three[Cirra].Record.Read(r => r.Find(ChannelId.Plenary)!.Seen)
        .Select(s => s.Key == of ? KeyValuePair.Create(s.Key, s.Value with { Root = Hash256.Of([3]) }) : s));

    // Receipts may still be on their way: all have given theirs and hold the same.
    private static async Task LevelAsync(ThreeNodes three)
    {
        for (var sizes = Sizes(); ;)
        {
            foreach (var member in Members)
            {
                await three[member].Record.GiveReceiptsAsync(default);
            }

            foreach (var member in Members)
            {
                var wanted = Sizes();
                await Until(three[member], () => three[member].Record.HeadsFor(member)[ChannelId.Plenary].All(h => h.Value >= wanted[h.Key]), "all to hold the same", 30);
            }

            if (sizes.SequenceEqual(sizes = Sizes()))
            {
                return;
            }
        }

        SortedDictionary<MemberId, long> Sizes() => new(Members.SelectMany(m => three[m].Record.HeadsFor(m)[ChannelId.Plenary]).GroupBy(h => h.Key).ToDictionary(h => h.Key, h => h.Max(s => s.Value)));
    }

    private static async Task KnowTheFork(ThreeNodes three, params MemberId[] members)
    {
        foreach (var member in members)
        {
            await Until(three[member], () => three[member].Record.Evidence(ChannelId.Plenary).Count == 1, $"{member} to keep evidence of the fork", seconds: 20);
        }
    }

    /// <summary>Cirra alone is left running, with the other story; Bera and Arda hold the one.</summary>
    private static async Task<(StatementId One, Statement Other)> TwoStoriesAsync(ThreeNodes three, ActType type = ActType.Event)
    {
        await three.StopAsync(Cirra);
        var one = await three.ActAsync(Arda, "one story");
        await Holds(three[Bera], one);
        await three.StopAsync(Arda);
        await three.StopAsync(Bera);
        await three.StartAsync(Cirra);
        var other = Sign(three, Arda, "another story", three[Cirra].Record.Read(r => r.Find(ChannelId.Plenary)!.Seen), type: type);
        Assert.Equal(1, (await three[Cirra].Record.ImportAsync([other.Compact], default)).Admitted);
        return (one, other);
    }

    // The second signer: the member's key, without the member's node.
    private static Statement Sign(ThreeNodes three, MemberId member, string title, Seen seen, ChannelId? channel = null, ActType type = ActType.Event)
    {
        var act = Act(member, title) with { Type = type };
        var draft = new StatementDraft(BodyCodec.KindOf(act.GetType()), "economy", null, [], BodyCodec.Write(act), "Desk", "working", DateTimeOffset.Parse("2030-01-02T03:04:06Z", CultureInfo.InvariantCulture));
        return StatementSigner.Sign(draft, three.Charter.Id, channel ?? ChannelId.Plenary, member, seen, 1, three.KeyOf(member));
    }
}
