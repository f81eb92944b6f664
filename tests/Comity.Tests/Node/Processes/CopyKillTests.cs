using System.Diagnostics;
using Comity.Node;
using Comity.Record;
using Comity.Store;
using Comity.Store.Sqlite;
using Comity.Tests.Node.Runtime;
using Xunit.Abstractions;

namespace Comity.Tests.Node.Processes;

/// <summary>Backup and restore are killed at every named point, and at random moments: there is a whole copy under the name, or none.</summary>
[Trait("Category", "Slow")]
public sealed class CopyKillTests(ITestOutputHelper output)
{
    private static readonly string[] Plan = [.. KillPlan.Points<CopyPoint>(), KillPlan.AtRandom];

    [Fact]
    public async Task A_killed_backup_leaves_a_sound_one_or_none_and_the_record_as_it_was()
    {
        using var node = await SpokenAsync(600);
        await KillOftenAsync("backup", async (point, random) =>
        {
            var to = Path.Combine(node.Folder, Guid.NewGuid().ToString("N"));
            foreach (var (copy, acknowledged) in await KilledAsync("backup", node.Database, to, point, random))
            {
                RequireWholeOrNothing(copy, acknowledged, point);
                var before = File.Exists(copy) ? File.ReadAllBytes(copy) : null;
                if (before is null)
                {
                    Assert.True(SqliteBackup.Make(node.Database, copy, CopyDrill.IsSound));
                }
                else
                {
                    Assert.Equal(StoreOpenFault.InUse, Assert.Throws<StoreOpenException>(() => SqliteBackup.Make(node.Database, copy, CopyDrill.IsSound)).Fault);
                    Assert.Equal(before, File.ReadAllBytes(copy));
                }
            }

            Assert.Equal(601, (await node.AuditAsync(ChannelId.Plenary)).Count);
            Clean(node.Folder, to);
        });
    }

    [Fact]
    public async Task A_killed_restore_leaves_a_sound_record_or_none_and_is_done_again_in_the_same_folder()
    {
        using var node = await SpokenAsync(600);
        var backup = Path.Combine(node.Folder, "backup");
        Assert.True(SqliteBackup.Make(node.Database, backup, CopyDrill.IsSound));
        await KillOftenAsync("restore", async (point, random) =>
        {
            var to = Path.Combine(node.Folder, Guid.NewGuid().ToString("N"));
            foreach (var (folder, acknowledged) in await KilledAsync("restore", backup, to, point, random))
            {
                var record = Path.Combine(folder, NodeHost.DatabaseName);
                RequireWholeOrNothing(record, acknowledged, point);
                if (!File.Exists(record))
                {
                    Assert.True(SqliteBackup.Restore(backup, record, CopyDrill.IsSound));
                }

                await using var store = SqliteStatementStore.Open(record);
                Assert.Equal(601, store.Journals().Sum(j => j.Size));
            }

            Assert.True(CopyDrill.IsSound(backup));
            Clean(node.Folder, to);
        });
    }

    /// <summary>A backup whose bytes were changed on its way: refused in words, or put in place with every statement as it was. COMITY_MUTATE gives seconds.</summary>
    [Fact]
    public async Task A_changed_backup_is_refused_or_holds_the_same()
    {
        var (_, seed) = KillPlan.Read(output, ofAll: 0, atLeast: 0);
        var seconds = double.TryParse(Environment.GetEnvironmentVariable("COMITY_MUTATE"), out var longer) ? longer : 2;
        var random = new Random(seed);
        using var node = await SpokenAsync(30);
        var (backup, record) = (Path.Combine(node.Folder, "backup"), Path.Combine(node.Folder, "restored", NodeHost.DatabaseName));
        Assert.True(SqliteBackup.Make(node.Database, backup, CopyDrill.IsSound));
        var (good, held) = (File.ReadAllBytes(backup), await node.AuditAsync(ChannelId.Plenary));
        for (var clock = Stopwatch.StartNew(); clock.Elapsed.TotalSeconds < seconds;)
        {
            byte[] changed = [.. good];
            for (var times = random.Next(1, 4); times > 0; times--)
            {
                changed[random.Next(random.Next(2) == 0 ? 200 : changed.Length)] ^= (byte)(1 << random.Next(8));
            }

            File.WriteAllBytes(backup, random.Next(6) == 0 ? changed[..random.Next(changed.Length)] : changed);
            try
            {
                if (SqliteBackup.Restore(backup, record, CopyDrill.IsSound))
                {
                    await using var store = SqliteStatementStore.OpenReadOnly(record);
                    Assert.Equal(held.Select(s => s.Id), store.ReadJournal(ChannelId.Plenary, ThreeNodes.Arda, 0, int.MaxValue).Select(s => s.Id));
                }
            }
            catch (IOException refused)
            {
                Assert.NotEmpty(refused.Message);
            }
            catch (Exception thrown) when (thrown is not Xunit.Sdk.XunitException)
            {
                Assert.Fail($"COMITY_SEED={seed}: {thrown}");
            }
            finally
            {
                Clean(node.Folder, Path.Combine(node.Folder, "restored"));
            }
        }
    }

    /// <summary>The same points, with a disk that fails instead of a process that ends: a restore then takes back the folder it made.</summary>
    [Theory]
    [InlineData(CopyPoint.BeforeCopy, false)]
    [InlineData(CopyPoint.BeforeAudit, false)]
    [InlineData(CopyPoint.BeforeName, false)]
    [InlineData(CopyPoint.BeforeAcknowledgement, true)]
    public async Task A_copy_that_fails_leaves_nothing_or_the_whole(CopyPoint point, bool stands)
    {
        using var node = await SpokenAsync(20);
        var (backup, folder) = (Path.Combine(node.Folder, "backup"), Path.Combine(node.Folder, "restored"));
        Assert.Throws<IOException>(() => SqliteBackup.Make(node.Database, backup, CopyDrill.IsSound, faults: new Failing(point)));
        Assert.Equal(stands, File.Exists(backup));
        Assert.Equal(stands ? 1 : 0, Directory.GetFiles(node.Folder, "backup*").Length);
        Assert.True(stands ? CopyDrill.IsSound(backup) : SqliteBackup.Make(node.Database, backup, CopyDrill.IsSound));

        Assert.Throws<IOException>(() => SqliteBackup.Restore(backup, Path.Combine(folder, NodeHost.DatabaseName), CopyDrill.IsSound, faults: new Failing(point)));
        Assert.False(Directory.Exists(folder));
        Assert.True(SqliteBackup.Restore(backup, Path.Combine(folder, NodeHost.DatabaseName), CopyDrill.IsSound));
    }

    private async Task KillOftenAsync(string what, Func<string, Random, Task> kill)
    {
        var (kills, seed) = KillPlan.Read(output, ofAll: 0.075, atLeast: Plan.Length + 1);
        var random = new Random(seed);
        for (var i = 0; i < kills; i++)
        {
            var point = Plan[i % Plan.Length];
            try
            {
                await kill(point, random);
            }
            catch (Exception failed)
            {
                throw new InvalidOperationException($"{what}, kill {i} at {point}; COMITY_SEED={seed}", failed);
            }
        }
    }

    // Every copy that was begun, and whether it was acknowledged.
    private static async Task<List<(string Copy, bool Acknowledged)>> KilledAsync(string verb, string from, string to, string point, Random random)
    {
        using var worker = ProcessWorker.Start(verb, from, to, point);
        var wait = TimeSpan.FromMilliseconds(random.Next(200));
        var copies = new List<(string, bool)>();
        while (await worker.StandardOutput.ReadLineAsync() is { } line)
        {
            if (point == KillPlan.AtRandom && copies.Count == 0)
            {
                _ = KillSoonAsync(worker, wait);
            }

            switch (line.Split(' '))
            {
                case [var i, "begun"]: copies.Add(($"{to}.{i}", false)); break;
                case [var i, "True"]: copies[^1] = ($"{to}.{i}", true); break;
            }
        }

        await worker.WaitForExitAsync();
        Assert.Equal(128 + 9, worker.ExitCode);
        Assert.NotEmpty(copies);
        return copies;
    }

    private static async Task KillSoonAsync(Process worker, TimeSpan time)
    {
        await Task.Delay(time);
        worker.Kill();
    }

    private static void RequireWholeOrNothing(string copy, bool acknowledged, string point)
    {
        Assert.True(File.Exists(copy) || !acknowledged, $"{copy} was acknowledged and is not there");
        Assert.True(!File.Exists(copy) || CopyDrill.IsSound(copy), $"{copy} is half there");
        if (point != KillPlan.AtRandom)
        {
            Assert.Equal(point == KillingAt.NameOf(CopyPoint.BeforeAcknowledgement), File.Exists(copy));
        }
    }

    private static async Task<LoneNode> SpokenAsync(int times)
    {
        var node = LoneNode.Founded();
        await using var record = await node.OpenAsync();
        await record.SayAllAsync(ChannelId.Plenary, [.. Enumerable.Range(0, times).Select(i => LoneNode.Draft($"words {i}"))], default);
        return node;
    }

    private static void Clean(string folder, string to)
    {
        foreach (var left in Directory.GetFileSystemEntries(folder, Path.GetFileName(to) + "*"))
        {
            if (Directory.Exists(left))
            {
                Directory.Delete(left, recursive: true);
            }
            else
            {
                File.Delete(left);
            }
        }
    }

    private sealed class Failing(CopyPoint point) : ICopyFaults
    {
        public void At(CopyPoint reached)
        {
            if (reached == point)
            {
                throw new IOException($"the disk failed at {point}");
            }
        }
    }
}
