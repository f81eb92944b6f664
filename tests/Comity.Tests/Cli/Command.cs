using System.Diagnostics;

namespace Comity.Tests.Cli;

/// <summary>The command <c>comity</c> as a child process, as its users run it.</summary>
internal static class Command
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private static string Configuration =>
        AppContext.BaseDirectory.Contains($"{Path.DirectorySeparatorChar}Debug{Path.DirectorySeparatorChar}", StringComparison.Ordinal) ? "Debug" : "Release";

    public static ProcessStartInfo Start(params IEnumerable<string> arguments) => new(
        "dotnet", [SourceTree.Folder($"src/Comity.Cli/bin/{Configuration}/net10.0/Comity.Cli.dll"), .. arguments])
    {
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    };

    /// <summary>Runs to its end.</summary>
    public static Task<Ended> RunAsync(params IEnumerable<string> arguments) => RunAsync(Start(arguments));

    public static async Task<Ended> RunAsync(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        using var limit = new CancellationTokenSource(Patience);
        var (output, error) = (process.StandardOutput.ReadToEndAsync(limit.Token), process.StandardError.ReadToEndAsync(limit.Token));
        try
        {
            await process.WaitForExitAsync(limit.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        return new(process.ExitCode, await output, await error);
    }
}

internal sealed record Ended(int Code, string Output, string Error)
{
    /// <summary>The message and a hint on stderr, and no stack trace anywhere.</summary>
    public void IsAnsweredWith(int code)
    {
        Assert.True(Code == code, $"expected {code}, found {Code}\n{Output}\n{Error}");
        Assert.Contains("hint: ", Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", Output + Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Unhandled", Output + Error, StringComparison.Ordinal);
    }
}
