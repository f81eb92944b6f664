using Comity.Node.Guard;
using Comity.Node.Runtime;
using Comity.Record;
using Comity.Record.Statements;
using Comity.Store;
using Comity.Tests.Store;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Node.Runtime;

/// <summary>Callers who speak at once: signed in sequence, stored, guarded and released together.</summary>
public sealed class SayingTogetherTests : IDisposable
{
    private const int Callers = 16;

    private readonly LoneNode _node = LoneNode.Founded();

    public static TheoryData<string> Points => [.. Enum.GetNames<WritePoint>().Concat(Enum.GetNames<GuardPoint>())];

    public void Dispose() => _node.Dispose();

    [Fact]
    public async Task Many_callers_share_commits_and_get_an_index_each()
    {
        var commits = new CountingAt(WritePoint.BeforeCommit);
        var guards = new CountingAt(GuardPoint.BeforeFile);
        await using var record = await _node.OpenAsync(commits, guards);
        var said = await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => SayAsync(record, caller, 25))));

        var all = said.SelectMany(s => s).OrderBy(s => s.Index).ToList();
        Assert.Equal(Enumerable.Range(1, Callers * 25).Select(i => (long)i), all.Select(s => s.Index));   // 0 is the charter
        Assert.All(said, own => Assert.Equal(own.Select(s => s.Index).Order(), own.Select(s => s.Index)));
        Assert.Equal(all.Select(s => s.Id), (await _node.AuditAsync(ChannelId.Plenary)).Skip(1).Select(s => s.Id));
        Assert.InRange(commits.Count, 1, Callers * 25 / 2);
        Assert.InRange(guards.Count, 1, commits.Count + 1);   // and once at the start
    }

    [Fact]
    public async Task A_refused_draft_fails_its_caller_alone()
    {
        using var held = new HeldUpAt(WritePoint.BeforeCommit);
        await using var slow = await _node.OpenAsync(new AfterFirst(held));
        using var atLast = held;     // before the record is closed, which waits for the writer
        var first = slow.SayAsync(ChannelId.Plenary, LoneNode.Draft("first"), default);
        await held.Arrived;
        var good = Enumerable.Range(0, 3).Select(i => slow.SayAsync(ChannelId.Plenary, LoneNode.Draft($"good {i}"), default)).ToList();
        var wrongLevel = slow.SayAsync(ChannelId.Plenary, LoneNode.Draft("bad", level: "summit"), default);
        var wrongText = slow.SayAsync(ChannelId.Plenary, LoneNode.Draft("worse") with { Office = "" }, default);
        var foreign = slow.SayAsync(ChannelId.Of(Bera, Cirra), LoneNode.Draft("elsewhere"), default);
        var after = slow.SayAsync(ChannelId.Plenary, LoneNode.Draft("after"), default);
        var elsewhere = slow.SayAsync(LoneNode.Own, LoneNode.Draft("a draft"), default);
        held.LetGo();

        Assert.Contains("record.level", (await Assert.ThrowsAsync<ArgumentException>(() => wrongLevel)).Message, StringComparison.Ordinal);
        Assert.Contains("office", (await Assert.ThrowsAsync<ArgumentException>(() => wrongText)).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<ArgumentException>(() => foreign);
        Assert.Equal([1, 2, 3, 4, 5], (await Task.WhenAll([first, .. good, after])).Select(s => s.Index));
        Assert.Equal(1, (await elsewhere).Index);     // after the journal's opening
        Assert.Null(slow.Stopped);
        Assert.Equal(["first", "good 0", "good 1", "good 2", "after"], (await _node.AuditAsync(ChannelId.Plenary)).Skip(1).Select(LoneNode.Words));
    }

    [Fact]
    public async Task Signatures_that_a_later_one_vouched_for_are_looked_at_afterwards_and_the_last_of_a_group_before()
    {
        await using var record = await _node.OpenAsync();
        await Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(() => SayAsync(record, caller, 25))));
        var said = await record.SayAllAsync(ChannelId.Plenary, [.. Enumerable.Range(0, 9).Select(i => LoneNode.Draft($"together {i}"))], default);

        Assert.Equal([false, false, false, false, false, false, false, false, true], said.Select(s => record.Signatures.WasLooked(s.Id)));
        await record.Signatures.CatchUpAsync(rest: null, default);
        Assert.Equal(Callers * 25 + 9 + 1, record.Signatures.Counted);    // the charter too
        Assert.Empty(record.Signatures.Bad);
    }

    [Theory]
    [MemberData(nameof(Points))]
    public async Task A_write_that_fails_fails_those_it_carried_and_nothing_acknowledged(string point)
    {
        var isOfGuard = Enum.TryParse<GuardPoint>(point, out var guardPoint);
        var failing = isOfGuard ? new FailingOnce(guardPoint) : new FailingOnce(Enum.Parse<WritePoint>(point));
        var acknowledged = new List<StatementId>();
        await using (var record = await _node.OpenAsync(failing, failing))
        {
            acknowledged.AddRange((await SayAsync(record, caller: 0, count: 3)).Select(s => s.Id));
            var before = Heads(record);
            failing.Arm();
            var said = Enumerable.Range(1, Callers).Select(caller => Task.Run(() => record.SayAsync(ChannelId.Plenary, LoneNode.Draft($"lost {caller}"), default))).ToList();
            foreach (var one in said)
            {
                Assert.Equal("room.stopped", (await Assert.ThrowsAsync<NodeStoppedException>(() => one)).Code);
            }

            Assert.Equal(before, Heads(record));
            Assert.Equal(acknowledged, record.Store.ReadJournal(ChannelId.Plenary, Arda, 1, 100).Select(s => s.Id));
            Assert.Equal("room.stopped", (await Assert.ThrowsAsync<NodeStoppedException>(() => record.SayAsync(ChannelId.Plenary, LoneNode.Draft("later"), default))).Code);
        }

        var held = await _node.AuditAsync(ChannelId.Plenary);
        Assert.Equal(acknowledged, held.Skip(1).Take(3).Select(s => s.Id));
        var isStored = isOfGuard || point == nameof(WritePoint.BeforeAcknowledgement);
        Assert.InRange(held.Count, isStored ? 5 : 4, isStored ? 4 + Callers : 4);

        // What was stored and reported failed is said after all, and no index is used again.
        await using var again = await _node.OpenAsync();
        Assert.Equal(held.Count, (await again.SayAsync(ChannelId.Plenary, LoneNode.Draft("again"), default)).Index);
        Assert.Equal(held.Select(s => s.Id), (await _node.AuditAsync(ChannelId.Plenary)).SkipLast(1).Select(s => s.Id));
    }

    [Fact]
    public async Task What_is_on_its_way_to_the_disk_is_not_shown_and_whoever_waits_may_still_go()
    {
        using var held = new HeldUpAt(WritePoint.BeforeAcknowledgement);
        await using var record = await _node.OpenAsync(new AfterFirst(held));
        using var atLast = held;     // before the record is closed, which waits for the writer
        var before = Heads(record);
        var first = record.SayAsync(ChannelId.Plenary, LoneNode.Draft("first"), default);
        await held.Arrived;
        var second = record.SayAsync(ChannelId.Plenary, LoneNode.Draft("signed, waits for the first"), default);
        using var leaving = new CancellationTokenSource();
        var third = record.SayAsync(ChannelId.Plenary, LoneNode.Draft("withdrawn"), leaving.Token);
        var fourth = record.SayAsync(ChannelId.Plenary, LoneNode.Draft("fourth"), default);
        await leaving.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => third);
        Assert.Equal(before, Heads(record));
        Assert.Single(record.Store.ReadAll());
        held.LetGo();
        Assert.Equal([1, 2, 3], (await Task.WhenAll(first, second, fourth)).Select(s => s.Index));
        Assert.DoesNotContain("withdrawn", (await _node.AuditAsync(ChannelId.Plenary)).Skip(1).Select(LoneNode.Words));
    }

    [Fact]
    public async Task What_is_released_reaches_no_further_than_what_is_durable()
    {
        using var one = new HeldUpAt(WritePoint.BeforeCommit);
        using var two = new HeldUpAt(WritePoint.BeforeCommit);
        await using var record = await _node.OpenAsync(new AfterFirst(new AfterFirst(two, one)));
        using var atLast = one;     // before the record is closed, which waits for the writer
        using var atLastToo = two;
        var first = record.SayAsync(ChannelId.Plenary, LoneNode.Draft("first"), default);
        await one.Arrived;
        var second = record.SayAsync(ChannelId.Plenary, LoneNode.Draft("second"), default);
        while (record.Read(r => r.Find(ChannelId.Plenary)![Arda].Size) < 3)
        {
            await Task.Delay(1);    // until the second is signed
        }

        one.LetGo();
        await first;
        await two.Arrived;
        Assert.Equal(2, record.HeadsFor(Arda)[ChannelId.Plenary][Arda]);
        Assert.Equal(2, record.Snapshot(ChannelId.Plenary)!.Value.Heads[Arda].Size);
        two.LetGo();
        Assert.Equal(2, (await second).Index);
        Assert.Equal(3, record.HeadsFor(Arda)[ChannelId.Plenary][Arda]);
    }

    [Fact]
    public async Task Importing_waits_for_what_was_signed_and_is_seen_by_what_comes_after()
    {
        await using var record = await _node.OpenAsync();
        var charter = record.Store.ReadAll().Single().Compact;
        var saying = Enumerable.Range(0, Callers).Select(caller => Task.Run(() => SayAsync(record, caller, 10)));
        var importing = Enumerable.Range(0, 50).Select(_ => Task.Run(() => record.ImportAsync([charter], default))).ToList();
        await Task.WhenAll(saying);
        Assert.All(await Task.WhenAll(importing), report => Assert.Equal((0, 1), (report.Admitted, report.Repeated)));
        Assert.Equal(1 + (Callers * 10), (await _node.AuditAsync(ChannelId.Plenary)).Count);
    }

    private static async Task<List<Statement>> SayAsync(NodeRecord record, int caller, int count)
    {
        var said = new List<Statement>();
        for (var i = 0; i < count; i++)
        {
            said.Add(await record.SayAsync(ChannelId.Plenary, LoneNode.Draft($"{caller} {i}"), default));
        }

        return said;
    }

    private static string Heads(NodeRecord record) => string.Join(' ', record.HeadsFor(Arda).SelectMany(c => c.Value.Select(h => $"{c.Key}/{h.Key}={h.Value}")));
}
