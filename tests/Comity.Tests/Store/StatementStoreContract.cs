using System.Collections.Concurrent;
using Comity.Record;
using Comity.Store;
using static Comity.Tests.Store.StoreScript;

namespace Comity.Tests.Store;

/// <summary>What any store must do. A new one derives from this class and adds only what is its own.</summary>
public abstract class StatementStoreContract : IAsyncLifetime
{
    private IStatementStore _store = null!;

    /// <summary>Opens the data of this test, again and again the same. The one opened before is closed by then.</summary>
    protected abstract Task<IStatementStore> OpenAsync(IWriteFaults? faults = null);

    /// <summary>What an audit from outside finds wrong with the data; called while the store is closed.</summary>
    protected abstract IReadOnlyList<string> Audit();

    public virtual async Task InitializeAsync() => _store = await OpenAsync();

    public virtual async Task DisposeAsync() => await _store.DisposeAsync();

    [Fact]
    public void An_empty_store_holds_nothing()
    {
        Assert.Empty(_store.ReadAll());
        Assert.Empty(_store.Journals());
        Assert.Empty(_store.ReadJournal(ChannelId.Plenary, Member("arda"), 0, 10));
        Assert.Null(_store.Find(Said("arda", 0).Id));
        Assert.Null(_store.GetSetting("room-day"));
    }

    [Fact]
    public async Task Evidence_is_kept_once_and_at_most_sixteen_of_a_journal()
    {
        for (var i = 0; i < IStatementStore.MostEvidence + 2; i++)
        {
            var fits = i < IStatementStore.MostEvidence;
            Assert.Equal(fits, await _store.KeepEvidenceAsync(Evidence("arda", i), default));
            Assert.False(await _store.KeepEvidenceAsync(Evidence("arda", i) with { Text = "the same pair written otherwise" }, default));
        }

        Assert.True(await _store.KeepEvidenceAsync(Evidence("bera", 0), default));
        var before = _store.Evidence();
        Assert.Equal(IStatementStore.MostEvidence + 1, before.Count);
        Assert.Equal(Evidence("bera", 0), before[^1]);
        await _store.DisposeAsync();
        Assert.Empty(Audit());
        _store = await OpenAsync();
        Assert.Equal(before, _store.Evidence());
    }

    [Fact]
    public async Task Another_branch_takes_the_place_of_a_journals_end_and_what_stood_there_is_kept_apart()
    {
        await _store.Append([.. Says("arda", 0, 5), .. Says("bera", 0, 3)]);
        StoredStatement[] branch = [Said("arda", 2, "otherwise"), Said("arda", 3, "otherwise")];
        await _store.TakeBranchAsync(branch, default);

        Assert.Equal([.. Says("arda", 0, 2), .. branch], _store.ReadJournal(ChannelId.Plenary, Member("arda"), 0, 10));
        Assert.Equal(Says("arda", 2, 3), _store.LeftBehind());
        Assert.Equal(3, _store.Size("bera"));
        _store.RequireWhole();

        // And back: what stands in the journal is not also left behind.
        await _store.TakeBranchAsync(Says("arda", 2, 3), default);
        Assert.Equal(branch, _store.LeftBehind());
        _store.RequireWhole();
        await Assert.ThrowsAsync<ArgumentException>(() => _store.TakeBranchAsync([branch[0], Said("bera", 3)], default));
        await _store.DisposeAsync();
        Assert.Empty(Audit());
        _store = await OpenAsync();
        _store.RequireWhole();
    }

    [Theory]
    [InlineData(WritePoint.BeforeStatement, false)]
    [InlineData(WritePoint.BeforeCommit, false)]
    [InlineData(WritePoint.BeforeAcknowledgement, true)]
    public async Task A_branch_whose_write_fails_is_taken_whole_or_not_at_all(WritePoint point, bool taken)
    {
        await _store.Append(Says("arda", 0, 5));
        await _store.DisposeAsync();
        _store = await OpenAsync(new FailingAt(point, new IOException("a failure for the test")));
        StoredStatement[] branch = [Said("arda", 2, "otherwise"), Said("arda", 3, "otherwise")];
        await Assert.ThrowsAsync<StoreFailedException>(() => _store.TakeBranchAsync(branch, default));
        await _store.DisposeAsync();
        Assert.Empty(Audit());
        _store = await OpenAsync();
        Assert.Equal(taken ? [.. Says("arda", 0, 2), .. branch] : Says("arda", 0, 5), _store.ReadJournal(ChannelId.Plenary, Member("arda"), 0, 10));
        Assert.Equal(taken ? 3 : 0, _store.LeftBehind().Count);
    }

    private static StoredEvidence Evidence(string member, int seed) => new(
        ChannelId.Plenary, Member(member), seed, Hash256.Of([(byte)seed]), $"comity-fork/1\n{seed}\n", new DateTimeOffset(2031, 4, 1, 9, 0, 0, 120, TimeSpan.Zero));

    [Fact]
    public async Task A_statement_is_read_back_as_it_was_received()
    {
        var said = Said("arda", 0, "a long one " + new string('x', 48_000));

        Assert.IsType<AppendResult.Appended>(await _store.Append(said));

        Assert.Equal(said, _store.Find(said.Id));
        Assert.Equal([said], _store.ReadJournal(ChannelId.Plenary, Member("arda"), 0, 10));
        Assert.Equal([said], _store.ReadAll());
    }

    [Fact]
    public async Task A_batch_may_follow_itself_and_span_journals()
    {
        Assert.IsType<AppendResult.Appended>(await _store.Append([.. Says("arda", 0, 3), .. Says("bera", 0, 2), .. Says("arda", 3, 1), .. Says("arda", 0, 2, "arda+bera")]));

        Assert.Equal(
            [new(Pair, Member("arda"), 2), new(ChannelId.Plenary, Member("arda"), 4), new JournalSize(ChannelId.Plenary, Member("bera"), 2)],
            _store.Journals());
        _store.RequireWhole();
    }

    [Fact]
    public async Task An_empty_batch_is_appended()
    {
        Assert.IsType<AppendResult.Appended>(await _store.Append());
        Assert.Empty(_store.ReadAll());
    }

    [Fact]
    public async Task The_same_statement_again_is_fine_and_stored_once()
    {
        var batch = Says("arda", 0, 3);
        await _store.Append(batch);

        Assert.IsType<AppendResult.Appended>(await _store.Append(batch));
        Assert.IsType<AppendResult.Appended>(await _store.Append(batch[1]));
        Assert.IsType<AppendResult.Appended>(await _store.Append(Said("arda", 3), Said("arda", 3)));

        Assert.Equal(4, _store.ReadAll().Count());
        _store.RequireWhole();
    }

    [Fact]
    public async Task A_batch_that_repeats_and_goes_on_stores_what_is_new()
    {
        await _store.Append(Says("arda", 0, 3));

        Assert.IsType<AppendResult.Appended>(await _store.Append(Says("arda", 1, 4)));

        Assert.Equal(5, _store.Size("arda"));
        _store.RequireWhole();
    }

    [Fact]
    public async Task Another_signature_under_the_same_id_leaves_the_first_copy()
    {
        var first = Said("arda", 0);
        await _store.Append(first);

        Assert.IsType<AppendResult.Appended>(await _store.Append(first with { Compact = first.Compact + "A" }));

        Assert.Equal(first, _store.Find(first.Id));
    }

    [Fact]
    public async Task Another_statement_at_a_held_index_is_a_conflict_that_names_the_one_held()
    {
        await _store.Append(Says("arda", 0, 3));
        var other = Said("arda", 1, "something else");

        var result = await _store.Append(other);

        Assert.Equal(new AppendResult.Conflict(other, Said("arda", 1).Id, 3), result);
        Assert.Null(_store.Find(other.Id));
    }

    [Fact]
    public async Task A_gap_is_a_conflict_that_names_the_size()
    {
        await _store.Append(Says("arda", 0, 3));

        Assert.Equal(new AppendResult.Conflict(Said("arda", 4), null, 3), await _store.Append(Said("arda", 4)));
        Assert.Equal(new AppendResult.Conflict(Said("bera", 1), null, 0), await _store.Append(Said("bera", 1)));
        Assert.Equal(new AppendResult.Conflict(Said("arda", 3, channel: "public"), null, 0), await _store.Append(Said("arda", 3, channel: "public")));
    }

    [Fact]
    public async Task Two_statements_at_one_index_of_a_batch_are_a_conflict_and_neither_is_stored()
    {
        var one = Said("arda", 0, "one");
        var other = Said("arda", 0, "other");

        Assert.Equal(new AppendResult.Conflict(other, one.Id, 0), await _store.Append(one, other));

        Assert.Empty(_store.ReadAll());
    }

    [Fact]
    public async Task A_batch_with_one_misfit_stores_nothing_and_its_parts_can_be_stored_after()
    {
        var fit = Says("arda", 0, 5);

        var result = await _store.Append([.. fit, Said("bera", 7), .. Says("cirra", 0, 2)]);

        Assert.Equal(new AppendResult.Conflict(Said("bera", 7), null, 0), result);
        Assert.Empty(_store.ReadAll());
        Assert.Null(_store.Find(fit[0].Id));
        Assert.IsType<AppendResult.Appended>(await _store.Append(fit));
    }

    [Fact]
    public async Task An_id_held_at_another_place_is_misplaced()
    {
        var held = Said("arda", 0);
        await _store.Append(held);
        var offered = Said("bera", 0) with { Id = held.Id };

        Assert.Equal(new AppendResult.Misplaced(offered, held), await _store.Append(Said("cirra", 0), offered));

        Assert.Equal([held], _store.ReadAll());
    }

    [Fact]
    public async Task Text_that_the_gate_could_not_have_admitted_is_refused_at_the_door()
    {
        var fine = Said("arda", 0);

        await Assert.ThrowsAnyAsync<ArgumentException>(() => _store.Append(fine with { Channel = default }));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => _store.Append(fine with { Member = default }));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => _store.Append(fine with { Index = -1 }));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => _store.Append(fine with { Compact = "" }));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => _store.Append(fine with { Compact = "撤回" }));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => _store.Append(fine with { Compact = "a\0b" }));
        Assert.Empty(_store.ReadAll());
    }

    [Fact]
    public async Task Of_many_callers_for_one_index_exactly_one_appends()
    {
        var rivals = Enumerable.Range(0, 32).Select(i => Said("arda", 0, $"version {i}")).ToList();

        var results = await Task.WhenAll(rivals.Select(r => Task.Run(() => _store.Append(r, Said("arda", 1, r.Compact)))));

        Assert.Single(results.OfType<AppendResult.Appended>());
        var winner = Assert.Single(_store.ReadJournal(ChannelId.Plenary, Member("arda"), 0, 1));
        Assert.All(results.OfType<AppendResult.Conflict>(), c => Assert.Equal((winner.Id, 2L), (c.Held!.Value, c.Size)));
        _store.RequireWhole();
    }

    [Fact]
    public async Task Sixty_four_callers_on_journals_of_their_own_all_append_beside_misfits()
    {
        await Task.WhenAll(Enumerable.Range(0, 64).Select(caller => Task.Run(async () =>
        {
            for (var i = 0; i < 25; i++)
            {
                Assert.IsType<AppendResult.Appended>(await _store.Append(Said($"m{caller}", 2 * i), Said($"m{caller}", 2 * i + 1)));
                Assert.IsType<AppendResult.Conflict>(await _store.Append(Said($"m{caller}", 2 * i + 2), Said($"m{caller}", 0, "another")));
            }
        })));

        Assert.Equal(64, _store.Journals().Count);
        Assert.All(_store.Journals(), j => Assert.Equal(50, j.Size));
        _store.RequireWhole();
    }

    [Fact]
    public async Task A_journal_is_read_in_windows()
    {
        await _store.Append(Says("arda", 0, 10));

        IEnumerable<long> Window(long from, int limit) => _store.ReadJournal(ChannelId.Plenary, Member("arda"), from, limit).Select(s => s.Index);

        Assert.Equal([0, 1, 2], Window(0, 3));
        Assert.Equal([8, 9], Window(8, 3));
        Assert.Empty(Window(10, 3));
        Assert.Empty(Window(0, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Window(-1, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Window(0, -1));
    }

    [Fact]
    public async Task Everything_is_listed_by_channel_member_and_index_ordinally()
    {
        string[] channels = ["public", "arda", "plenary", "arda+bera", "a-b+arda"];
        string[] members = ["b", "a-b", "ab", "a1", "a"];
        foreach (var channel in channels)
        {
            await _store.Append([.. members.SelectMany(m => Says(m, 0, 11, channel))]);
        }

        var expected = channels.Order(StringComparer.Ordinal).SelectMany(c => members.Order(StringComparer.Ordinal).SelectMany(m => Says(m, 0, 11, c)));

        Assert.Equal(expected, _store.ReadAll());
        _store.RequireWhole();
    }

    [Fact]
    public async Task Places_name_all_that_is_held()
    {
        await _store.Append([.. Says("bera", 0, 3), .. Says("arda", 0, 2)]);

        Assert.Equal(_store.ReadAll().Select(s => new StoredPlace(s.Channel, s.Member, s.Index, s.Id)), _store.Places().OrderBy(p => p.Member).ThenBy(p => p.Index));
    }

    [Fact]
    public async Task An_enumeration_shows_one_moment()
    {
        await _store.Append([.. Says("arda", 0, 3), .. Says("bera", 0, 3)]);
        using var walk = _store.ReadAll().GetEnumerator();
        Assert.True(walk.MoveNext());

        await _store.Append([.. Says("bera", 3, 1), .. Says("cirra", 0, 1)]);

        var rest = 0;
        while (walk.MoveNext())
        {
            rest++;
        }

        Assert.Equal(5, rest);
        Assert.Equal(8, _store.ReadAll().Count());
    }

    [Fact]
    public async Task Settings_are_kept_and_replaced_across_reopening()
    {
        await _store.SetSettingAsync("room-day", "2031-05-01", CancellationToken.None);
        await _store.SetSettingAsync("room-day", "2031-05-02", CancellationToken.None);
        await _store.SetSettingAsync("名", "値", CancellationToken.None);

        await Reopen();

        Assert.Equal("2031-05-02", _store.GetSetting("room-day"));
        Assert.Equal("値", _store.GetSetting("名"));
        Assert.Null(_store.GetSetting("Room-day"));
    }

    [Fact]
    public async Task Reopening_goes_on_where_it_ended()
    {
        await _store.Append(Says("arda", 0, 3));

        await Reopen();

        Assert.IsType<AppendResult.Conflict>(await _store.Append(Said("arda", 2, "another")));
        Assert.IsType<AppendResult.Appended>(await _store.Append(Says("arda", 2, 3)));
        Assert.Equal(5, _store.Size("arda"));
    }

    [Fact]
    public async Task Closing_writes_what_waits_and_then_refuses()
    {
        using var heldUp = new HeldUpAt(WritePoint.BeforeCommit);
        await Reopen(heldUp);
        var first = _store.Append(Said("arda", 0));
        await heldUp.Arrived;
        var second = _store.Append(Said("arda", 1));

        var closing = _store.DisposeAsync().AsTask();
        var late = await Assert.ThrowsAsync<ObjectDisposedException>(() => _store.Append(Said("arda", 2)));
        heldUp.LetGo();
        await closing;

        Assert.IsType<AppendResult.Appended>(await first);
        Assert.IsType<AppendResult.Appended>(await second);
        Assert.NotNull(late);
        Assert.Throws<ObjectDisposedException>(() => _store.Find(Said("arda", 0).Id));
        await _store.DisposeAsync();
        await Reopen();
        Assert.Equal(2, _store.Size("arda"));
    }

    [Fact]
    public async Task Reads_do_not_wait_for_a_write_and_do_not_see_it_before_its_commit()
    {
        await _store.Append(Said("arda", 0));
        using var heldUp = new HeldUpAt(WritePoint.BeforeCommit);
        await Reopen(heldUp);
        var writing = _store.Append(Said("arda", 1));
        await heldUp.Arrived;

        Assert.Null(_store.Find(Said("arda", 1).Id));
        Assert.Equal(1, _store.Size("arda"));
        Assert.Single(_store.ReadAll());

        heldUp.LetGo();
        await writing;
        Assert.Equal(2, _store.Size("arda"));
    }

    [Fact]
    public async Task A_caller_cancelled_before_its_turn_leaves_nothing()
    {
        using var heldUp = new HeldUpAt(WritePoint.BeforeCommit);
        await Reopen(heldUp);
        var first = _store.Append(Said("arda", 0));
        await heldUp.Arrived;
        using var patience = new CancellationTokenSource();
        var waiting = _store.AppendAsync(Says("bera", 0, 3), patience.Token);

        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        heldUp.LetGo();
        await first;
        await _store.Append(Said("arda", 1));

        Assert.Equal(0, _store.Size("bera"));
        Assert.IsType<AppendResult.Appended>(await _store.Append(Says("bera", 0, 3)));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _store.AppendAsync(Says("cirra", 0, 1), patience.Token));
    }

    [Fact]
    public async Task A_caller_cancelled_during_its_turn_finds_the_whole_batch_on_repeating()
    {
        using var heldUp = new HeldUpAt(WritePoint.BeforeCommit);
        await Reopen(heldUp);
        using var patience = new CancellationTokenSource();
        var waiting = _store.AppendAsync(Says("bera", 0, 3), patience.Token);
        await heldUp.Arrived;

        await patience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        heldUp.LetGo();

        Assert.IsType<AppendResult.Appended>(await _store.Append(Says("bera", 0, 3)));
        Assert.Equal(3, _store.Size("bera"));
        _store.RequireWhole();
    }

    public static TheoryData<WritePoint, int> Points => new()
    {
        { WritePoint.BeforeTransaction, 1 },
        { WritePoint.BeforeStatement, 1 },
        { WritePoint.BeforeStatement, 3 },   // the middle of a batch
        { WritePoint.BeforeCommit, 1 },
        { WritePoint.BeforeAcknowledgement, 1 },
    };

    [Theory]
    [MemberData(nameof(Points))]
    public async Task A_write_that_fails_is_stored_whole_or_not_at_all_and_repeating_settles_it(WritePoint point, int arrival)
    {
        var acknowledged = Says("arda", 0, 4);
        var doubtful = (StoredStatement[])[.. Says("arda", 4, 3), .. Says("bera", 0, 2)];
        await _store.Append(acknowledged);
        await Reopen(new FailingAt(point, new IOException("the disk is on fire"), arrival));

        var failed = await Assert.ThrowsAsync<StoreFailedException>(() => _store.Append(doubtful));
        var refused = await Assert.ThrowsAsync<StoreFailedException>(() => _store.Append(Said("cirra", 0)));
        var setting = await Assert.ThrowsAsync<StoreFailedException>(() => _store.SetSettingAsync("room-day", "2031-05-01", CancellationToken.None));

        Assert.Equal([StoreAdvice.Stop, StoreAdvice.Stop, StoreAdvice.Stop], [failed.Advice, refused.Advice, setting.Advice]);
        Assert.Contains("the disk is on fire", refused.Message, StringComparison.Ordinal);
        Assert.Equal(acknowledged, _store.ReadJournal(ChannelId.Plenary, Member("arda"), 0, 4));   // reads go on
        await _store.DisposeAsync();
        Assert.Empty(Audit());
        await Reopen();
        var stored = point == WritePoint.BeforeAcknowledgement ? doubtful : [];
        Assert.Equal([.. acknowledged, .. stored], _store.ReadAll());
        Assert.IsType<AppendResult.Appended>(await _store.Append(doubtful));
        Assert.Equal([.. acknowledged, .. doubtful], _store.ReadAll());
        _store.RequireWhole();
    }

    [Theory]
    [MemberData(nameof(Points))]
    public async Task Nothing_acknowledged_is_lost_when_a_write_fails_in_full_flow(WritePoint point, int arrival)
    {
        await Reopen(new FailingAt(point, new IOException("the disk is on fire"), arrival + 7));
        var acknowledged = new ConcurrentBag<StoredStatement>();

        await Task.WhenAll(Enumerable.Range(0, 16).Select(caller => Task.Run(() => AppendUntilFailure(caller, acknowledged))));

        await _store.DisposeAsync();
        Assert.Empty(Audit());
        await Reopen();
        var all = _store.ReadAll().ToHashSet();
        Assert.All(acknowledged, s => Assert.Contains(s, all));
        Assert.All(_store.Journals(), j => Assert.Equal(0, j.Size % 3));   // no half batch
        _store.RequireWhole();
    }

    [Fact]
    public async Task Everyone_who_waits_when_a_write_fails_is_told()
    {
        using var heldUp = new HeldUpAt(WritePoint.BeforeCommit, new IOException("the disk is on fire"));
        await Reopen(heldUp);
        var first = _store.Append(Said("arda", 0));
        await heldUp.Arrived;
        var waiting = Enumerable.Range(0, 2000).Select(i => _store.Append(Said($"m{i}", 0))).ToList();   // more than the queue takes

        heldUp.LetGo();

        await Assert.ThrowsAsync<StoreFailedException>(() => first);
        foreach (var caller in waiting)
        {
            await Assert.ThrowsAsync<StoreFailedException>(() => caller);
        }

        await Reopen();
        Assert.Empty(_store.ReadAll());
    }

    protected async Task Reopen(IWriteFaults? faults = null)
    {
        await _store.DisposeAsync();
        _store = await OpenAsync(faults);
    }

    private async Task AppendUntilFailure(int caller, ConcurrentBag<StoredStatement> acknowledged)
    {
        try
        {
            for (var i = 0; ; i += 3)
            {
                var batch = Says($"m{caller}", i, 3);
                await _store.Append(batch);
                Array.ForEach(batch, acknowledged.Add);
            }
        }
        catch (StoreFailedException)
        {
            // the end of this caller's story
        }
    }
}
