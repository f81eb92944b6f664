using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Comity.Domain;
using Comity.Domain.Disputes;
using Comity.Domain.Disputes.Board;
using Comity.Node.Runtime;
using Comity.Record;
using Comity.Record.Statements;
using Comity.Record.Tree;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Node.Runtime;

/// <summary>What a node keeps of its index over a restart only saves time: with it, without it or with a wrong one it answers the same.</summary>
public sealed class IndexFileTests : IDisposable
{
    private static readonly JudgeContext Context = new(new DateOnly(2030, 3, 1), [Arda, Bera], Arda);

    private readonly LoneNode _node = LoneNode.Founded();

    private string IndexPath => Path.Combine(_node.Options.Data, "index.cache");

    [Fact]
    public async Task A_node_started_again_answers_from_its_index_as_it_did_and_goes_on()
    {
        var (said, more) = (await TellAsync("first"), await TellAsync("second"));

        await using var record = await _node.OpenAsync();
        Assert.NotEqual(said, more);
        Assert.Equal(more, Answers(record));
        await SayAsync(record, "third");
        Assert.Contains("third", Answers(record), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_came_after_the_index_was_written_is_gathered_from_the_statements()
    {
        await TellAsync("first");
        var old = File.ReadAllBytes(IndexPath);
        var said = await TellAsync("second");
        File.WriteAllBytes(IndexPath, old);

        await using var record = await _node.OpenAsync();
        Assert.Equal(said, Answers(record));
    }

    [Fact]
    public async Task A_missing_a_damaged_and_a_foreign_index_are_passed_over()
    {
        var said = await TellAsync("first");
        using var other = new IndexFileTests();
        await other.TellAsync("first");
        var foreign = File.ReadAllBytes(other.IndexPath);
        var damaged = File.ReadAllBytes(IndexPath);
        damaged[damaged.Length / 2] ^= 1;

        foreach (var found in new[] { null, damaged, damaged[..40], [], foreign })
        {
            File.Delete(IndexPath);
            File.WriteAllBytes(found is null ? IndexPath + ".none" : IndexPath, found ?? []);
            await using var record = await _node.OpenAsync();
            Assert.Equal(said, Answers(record));
        }
    }

    [Fact]
    public async Task An_index_with_another_id_in_a_journal_is_passed_over_though_it_is_whole()
    {
        TreeHead head;
        StatementId second;
        await using (var record = await _node.OpenAsync())
        {
            await SayAsync(record, "first");
            (head, second) = record.Read(r => r.Find(LoneNode.Own)![Arda] is var journal ? (journal.Head, journal[1]) : default);
        }

        var bytes = File.ReadAllBytes(IndexPath);
        bytes[bytes.AsSpan().IndexOf(MemoryMarshal.AsBytes<StatementId>([second]))] ^= 1;
        SHA256.HashData(bytes.AsSpan(Hash256.Size), bytes);
        File.WriteAllBytes(IndexPath, bytes);

        await using (var record = await _node.OpenAsync())
        {
            Assert.Equal(head, record.Read(r => r.Find(LoneNode.Own)![Arda].Head));
            Assert.True(StatementVerifier.Verify(record, second).Good);
        }
    }

    [Fact]
    public async Task Journals_from_an_index_admit_prove_and_sign_as_before()
    {
        await TellAsync("first");
        await using (var record = await _node.OpenAsync())
        {
            var statement = await record.SayAsync(LoneNode.Own, LoneNode.Draft("Gone on"), default);
            Assert.True(StatementVerifier.Verify(record, statement.Id).Good);
        }

        Assert.Equal("Gone on", LoneNode.Words((await _node.AuditAsync(LoneNode.Own))[^1]));
    }

    public void Dispose() => _node.Dispose();

    private async Task<string> TellAsync(string title)
    {
        await using var record = await _node.OpenAsync();
        await SayAsync(record, title);
        return Answers(record);
    }

    private static async Task SayAsync(NodeRecord record, string title)
    {
        async Task<StatementId> Says(IBody body) => (await record.SayAsync(
            LoneNode.Own, new StatementDraft(BodyCodec.KindOf(body.GetType()), "economy", null, [], BodyCodec.Write(body), "First Department", "working", FixedClock.Start), default)).Id;

        var act = await Says(Act(Arda, title) with { Deadline = new DateOnly(2031, 1, 1), Actors = [new Actor(Arda, null, null), new Actor(Bera, null, null)] });
        var answer = await Says(Act(Arda, title + ", answered") with { Type = ActType.Countermeasure, Date = new DateOnly(2030, 2, 1), Actors = [new Actor(Bera, null, null)] });
        await Says(new LinkAsserted(answer, act, LinkRelation.Answers, Asserter.Author, null, "en", Basis.OwnAct, []));
        var measure = await Says(new MeasureAnnounced(answer, title + ", measure", "en", MeasureNature.Travel, false, MeasureEnd.ToBeRecorded, Basis.OwnAct, false, [], null));
        await Says(new StageRecorded(measure, MeasureStage.InForce, new DateOnly(2030, 2, 2), DatePrecision.Day, null, null, "en", Basis.OwnAct, []));
        await Says(new StageRecorded(ForumlessId, MeasureStage.InForce, new DateOnly(2030, 2, 2), DatePrecision.Day, null, null, "en", Basis.OwnAct, []));
    }

    private static StatementId ForumlessId => new(Hash256.Of("nothing of this id"u8));

    private static string Answers(NodeRecord record)
    {
        var board = record.Board(LoneNode.Own, Context);
        var acts = board.LatestActs(ActFilter.All, 0, 100).ToValueList();
        return FindingsJson.Of(new DisputesFindings(
            acts, board.Measures((_, _) => true, 0, 100).ToValueList(), board.Ledger, acts.SelectMany(a => board.From(a.Id)).ToValueList(), board.Chains(0, 100).ToValueList(), board.Dates(100).ToValueList(),
            board.Ineffective(100).ToValueList())).ToJsonString();
    }
}
