using System.Text;
using Comity.Cli;
using Comity.Node;
using Comity.Record;
using Comity.Record.Audit;
using Comity.Record.Signing;
using Comity.Record.Statements;
using Comity.Store;
using Comity.Store.Sqlite;
using Comity.Tests.Node;
using Microsoft.Data.Sqlite;
using static Comity.Tests.Node.ThreeNodes;

namespace Comity.Tests.Cli;

/// <summary>An audit from outside, on the folder a stopped node left.</summary>
[Trait("Category", "Slow")]
public sealed class VerifyTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("comity-verify-").FullName;
    private string _database = "";

    public async Task InitializeAsync()
    {
        await using var three = await FoundedAsync();
        for (var i = 0; i < 6; i++)
        {
            await Holds(three[Bera], await three.ActAsync(Arda, $"Act {i}"));
            await Holds(three[Arda], await three.ActAsync(Bera, $"Answer {i}"));
        }

        await three.ActAsync(Arda, "In our own file", ChannelId.Of(Arda));
        await three.StopAsync(Arda);
        _database = Path.Combine(_folder, NodeHost.DatabaseName);
        File.Copy(Path.Combine(three.FolderOf(Arda), NodeHost.DatabaseName), _database);
        File.Copy(three.GuardOf(Arda), _folder + ".guard");
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        File.Delete(_folder + ".guard");
        return Task.CompletedTask;
    }

    [Fact]
    public async Task A_record_nobody_touched_is_sound_by_folder_and_by_file_and_with_every_signature()
    {
        Assert.Equal(ExitCodes.Fine, await Program.Main(["verify", _folder]));
        Assert.Equal(ExitCodes.Fine, await Program.Main(["verify", _database, "--every-signature", "--json"]));
    }

    [Fact]
    public async Task A_path_without_a_record_is_bad_input()
    {
        Assert.Equal(ExitCodes.Usage, await Program.Main(["verify", Path.Combine(_folder, "nothing")]));
        Assert.Equal(ExitCodes.Usage, await Program.Main(["verify"]));
        Assert.Equal(ExitCodes.Usage, await Program.Main(["verify", _folder, "--surprise"]));
    }

    [Fact]
    public async Task A_file_that_is_no_database_is_a_finding_not_a_crash()
    {
        await File.WriteAllTextAsync(_database, new string('x', 9000));
        Assert.Equal(ExitCodes.Finding, await Program.Main(["verify", _folder]));
    }

    [Fact]
    public async Task A_database_cut_short_is_a_finding()
    {
        using (var file = File.OpenWrite(_database))
        {
            file.SetLength(file.Length * 2 / 3);
        }

        Assert.Equal(ExitCodes.Finding, await Program.Main(["verify", _folder]));
    }

    [Fact]
    public async Task Every_byte_of_every_signing_input_is_covered()
    {
        var statements = await StatementsAsync();
        Assert.True(RecordAudit.Of(statements, everySignature: false).IsSound);
        for (var at = 0; at < statements.Count; at++)
        {
            var signingLength = statements[at].Compact.LastIndexOf('.');
            for (var position = at % 7; position < signingLength; position += 7)
            {
                var report = RecordAudit.Of(Changed(statements, at, position), everySignature: false);
                Assert.False(report.IsSound, $"character {position} of {statements[at].Channel}/{statements[at].Member}/{statements[at].Index}");
            }
        }
    }

    [Fact]
    public async Task A_changed_text_with_its_id_changed_to_fit_is_found_by_the_tree()
    {
        var statements = await StatementsAsync();
        using var stranger = SigningKey.Generate();
        var at = statements.FindIndex(s => s.Channel.IsPlenary && s.Member == Bera && s.Index == 2);
        StatementGate.TryRead(statements[at].Compact, out var original, out var jws, out _);
        var forged = Jws.Sign(stranger, StatementGate.Type, jws!.Payload);
        StatementGate.TryRead(forged, out var read, out _);
        statements[at] = statements[at] with { Compact = forged, Id = read!.Id };
        Assert.Contains(RecordAudit.Of(statements, everySignature: false).Findings, f => f.Code == "audit.root");
    }

    [Fact]
    public async Task A_signature_below_the_head_is_found_when_every_signature_is_asked_for()
    {
        var statements = await StatementsAsync();
        var at = statements.FindIndex(s => s.Channel.IsPlenary && s.Member == Arda && s.Index == 2);
        var forged = Changed(statements, at, statements[at].Compact.LastIndexOf('.') + 10);
        Assert.True(RecordAudit.Of(forged, everySignature: false).IsSound);
        Assert.Contains(RecordAudit.Of(forged, everySignature: true).Findings, f => f.Code == "audit.signature");
    }

    [Fact]
    public async Task A_journal_shorter_than_others_have_seen_it_is_found()
    {
        var statements = await StatementsAsync();
        var last = statements.Last(s => s.Channel.IsPlenary && s.Member == Arda);
        statements.Remove(last);
        statements.Remove(statements.Last(s => s.Channel.IsPlenary && s.Member == Arda));
        Assert.Contains(RecordAudit.Of(statements, everySignature: false).Findings, f => f.Code is "audit.shorter" or "audit.sighting");
    }

    [Fact]
    public async Task A_statement_removed_in_the_database_is_found_from_the_command()
    {
        await using (var connection = new SqliteConnection($"Data Source={_database};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "DELETE FROM statement WHERE channel = 'plenary' AND member = 'bera' AND idx = 3";
            Assert.Equal(1, await command.ExecuteNonQueryAsync());
        }

        Assert.Equal(ExitCodes.Finding, await Program.Main(["verify", _folder]));
    }

    [Fact]
    public async Task A_journal_shorter_than_the_guard_is_found_though_nobody_else_had_seen_its_end()
    {
        await using (var connection = new SqliteConnection($"Data Source={_database};Pooling=False"))
        {
            await connection.OpenAsync();
            await using var command = connection.CreateCommand();
            command.CommandText = "DELETE FROM statement WHERE channel = 'arda' AND idx = (SELECT MAX(idx) FROM statement WHERE channel = 'arda')";
            Assert.Equal(1, await command.ExecuteNonQueryAsync());
        }

        Assert.True(RecordAudit.Of(await StatementsAsync(), everySignature: true).IsSound);
        Assert.Equal(ExitCodes.Finding, await Program.Main(["verify", _folder]));
        File.Delete(_folder + ".guard");
        Assert.Equal(ExitCodes.Fine, await Program.Main(["verify", _folder]));
    }

    private async Task<List<AuditedStatement>> StatementsAsync()
    {
        await using var store = SqliteStatementStore.OpenReadOnly(_database);
        return [.. store.ReadAll().Select(s => new AuditedStatement(s.Channel, s.Member, s.Index, s.Id, s.Compact))];
    }

    private static List<AuditedStatement> Changed(List<AuditedStatement> statements, int at, int position)
    {
        var text = new StringBuilder(statements[at].Compact);
        text[position] = text[position] == 'A' ? 'B' : 'A';
        var changed = statements.ToList();
        changed[at] = statements[at] with { Compact = text.ToString() };
        return changed;
    }
}
