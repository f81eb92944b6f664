using System.Text.Json;
using Comity.Cli;

namespace Comity.Tests.Cli;

/// <summary>A member is made whole or can be made whole; nothing that was made is made again.</summary>
public sealed class InitTests : IDisposable
{
    private static readonly string[] Made = ["node.key", "root.key", "roster.jws", "first-officer.token", "first-officer.json", "comity.json"];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("comity-init-");

    public InitTests() => File.WriteAllText(Path.Combine(_folder.FullName, "passphrase"), "thistle anchor velvet plough\n");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Stopped_after_any_part_it_goes_on_and_keeps_what_was_made()
    {
        Assert.Equal(ExitCodes.Fine, (await InitAsync("whole")).Code);
        Assert.All(Made, name => Assert.True(File.Exists(In("whole", name)), name));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(In("whole", "root.key")));
        }

        for (var parts = 1; parts < Made.Length; parts++)
        {
            var stopped = $"stopped-{parts}";
            Directory.CreateDirectory(In(stopped));
            foreach (var name in Made[..parts])
            {
                File.Copy(In("whole", name), In(stopped, name));
            }

            var ended = await InitAsync(stopped);
            Assert.True(ended.Code == ExitCodes.Fine, ended.Error);
            Assert.All(Made, name => Assert.True(File.Exists(In(stopped, name)), name));
            // A token without its digest opens nothing, and is made again with it.
            Assert.All(Made[..parts].Except(parts == 4 ? ["first-officer.token"] : []), name => Assert.Equal(File.ReadAllText(In("whole", name)), File.ReadAllText(In(stopped, name))));
        }
    }

    [Fact]
    public async Task Done_again_it_changes_nothing_and_done_otherwise_it_refuses()
    {
        await InitAsync("arda");
        var before = Made.Select(name => File.ReadAllText(In("arda", name))).ToList();

        Assert.Contains("nothing was changed", (await InitAsync("arda")).Output, StringComparison.Ordinal);
        var other = await Command.RunAsync("init", "--folder", In("arda"), "--member", "bera", "--address", "http://127.0.0.1:9", "--passphrase-file", In("passphrase"));
        other.IsAnsweredWith(ExitCodes.Usage);
        Assert.Contains("member: expected arda", other.Error, StringComparison.Ordinal);
        Assert.Contains("address: expected http://127.0.0.1:7201/", other.Error, StringComparison.Ordinal);
        Assert.Equal(before, Made.Select(name => File.ReadAllText(In("arda", name))));
    }

    [Fact]
    public async Task Without_a_terminal_it_names_all_that_is_missing()
    {
        var start = Command.Start("init");
        start.RedirectStandardInput = true;
        var ended = await Command.RunAsync(start);

        ended.IsAnsweredWith(ExitCodes.Usage);
        Assert.Contains("--member: expected", ended.Error, StringComparison.Ordinal);
        Assert.Contains("--address: expected", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_root_made_before_wants_its_own_passphrase()
    {
        await InitAsync("arda");
        File.Delete(In("arda", "roster.jws"));
        await File.WriteAllTextAsync(In("passphrase"), "another one altogether\n");

        var ended = await InitAsync("arda");
        ended.IsAnsweredWith(ExitCodes.Usage);
        Assert.Contains("root.key", ended.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(In("arda", "roster.jws")));
    }

    [Fact]
    public async Task Served_before_there_is_a_forum_it_says_what_is_missing()
    {
        await InitAsync("arda");
        var ended = await Command.RunAsync("serve", "--config", In("arda", "comity.json"));

        ended.IsAnsweredWith(ExitCodes.Usage);
        Assert.Contains("forum.founding", ended.Error, StringComparison.Ordinal);
        Assert.Contains("--solo", ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Alone_it_founds_a_forum_at_once_and_speaks_in_it()
    {
        var port = TestPorts.Row();
        var ended = await Command.RunAsync(
            "init", "--folder", In("dorn"), "--member", "dorn", "--address", $"http://127.0.0.1:{port}", "--passphrase-file", In("passphrase"), "--solo", "Dorn alone", "--json");
        Assert.True(ended.Code == ExitCodes.Fine, ended.Error);
        Assert.Contains("forum.founding", JsonDocument.Parse(ended.Output).RootElement.GetProperty("made").EnumerateArray().Select(m => m.GetString()));

        await using var served = new ServedProcess(_folder.FullName, "serve", "--config", In("dorn", "comity.json"));
        await served.SaysAsync("founded: every member has accepted Dorn alone");
    }

    private Task<Ended> InitAsync(string folder) => Command.RunAsync(
        "init", "--folder", In(folder), "--member", "arda", "--address", "http://127.0.0.1:7201", "--passphrase-file", In("passphrase"));

    private string In(params string[] parts) => Path.Combine([_folder.FullName, .. parts]);
}
