using System.Text.Json.Nodes;
using Comity.Node.Rooms;
using Comity.Record;
using Comity.Record.Statements;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Node.Sync;

/// <summary>Lines between three nodes are cut and healed while all write.</summary>
[Trait("Category", "Slow")]
public sealed class PartitionTests
{
    private static readonly MemberId[] Members = [Arda, Bera, Cirra];

    [Fact]
    [Trait("Category", "Slow")]
    public async Task After_any_pattern_of_cuts_all_hold_the_same_heads_and_show_the_same_picture()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("COMITY_SEED"), out var given) ? given : Environment.TickCount;
        var rounds = int.TryParse(Environment.GetEnvironmentVariable("COMITY_ROUNDS"), out var many) ? many : 25;
        var random = new Random(seed);
        await using var three = await FoundedAsync(lines: true, skew: new Dictionary<MemberId, TimeSpan> { [Arda] = TimeSpan.FromDays(-4000), [Cirra] = TimeSpan.FromDays(9000) });
        var lines = three.Lines.ToList();
        var said = 0;
        for (var round = 0; round < rounds; round++)
        {
            foreach (var line in lines)
            {
                switch (random.Next(5))
                {
                    case 0: line.Cut(); break;
                    case 1: line.CutAfter(random.Next(20_000)); break;
                    case 2: line.Heal(); break;
                }
            }

            foreach (var member in Members)
            {
                for (var times = random.Next(4); times > 0; times--)
                {
                    await three.ActAsync(member, $"act {said++}");
                }
            }

            await Task.Delay(random.Next(250));
        }

        lines.ForEach(l => l.Heal());
        for (var tries = 0; !Same(three); tries++)
        {
            Assert.True(tries < 600, $"seed {seed}: {string.Join(" / ", Members.Select(m => Heads(three, m)))}");
            await Task.Delay(50);
        }

        var cut = new Cut(three[Arda].Room.Journals(ChannelId.Plenary).ToDictionary(j => j.Member, j => j.Head.Size));
        var day = new DateOnly(2030, 1, 2);
        Assert.Single(Members.Select(m => three[m].Room.Picture(ChannelId.Plenary, day, cut).Digest).Distinct());
        Assert.All(Members, m => Assert.Equal(said, three[m].Room.Picture(ChannelId.Plenary, day).Disputes.Acts.Count));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public async Task An_answer_cut_in_the_middle_is_taken_as_far_as_it_came_and_gone_on_with()
    {
        await using var three = await FoundedAsync(lines: true);
        foreach (var line in three.Lines)
        {
            line.Cut();
        }

        await three[Arda].Record.SayAllAsync(ChannelId.Plenary, [.. Enumerable.Range(0, 60).Select(i => new StatementDraft(
            "test.words-said/1", "economy", null, [], new JsonObject { ["words"] = $"{i} " + new string('x', 600) }, "Desk", "working", three[Arda].Room.Now))], default);
        var to = three.Line(Bera, Arda);
        var cuts = 0;
        var sizes = new List<long>();
        while (Size(three) < 61)
        {
            Assert.True(++cuts < 60, string.Join(",", sizes));
            var before = Size(three);
            to.Heal();
            to.CutAfter(30_000);
            for (var tries = 0; tries < 200 && Size(three) == before; tries++)
            {
                await Task.Delay(50);
            }

            sizes.Add(Size(three));
        }

        Assert.True(cuts > 1, "the answer came in one piece");
    }

    private static long Size(ThreeNodes three) => three[Bera].Record.Read(r => r.Find(ChannelId.Plenary)![Arda].Size);

    private static bool Same(ThreeNodes three) => Members.Select(m => Heads(three, m)).Distinct().Count() == 1;

    private static string Heads(ThreeNodes three, MemberId member) =>
        string.Join(",", three[member].Room.Journals(ChannelId.Plenary).Select(j => $"{j.Member}:{j.Head.Size}:{j.Head.Root}"));
}
