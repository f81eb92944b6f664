using System.Text;
using System.Text.Json;
using Comity.Cli;
using Comity.Node;
using Comity.Record;
using Comity.Record.Statements;
using Comity.Tests.Node;
using Microsoft.Data.Sqlite;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Cli;

/// <summary>The commands <c>export</c> and <c>verify FILE</c>, as a person or a script uses them.</summary>
[Trait("Category", "Slow")]
public sealed class ExportTests : IAsyncLifetime
{
    private static readonly ChannelId Pair = ChannelId.Of(Arda, Bera);

    private readonly string _folder = Directory.CreateTempSubdirectory("comity-export-").FullName;
    private ThreeNodes _three = null!;
    private StatementId _said;

    public async Task InitializeAsync()
    {
        _three = await FoundedAsync();
        _said = await _three.ActAsync(Arda, "Arda announced licensing");
        await Holds(_three[Bera], _said);
        await Holds(_three[Arda], await _three.ActAsync(Bera, "Bera answered"));
        await Holds(_three[Bera], await _three.ActAsync(Arda, "Between us", Pair), Pair);
    }

    public async Task DisposeAsync()
    {
        await _three.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private string To(string name) => Path.Combine(_folder, name);

    [Fact]
    public async Task A_running_nodes_channels_and_statements_are_exported_and_verify_alone()
    {
        var node = _three.FolderOf(Arda);
        foreach (var channel in new[] { "plenary", "arda+bera" })
        {
            Assert.Equal(ExitCodes.Fine, await Program.Main(["export", node, "--channel", channel, "--out", To(channel)]));
            Assert.Equal(ExitCodes.Fine, await Program.Main(["verify", To(channel), "--every-signature", "--forum", _three.Charter.Id.ToString()]));
        }

        Assert.Equal(ExitCodes.Fine, await Program.Main(["export", Path.Combine(node, NodeHost.DatabaseName), "--statement", _said.ToString(), "--out", To("one"), "--json"]));
        Assert.Equal(ExitCodes.Fine, await Program.Main(["verify", To("one"), "--json"]));
        Assert.All(await File.ReadAllLinesAsync(To("arda+bera")), line => Assert.True(
            line[0] == '{' || (StatementGate.TryRead(line, out var read, out _) && (read.Channel == Pair || read.Id == _three.Charter.Id)), "only the channel and the charter leave"));
        Assert.Equal(3, Directory.GetFiles(_folder).Length);
    }

    [Fact]
    public async Task An_export_goes_to_standard_output_and_its_report_beside_it()
    {
        var (code, output, errors) = Comity("export", _three.FolderOf(Arda), "--statement", _said.ToString(), "--out", "-", "--json");
        Assert.True(code == ExitCodes.Fine, errors);
        Assert.Empty(ExportScript.Audit(output).Audit.Findings);
        var report = JsonDocument.Parse(errors).RootElement;
        Assert.True(report.GetProperty("sound").GetBoolean());
        Assert.Contains("bera", report.GetProperty("export").GetProperty("heldBy").EnumerateArray().Select(m => m.GetString()));
        await File.WriteAllBytesAsync(To("one"), output);
        Assert.Contains("Test forum, issued by nobody", Encoding.UTF8.GetString(Comity("verify", To("one")).Output), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_altered_cut_or_comes_from_another_forum_is_a_finding()
    {
        Assert.Equal(ExitCodes.Fine, await Program.Main(["export", _three.FolderOf(Bera), "--channel", "plenary", "--out", To("plenary")]));
        var lines = await File.ReadAllLinesAsync(To("plenary"));
        await File.WriteAllTextAsync(To("cut"), string.Concat(lines.SkipLast(2).Select(l => l + "\n")));
        await File.WriteAllTextAsync(To("headless"), string.Concat(lines.Skip(1).Select(l => l + "\n")));
        await File.WriteAllTextAsync(To("altered"), string.Concat(lines.Select(l => l.Replace("issued by nobody", "issued by all", StringComparison.Ordinal) + "\n")));
        foreach (var name in new[] { "cut", "headless", "altered" })
        {
            Assert.Equal(ExitCodes.Finding, await Program.Main(["verify", To(name)]));
        }

        Assert.Equal(ExitCodes.Finding, await Program.Main(["verify", To("plenary"), "--forum", _said.ToString()]));
        Assert.Equal(ExitCodes.Usage, await Program.Main(["verify", To("plenary"), "--forum", "ours"]));
        Assert.Contains("line 1", Encoding.UTF8.GetString(Comity("verify", To("altered")).Output), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_replaced_only_when_told_to()
    {
        await File.WriteAllTextAsync(To("kept"), "kept");
        string[] export = ["export", _three.FolderOf(Arda), "--channel", "plenary", "--out", To("kept")];
        Assert.Equal(ExitCodes.Usage, await Program.Main(export));
        Assert.Equal("kept", await File.ReadAllTextAsync(To("kept")));
        Assert.Equal(ExitCodes.Fine, await Program.Main([.. export, "--force"]));
        Assert.Equal(ExitCodes.Fine, await Program.Main(["verify", To("kept")]));
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task What_cannot_be_meant_is_bad_input_and_says_what_to_do()
    {
        var node = _three.FolderOf(Arda);
        foreach (var wrong in new string[][]
        {
            ["export", node, "--out", To("x")],
            ["export", node, "--channel", "plenary", "--statement", _said.ToString(), "--out", To("x")],
            ["export", node, "--channel", "bera+arda", "--out", To("x")],
            ["export", node, "--channel", "arda+cirra", "--out", To("x")],
            ["export", node, "--statement", "nothing", "--out", To("x")],
            ["export", node, "--statement", new string('A', 43), "--out", To("x")],
            ["export", node, "--channel", "plenary"],
            ["export", To("nowhere"), "--channel", "plenary", "--out", To("x")],
            ["export", Path.GetDirectoryName(node)!, "--channel", "plenary", "--out", To("x")],
            ["export", node, "--channel", "plenary", "--out", _folder],
        })
        {
            Assert.Equal(ExitCodes.Usage, await Program.Main(wrong));
        }

        var (code, _, errors) = Comity("export", To("nowhere"), "--channel", "plenary", "--out", To("x"));
        Assert.Equal(ExitCodes.Usage, code);
        Assert.Contains("hint: ", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        Assert.Equal(ExitCodes.Machine, await Program.Main(["export", node, "--channel", "plenary", "--out", To("no/such/folder")]));
        Assert.Empty(Directory.GetFiles(_folder));
    }

    [Fact]
    public async Task A_damaged_record_is_not_exported()
    {
        await _three.StopAsync(Arda);
        await using (var connection = new SqliteConnection($"Data Source={Path.Combine(_three.FolderOf(Arda), NodeHost.DatabaseName)};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "DELETE FROM statement WHERE channel = 'plenary' AND member = 'arda' AND idx = 1";
            Assert.Equal(1, await command.ExecuteNonQueryAsync());
        }

        Assert.Equal(ExitCodes.Finding, await Program.Main(["export", _three.FolderOf(Arda), "--channel", "plenary", "--out", To("x")]));
        Assert.Empty(Directory.GetFiles(_folder));
    }

    internal static (int Code, byte[] Output, string Errors) Comity(params string[] arguments) =>
        Tool.Run("dotnet", [], [Path.Combine(AppContext.BaseDirectory, "Comity.Cli.dll"), .. arguments]);
}
