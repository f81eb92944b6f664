using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Comity.Bench;

/// <summary>The same statements put into other signed logs, for scale: git with commits signed by an SSH key, and a hypercore from npm.</summary>
/// <remarks>They promise other things: git signs a tree of files, a hypercore has one writer and no others' sight in it. What is missing here is skipped, with the reason.</remarks>
internal static class PeersBench
{
    private const int Ingested = 10_000;

    public static async Task RunAsync(int count, bool json)
    {
        var folder = Directory.CreateTempSubdirectory("comity-peers-").FullName;
        var rows = new List<(string What, double? PerSecond, string Note)>();
        try
        {
            var (charter, texts, _) = IngestBench.Forum(Ingested);
            var payloads = texts.Take(count).ToList();
            var (byHead, every) = await IngestBench.IngestAsync(charter, texts);
            rows.Add(("Comity: signed append, one at a time, with guard", await AppendAsync(count), ""));
            rows.Add(("Comity: taken by heads, durable", byHead, ""));
            rows.Add(("Comity: taken, until every own signature has been looked at", every, ""));
            rows.AddRange(Git(folder, payloads));
            rows.AddRange(Hypercore(folder, payloads, texts));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        Print(rows, count, json);
    }

    private static async Task<double> AppendAsync(int count)
    {
        await using var node = await BenchNode.StartAsync();
        await node.SayAsync();
        var clock = Stopwatch.StartNew();
        for (var i = 0; i < count; i++)
        {
            await node.SayAsync();
        }

        return count / clock.Elapsed.TotalSeconds;
    }

    // One commit a statement, each signed; then each signature verified by git itself.
    private static IEnumerable<(string, double?, string)> Git(string folder, List<string> payloads)
    {
        if (Run("git", folder, "--version") is null || !OnPath("ssh-keygen"))
        {
            return [("git: commits signed with SSH", null, "git or ssh-keygen is not installed")];
        }

        var (repository, key) = (Path.Combine(folder, "git"), Path.Combine(folder, "key"));
        Require(Run("ssh-keygen", folder, "-q", "-t", "ed25519", "-N", "", "-C", "bench", "-f", key));
        File.WriteAllText(Path.Combine(folder, "signers"), "bench@localhost " + File.ReadAllText(key + ".pub"));
        Require(Run("git", folder, "init", "-q", repository));
        foreach (var (name, value) in new[] { ("user.name", "bench"), ("user.email", "bench@localhost"), ("gpg.format", "ssh"), ("user.signingkey", key), ("gpg.ssh.allowedSignersFile", Path.Combine(folder, "signers")), ("core.fsync", "all") })
        {
            Require(Run("git", repository, "config", name, value));
        }

        var clock = Stopwatch.StartNew();
        foreach (var payload in payloads)
        {
            File.WriteAllText(Path.Combine(repository, "statement"), payload);
            Require(Run("git", repository, "add", "statement"));
            Require(Run("git", repository, "commit", "-q", "-S", "-m", "statement"));
        }

        var append = payloads.Count / clock.Elapsed.TotalSeconds;
        clock.Restart();
        var verified = Require(Run("git", repository, "log", "--format=%G?")).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var verify = payloads.Count / clock.Elapsed.TotalSeconds;
        return verified.Length == payloads.Count && verified.All(v => v == "G")
            ? [("git: commit signed with SSH, fsync", append, ""), ("git: verify a signed commit", verify, "")]
            : throw new InvalidOperationException("git did not verify what it had signed");
    }

    private static IEnumerable<(string, double?, string)> Hypercore(string folder, List<string> few, List<string> many)
    {
        var peers = Path.Combine(AppContext.BaseDirectory, "..", "..", "..", "..", "peers");
        if (!OnPath("npm") || Run("node", folder, "--version") is null)
        {
            return [("hypercore", null, "node or npm is not installed")];
        }

        if (!Directory.Exists(Path.Combine(peers, "node_modules")) && Run("npm", peers, "ci", "--ignore-scripts", "--no-audit", "--no-fund") is null)
        {
            return [("hypercore", null, "npm could not install it")];
        }

        var read = new[] { few, many }.Select((payloads, i) =>
        {
            var (file, data) = (Path.Combine(folder, $"payloads{i}"), Directory.CreateDirectory(Path.Combine(folder, $"hypercore{i}")).FullName);
            File.WriteAllLines(file, payloads);
            return JsonDocument.Parse(Require(Run("node", peers, "replicate.mjs", file, data))).RootElement;
        }).ToList();
        return
        [
            ("hypercore: append, one at a time", read[0].GetProperty("append").GetDouble(), ""),
            ("hypercore: replicate and verify, in memory between two", read[1].GetProperty("replicate").GetDouble(), ""),
        ];
    }

    private static bool OnPath(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, program)));

    /// <returns>What it wrote; null when it is not there or failed.</returns>
    private static string? Run(string program, string folder, params string[] arguments)
    {
        try
        {
            using var run = Process.Start(new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
            var errors = run.StandardError.ReadToEndAsync();
            var output = run.StandardOutput.ReadToEnd();
            run.WaitForExit();
            return run.ExitCode == 0 ? output : null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }

    private static string Require(string? output) => output ?? throw new InvalidOperationException("a program of the bench failed");

    private static void Print(List<(string What, double? PerSecond, string Note)> rows, int count, bool json)
    {
        if (json)
        {
            Console.WriteLine(JsonSerializer.Serialize(rows.Select(r => new { what = r.What, perSecond = r.PerSecond, skipped = r.Note.Length > 0 ? r.Note : null })));
            return;
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{count} statements one at a time, {Ingested} taken or replicated, the same payloads for all"));
        Console.WriteLine();
        Console.WriteLine("| measured | per second |");
        Console.WriteLine("|---|---|");
        foreach (var (what, rate, note) in rows)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {(rate is null ? "skipped: " + note : $"{rate:#,0}")} |"));
        }
    }
}
