using System.Diagnostics;
using System.Globalization;
using Comity.Record;
using Comity.Tests.Node.Sync;
using Xunit.Abstractions;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Node.Processes;

/// <summary>Three processes, a real node each, their lines cut and healed in random patterns while all write; their clocks are years apart.</summary>
/// <remarks>COMITY_ROUNDS for longer, COMITY_SEED to repeat.</remarks>
[Trait("Category", "Slow")]
public sealed class ProcessPartitionTests(ITestOutputHelper output)
{
    private static readonly MemberId[] Members = [Arda, Bera, Cirra];
    private static readonly Dictionary<MemberId, int> DaysOff = new() { [Arda] = -4000, [Bera] = 0, [Cirra] = 9000 };

    [Fact]
    public async Task Three_processes_come_to_the_same_heads_and_the_same_digest_after_any_pattern_of_cuts()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("COMITY_SEED"), out var given) ? given : Environment.TickCount;
        var rounds = int.TryParse(Environment.GetEnvironmentVariable("COMITY_ROUNDS"), out var many) ? many : 20;
        output.WriteLine($"COMITY_SEED={seed} COMITY_ROUNDS={rounds}");
        var random = new Random(seed);
        using var forum = ForumFolder.Found(Members);
        var lines = Wire(forum);
        var nodes = Members.ToDictionary(m => m, m => ProcessWorker.Start("serve", forum.Path, m.ToString(), DaysOff[m].ToString(CultureInfo.InvariantCulture)));
        try
        {
            foreach (var node in nodes.Values)
            {
                Assert.Equal("ready", await AnswerAsync(node));
            }

            var said = 0;
            for (var round = 0; round < rounds; round++)
            {
                lines.ForEach(line => Disturb(line, random));
                foreach (var member in Members.SelectMany(m => Enumerable.Repeat(m, random.Next(4))))
                {
                    Assert.StartsWith("said ", await AskAsync(nodes[member], $"say act {said++}"), StringComparison.Ordinal);
                }

                await Task.Delay(random.Next(250));
            }

            lines.ForEach(l => l.Heal());
            await SameAsync(nodes, "heads", seed);
            await SameAsync(nodes, "digest", seed);
            foreach (var (member, node) in nodes)
            {
                Assert.Equal(said.ToString(CultureInfo.InvariantCulture), await AskAsync(node, "acts"));
                Assert.Equal(FixedClock.Start.AddDays(DaysOff[member]).Year.ToString(CultureInfo.InvariantCulture), await AskAsync(node, "claimed"));
            }
        }
        finally
        {
            await StopAsync(nodes.Values);
            foreach (var line in lines)
            {
                await line.DisposeAsync();
            }
        }
    }

    private static List<CutLine> Wire(ForumFolder forum)
    {
        foreach (var member in Members)
        {
            forum.SetPort(member, member, TestPorts.Row());
        }

        var lines = new List<CutLine>();
        foreach (var (from, to) in Members.SelectMany(f => Members.Where(t => t != f).Select(t => (f, t))))
        {
            lines.Add(new CutLine(forum.Port(to, to)));
            forum.SetPort(from, to, lines[^1].Port);
        }

        return lines;
    }

    private static void Disturb(CutLine line, Random random)
    {
        switch (random.Next(5))
        {
            case 0: line.Cut(); break;
            case 1: line.CutAfter(random.Next(20_000)); break;
            case 2: line.Heal(); break;
        }
    }

    // Receipts go on being given for a while after the last words: what counts is that it settles.
    private static async Task SameAsync(Dictionary<MemberId, Process> nodes, string what, int seed)
    {
        var clock = Stopwatch.StartNew();
        while (true)
        {
            var answers = new List<string>();
            foreach (var node in nodes.Values)
            {
                answers.Add(await AskAsync(node, what));
            }

            if (answers.Distinct().Count() == 1)
            {
                return;
            }

            Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60), $"seed {seed}, {what}: {string.Join(" / ", answers)}");
            await Task.Delay(50);
        }
    }

    private static async Task<string> AskAsync(Process node, string order)
    {
        await node.StandardInput.WriteLineAsync(order);
        await node.StandardInput.FlushAsync();
        return await AnswerAsync(node);
    }

    private static async Task<string> AnswerAsync(Process node) =>
        await node.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromSeconds(60)) ?? throw new InvalidOperationException($"a node ended with {node.ExitCode}");

    private static async Task StopAsync(IEnumerable<Process> nodes)
    {
        foreach (var node in nodes)
        {
            node.Kill();
            await node.WaitForExitAsync();
            node.Dispose();
        }
    }
}
