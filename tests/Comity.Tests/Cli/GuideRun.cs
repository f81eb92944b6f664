using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Comity.Tests.Cli;

/// <summary>Types what docs/guides/setup.md shows, in a folder of its own: on ports that are free, with the digits that were read out.</summary>
internal sealed partial class GuideRun : IAsyncDisposable
{
    private const int FirstPort = 7201;
    private const int Ports = 5;

    private readonly string _page = File.ReadAllText(SourceTree.Folder("docs/guides/setup.md"));
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("comity-guide-");
    private readonly int _port = TestPorts.Row(Ports);
    private readonly List<ServedProcess> _served = [];
    private string _heard = "";

    public string Folder => _folder.FullName;

    public IReadOnlyList<ServedProcess> Served => _served;

    /// <summary>The commands of the blocks marked with a word after <c>sh</c>, or with none, in the page's order.</summary>
    public IReadOnlyList<string> Blocks(string mark = "") =>
        [.. Regex.Matches(_page, "^```sh(.*)\n((?:.*\n)*?)```$", RegexOptions.Multiline).Where(m => m.Groups[1].Value.Trim() == mark).Select(m => m.Groups[2].Value)];

    /// <summary>Types a block line by line, so that the digits printed by one command are those typed in the next.</summary>
    public async Task TypeAsync(string block)
    {
        foreach (var command in block.Replace("\\\n", " ", StringComparison.Ordinal).Contains("-d '{", StringComparison.Ordinal) ? [block] : Lines(block))
        {
            var ended = await BashAsync(command);
            Assert.True(ended.Code == 0, $"$ {command}\nended with {ended.Code}\n{ended.Output}{ended.Error}");
            _heard = command.StartsWith("comity fingerprint ", StringComparison.Ordinal) ? ended.Output.Trim() : _heard;
        }
    }

    public Task<Ended> BashAsync(string command)
    {
        var text = Digits().Replace(OnFreePorts(command), _heard);
        var start = new ProcessStartInfo("bash", ["-euo", "pipefail", "-c", $"umask 077\ncomity() {{ {Quoted(Command.Start().FileName)} {string.Join(' ', Command.Start().ArgumentList.Select(Quoted))} \"$@\"; }}\n{text}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
            WorkingDirectory = Folder,
        };
        return Command.RunAsync(start);
    }

    /// <summary>Starts each line of a block as a process of its own and waits until all have said the word.</summary>
    public async Task ServeAsync(string block, string until)
    {
        var started = Lines(block).Where(l => l.Contains(" serve ", StringComparison.Ordinal)).Select(line => new ServedProcess(Folder, line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1..])).ToList();
        _served.AddRange(started);
        await Task.WhenAll(started.Select(s => s.SaysAsync(until)));
    }

    /// <summary>Waits until a command prints what is wanted.</summary>
    public async Task<string> UntilAsync(string command, Func<string, bool> holds)
    {
        var patience = Stopwatch.StartNew();
        while (true)
        {
            var ended = await BashAsync(command);
            if (ended.Code == 0 && holds(ended.Output))
            {
                return ended.Output;
            }

            Assert.True(patience.Elapsed < TimeSpan.FromSeconds(40), $"$ {command}\n{ended.Code} {ended.Output}{ended.Error}");
            await Task.Delay(200);
        }
    }

    public string OnFreePorts(string text)
    {
        for (var i = 0; i < Ports; i++)
        {
            text = text.Replace((FirstPort + i).ToString(CultureInfo.InvariantCulture), (_port + i).ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        }

        return text;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var served in _served)
        {
            await served.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    private static IEnumerable<string> Lines(string block) => block.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static string Quoted(string text) => "'" + text.Replace("'", "'\\''", StringComparison.Ordinal) + "'";

    [GeneratedRegex(@"(?:\d{5} ){11}\d{5}")]
    private static partial Regex Digits();
}
