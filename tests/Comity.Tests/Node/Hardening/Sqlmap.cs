using System.Net;
using System.Text;

namespace Comity.Tests.Node.Hardening;

/// <summary>Debian's sqlmap (1.7) at an address on this machine, every technique that reaches SQLite at its first level.</summary>
internal sealed class Sqlmap : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("comity-sqlmap-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <param name="posted">What is posted; null to ask with GET.</param>
    /// <param name="parameters">Every one is tried; one that was not is a failure of the run, not a clean answer.</param>
    /// <returns>What it found, a line each: where, the parameter, the technique.</returns>
    public IReadOnlyList<string> Findings(Uri target, string header, string? posted, params string[] parameters)
    {
        var output = Path.Combine(_folder, Path.GetRandomFileName());
        List<string> arguments =
        [
            "-u", target.ToString(), "-H", header, "-p", string.Join(',', parameters), "--output-dir", output,
            "--batch", "--flush-session", "--dbms", "SQLite", "--disable-coloring", "--drop-set-cookie", "--threads", "4", "--timeout", "10", "--retries", "1",
        ];
        if (posted is not null)
        {
            arguments.AddRange(["--data", posted]);
        }

        var (code, printed, errors) = Tool.Run("sqlmap", [], [.. arguments]);
        var told = Encoding.UTF8.GetString(printed);
        Assert.True(code == 0, told + errors);
        Assert.DoesNotContain($"{(int)HttpStatusCode.Unauthorized} (Unauthorized)", told, StringComparison.Ordinal);
        var findings = Directory.EnumerateFiles(output, "results-*.csv").SelectMany(f => File.ReadLines(f).Skip(1)).Where(l => l.Length > 0).ToList();
        foreach (var parameter in findings.Count == 0 ? parameters : [])
        {
            Assert.DoesNotContain($"{(int)HttpStatusCode.InternalServerError} (Internal Server Error)", told, StringComparison.Ordinal);
            Assert.True(told.Contains($"{parameter}' does not seem to be injectable", StringComparison.Ordinal), $"expected {parameter} to be tried:\n{told}");
        }

        return findings;
    }
}
