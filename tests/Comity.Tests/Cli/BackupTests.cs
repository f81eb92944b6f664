using System.Text;
using Comity.Cli;
using Comity.Node;
using Comity.Record;
using Comity.Store.Sqlite;
using Comity.Tests.Node;
using Microsoft.Data.Sqlite;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Cli;

/// <summary>The commands <c>backup</c> and <c>restore</c>, and the drill that an administrator should have made once.</summary>
[Trait("Category", "Slow")]
public sealed class BackupTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("comity-backup-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private string To(string name) => Path.Combine(_folder, name);

    [Fact]
    public async Task Drill_a_node_backed_up_while_written_to_is_restored_elsewhere_and_catches_up()
    {
        await using var three = await FoundedAsync();

        // Its own last word has seen all the others said: it owes no receipt, and its own journals end before the backup.
        var before = await three.ActAsync(Arda, "Said before the backup");
        await Task.WhenAll(Holds(three[Bera], before), Holds(three[Cirra], before));
        using var stop = new CancellationTokenSource();
        var writing = Task.Run(async () =>
        {
            var last = default(StatementId);
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                last = await three.ActAsync(Bera, $"Said meanwhile {i}", ChannelId.Public);
            }

            return last;
        });
        await Until(three[Arda], r => r.Find(ChannelId.Public)![Bera].Size > 5);
        Assert.Equal(ExitCodes.Fine, await Program.Main(["backup", three.FolderOf(Arda), "--out", To("backup")]));
        var size = three[Arda].Record.Read(r => r.Find(ChannelId.Public)![Bera].Size);
        await Until(three[Arda], r => r.Find(ChannelId.Public)![Bera].Size > size + 5);
        await stop.CancelAsync();
        var last = await writing;
        await three.StopAsync(Arda);

        Assert.Equal(ExitCodes.Fine, await Program.Main(["restore", To("backup"), "--to", To("restored")]));
        Assert.Equal(ExitCodes.Fine, await Program.Main(["verify", To("restored"), "--every-signature"]));
        Assert.Equal([NodeHost.DatabaseName, NodeHost.DatabaseName + ".lock"], Directory.GetFileSystemEntries(To("restored")).Select(Path.GetFileName).Order());

        await three.StartAsync(Arda, o => o with { Data = To("restored") });
        await Holds(three[Arda], last, ChannelId.Public);
        await Holds(three[Bera], await three.ActAsync(Arda, "Said after the restore"));
        await three.StopAsync(Arda);
        Assert.Equal(ExitCodes.Fine, await Program.Main(["verify", To("restored"), "--every-signature"]));
    }

    [Fact]
    public async Task A_backup_taken_while_its_node_signs_is_a_sound_moment_of_it()
    {
        await using var three = await FoundedAsync();
        using var stop = new CancellationTokenSource();
        var signing = Task.Run(async () =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                await three.ActAsync(Arda, $"Act {i}");
            }
        });
        var size = 0L;
        for (var i = 0; i < 4; i++)
        {
            await Until(three[Arda], r => r.Find(ChannelId.Plenary)![Arda].Size > size + 5);
            Assert.Equal(ExitCodes.Fine, await Program.Main(["backup", three.FolderOf(Arda), "--out", To($"backup-{i}"), "--json"]));
            await using var store = SqliteStatementStore.OpenReadOnly(To($"backup-{i}"));
            var held = store.Journals().Single(j => j.Channel.IsPlenary && j.Member == Arda).Size;
            Assert.True(held > size, $"{held} after {size}");
            size = held;
        }

        await stop.CancelAsync();
        await signing;
        Assert.Equal(4, Directory.GetFiles(_folder).Length);
    }

    [Fact]
    public async Task A_backup_holds_the_record_and_no_key()
    {
        await using var three = await FoundedAsync();
        await three.ActAsync(Arda, "Act");
        await File.WriteAllTextAsync(Path.Combine(three.FolderOf(Arda), "guard"), "a guard of this node");
        await File.WriteAllTextAsync(Path.Combine(three.FolderOf(Arda), "node.pem"), three.KeyOf(Arda).ToPem());
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(three.FolderOf(Arda), "page-keys")));
        Assert.Equal(ExitCodes.Fine, await Program.Main(["backup", three.FolderOf(Arda), "--out", To("backup")]));

        var text = Encoding.Latin1.GetString(await File.ReadAllBytesAsync(To("backup")));
        Assert.DoesNotContain("PRIVATE KEY", text, StringComparison.Ordinal);
        Assert.DoesNotContain("a guard of this node", text, StringComparison.Ordinal);
        Assert.DoesNotContain("<masterKey", text, StringComparison.Ordinal);
        await using var connection = new SqliteConnection($"Data Source={To("backup")};Mode=ReadOnly;Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT group_concat(name, ' ') FROM (SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name)";
        Assert.Equal("branch evidence piece setting sighting statement", await command.ExecuteScalarAsync());
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(To("backup")));
        }
    }

    [Fact]
    public async Task What_stands_already_is_never_overwritten()
    {
        await using var three = await FoundedAsync();
        var node = three.FolderOf(Arda);
        Assert.Equal(ExitCodes.Fine, await Program.Main(["backup", node, "--out", To("backup")]));
        var bytes = await File.ReadAllBytesAsync(To("backup"));
        Assert.Equal(ExitCodes.Usage, await Program.Main(["backup", node, "--out", To("backup")]));
        Assert.Equal(bytes, await File.ReadAllBytesAsync(To("backup")));

        Assert.Equal(ExitCodes.Usage, await Program.Main(["restore", To("backup"), "--to", node]));      // it runs
        await three.StopAsync(Arda);
        var held = await File.ReadAllBytesAsync(Path.Combine(node, NodeHost.DatabaseName));
        Assert.Equal(ExitCodes.Usage, await Program.Main(["restore", To("backup"), "--to", node]));
        Assert.Equal(held, await File.ReadAllBytesAsync(Path.Combine(node, NodeHost.DatabaseName)));
        Assert.Equal(ExitCodes.Usage, await Program.Main(["restore", To("nothing"), "--to", To("new")]));
        Assert.Equal(ExitCodes.Usage, await Program.Main(["restore", To("backup"), "--to", To("backup")]));
        Assert.False(Path.Exists(To("new")));
    }

    [Fact]
    public async Task A_record_or_a_backup_that_is_not_sound_goes_nowhere()
    {
        await using var three = await FoundedAsync();
        await three.ActAsync(Arda, "Act");
        await three.StopAsync(Arda);
        Assert.Equal(ExitCodes.Fine, await Program.Main(["backup", three.FolderOf(Arda), "--out", To("backup")]));
        foreach (var damaged in new[] { To("backup"), Path.Combine(three.FolderOf(Arda), NodeHost.DatabaseName) })
        {
            await using var connection = new SqliteConnection($"Data Source={damaged};Pooling=False");
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "UPDATE statement SET compact = replace(compact, '.', '.A') WHERE channel = 'plenary' AND member = 'bera'";
            Assert.Equal(1, await command.ExecuteNonQueryAsync());
        }

        Assert.Equal(ExitCodes.Finding, await Program.Main(["backup", three.FolderOf(Arda), "--out", To("second")]));
        Assert.Equal(ExitCodes.Finding, await Program.Main(["restore", To("backup"), "--to", To("restored")]));
        await File.WriteAllTextAsync(To("text"), new string('x', 9000));
        Assert.Equal(ExitCodes.Usage, await Program.Main(["restore", To("text"), "--to", To("restored")]));
        Assert.Equal(["backup", "text"], Directory.GetFileSystemEntries(_folder).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task A_restore_says_what_the_node_must_do_before_it_signs()
    {
        await using var three = await FoundedAsync();
        Assert.Equal(ExitCodes.Fine, ExportTests.Comity("backup", three.FolderOf(Arda), "--out", To("backup")).Code);
        var (code, output, errors) = ExportTests.Comity("restore", To("backup"), "--to", To("restored"));
        Assert.True(code == ExitCodes.Fine, errors);
        Assert.Contains("must ask its peers what they last saw of it", Encoding.UTF8.GetString(output), StringComparison.Ordinal);
    }
}
