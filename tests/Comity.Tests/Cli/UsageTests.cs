using System.Net;
using System.Net.Sockets;
using Comity.Cli;

namespace Comity.Tests.Cli;

/// <summary>What a script can tell from the command's end, and what a person is told.</summary>
public sealed class UsageTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("comity-cli-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("demo --port abc")]
    [InlineData("demo --port 70000")]
    [InlineData("demo --as-of 2019-13-01")]
    [InlineData("demo --as-of 1999-01-01")]
    [InlineData("demo --nonsense")]
    [InlineData("nonsense")]
    [InlineData("verify")]
    public async Task Bad_input_ends_in_2_with_a_hint(string arguments) =>
        (await Command.RunAsync(arguments.Split(' '))).IsAnsweredWith(ExitCodes.Usage);

    [Fact]
    public async Task A_folder_that_cannot_be_made_ends_in_3()
    {
        var file = Path.Combine(_folder.FullName, "file");
        await File.WriteAllTextAsync(file, "");
        (await Command.RunAsync("demo", "--no-browser", "--data", Path.Combine(file, "inside"))).IsAnsweredWith(ExitCodes.Machine);
        (await Command.RunAsync("demo", "--no-browser", "--data", file)).IsAnsweredWith(ExitCodes.Machine);
    }

    [Theory]
    [InlineData("forum.json", "{}")]
    [InlineData("forum.json", "[not json")]
    [InlineData("play.json", "[not json")]
    public async Task A_folder_of_something_else_ends_in_3(string name, string content)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, name), content);
        var ended = await Command.RunAsync("demo", "--no-browser", "--data", _folder.FullName);
        ended.IsAnsweredWith(ExitCodes.Machine);
        Assert.Contains(name, ended.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_taken_port_ends_in_3_and_the_temporary_folder_is_gone()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        // The second node's port; the first may have started by then.
        var start = Command.Start("demo", "--no-browser", "--port", $"{port - 2}");
        start.Environment["TMPDIR"] = _folder.FullName;
        var ended = await Command.RunAsync(start);
        ended.IsAnsweredWith(ExitCodes.Machine);
        Assert.Contains($"{port}", ended.Error, StringComparison.Ordinal);
        Assert.Empty(_folder.GetDirectories("comity-demo-*"));
    }
}
