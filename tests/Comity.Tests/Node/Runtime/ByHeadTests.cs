using System.Text.Json.Nodes;
using Comity.Cli;
using Comity.Record;
using Comity.Record.Statements;
using Comity.Record.Tree;
using Comity.Tests.Node.Sync;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Node.Runtime;

/// <summary>Statements admitted by a later head of their journal: what that lets in, what it does not, and what is found out about it.</summary>
[Trait("Category", "Slow")]
public sealed class ByHeadTests
{
    [Fact]
    public async Task A_bad_signature_under_a_good_head_counts_and_is_found_by_the_audit()
    {
        await using var three = await FoundedAsync();
        await three.StopAsync(Bera);
        var run = Run(three, Bera, HostilePeerTests.SeenBy(three, Arda), 4);
        var weak = Weak(run[1]);

        // Alone nobody vouches for it; under the head it counts, and so does all after it.
        Assert.Equal("record.signature", Assert.Single((await three[Arda].Record.ImportAsync([run[0].Compact, weak], default)).Refusals).Code);
        Assert.Equal(3, (await three[Arda].Record.ImportAsync([weak, run[2].Compact, run[3].Compact], default)).Admitted);

        var audit = three[Arda].Record.Signatures;
        await audit.CatchUpAsync(null, default);
        Assert.Equal([run[1].Id], audit.Bad);
        Assert.Equal((run[1].Id, Bera, run[1].Index), Assert.Single(three[Arda].Room.WeakSignatures(ChannelId.Plenary)) is var row ? (row.Id, row.Member, row.Index) : default);
        Assert.True(three[Arda].Room.Verify(run[1].Id).Good);
        Assert.Contains("its own does not hold", three[Arda].Room.Verify(run[1].Id).Steps.Single(s => s.Code == "signature").Found, StringComparison.Ordinal);

        // It is known again after a restart, and an audit from outside tells the two apart.
        await audit.NoteAsync(default);
        await three.StopAsync(Arda);
        await three.StartAsync(Arda);
        three[Arda].Record.Signatures.Restore();
        Assert.Equal([run[1].Id], three[Arda].Record.Signatures.Bad);
        await three.StopAsync(Arda);
        var database = Path.Combine(three.FolderOf(Arda), "record.db");
        Assert.Equal(ExitCodes.Fine, await Program.Main(["verify", database]));
        Assert.Equal(ExitCodes.Finding, await Program.Main(["verify", database, "--every-signature"]));
    }

    [Fact]
    public async Task A_head_vouches_for_nothing_when_anothers_key_signed_it_or_a_word_was_changed()
    {
        await using var three = await FoundedAsync();
        await three.StopAsync(Bera);
        var seen = HostilePeerTests.SeenBy(three, Arda);
        var run = Run(three, Bera, seen, 2);
        var foreign = HostilePeerTests.Signed(three, run[1].Seen, key: three.KeyOf(Cirra));
        Assert.Equal(0, (await three[Arda].Record.ImportAsync([Weak(run[0]), foreign], default)).Admitted);

        var changed = Read(HostilePeerTests.Signed(three, seen, words: "changed"));
        Assert.Equal(0, (await three[Arda].Record.ImportAsync([Weak(changed), run[1].Compact], default)).Admitted);
        Assert.Equal(2, (await three[Arda].Record.ImportAsync([run[0].Compact, run[1].Compact], default)).Admitted);
    }

    [Fact]
    public async Task Nobody_escapes_a_fork_by_signing_one_story_badly()
    {
        await using var three = await FoundedAsync();
        await three.StopAsync(Bera);
        await three.StopAsync(Cirra);
        var seen = HostilePeerTests.SeenBy(three, Arda);
        var run = Run(three, Bera, seen, 3);
        Assert.Equal(3, (await three[Arda].Record.ImportAsync([Weak(run[0]), run[1].Compact, run[2].Compact], default)).Admitted);

        var report = await three[Arda].Record.ImportAsync([HostilePeerTests.Signed(three, seen, words: "the other story")], default);
        Assert.Equal(1, report.Evidence);
        var evidence = three[Arda].Record.Evidence(ChannelId.Plenary)[0].Evidence;
        Assert.True(evidence.IsCommitment);
        Assert.Equal((Bera, run[0].Index, run[0].Id), (evidence.Member, evidence.Index, evidence.OtherId));
        var file = Path.Combine(three.FolderOf(Arda), "fork.txt");
        await File.WriteAllTextAsync(file, evidence.Text);
        Assert.Equal(ExitCodes.Fine, await Program.Main(["verify", file]));
    }

    // Statements of one journal, each having seen the one before.
    private static List<Statement> Run(ThreeNodes three, MemberId member, Seen seen, int count)
    {
        var tree = new MerkleTree();
        three[Arda].Record.Read(r => r.Find(ChannelId.Plenary)![member] is var journal ? Enumerable.Range(0, (int)journal.Size).Select(i => journal[i]).ToList() : []).ForEach(tree.Append);
        var run = new List<Statement>();
        for (var i = 0; i < count; i++)
        {
            var next = new Seen(seen.Select(s => s.Key == member ? KeyValuePair.Create(s.Key, tree.Head) : s));
            run.Add(Read(HostilePeerTests.Signed(three, next, member: member, words: $"words {i}")));
            tree.Append(run[^1].Id);
        }

        return run;
    }

    private static string Weak(Statement statement) => statement.Compact[..^86] + new string('A', 86);

    private static Statement Read(string compact) => StatementGate.TryRead(compact, out var statement, out var fault) ? statement : throw new InvalidOperationException(fault.Message);
}
