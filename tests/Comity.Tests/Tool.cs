using System.Diagnostics;

namespace Comity.Tests;

/// <summary>Runs a program and tells how it ended.</summary>
internal static class Tool
{
    /// <param name="input">Written to its standard input.</param>
    public static (int Code, byte[] Output, string Errors) Run(string program, byte[] input, params string[] arguments)
    {
        using var run = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var errors = run.StandardError.ReadToEndAsync();
        using var output = new MemoryStream();
        var copied = run.StandardOutput.BaseStream.CopyToAsync(output);
        try
        {
            run.StandardInput.BaseStream.Write(input);
            run.StandardInput.Close();
        }
        catch (IOException)
        {
            // It ended without reading all of it; its code says the rest.
        }

        Assert.True(run.WaitForExit(TimeSpan.FromMinutes(1)), $"{program} did not end");
        copied.Wait();
        return (run.ExitCode, output.ToArray(), errors.Result);
    }
}
