using Comity.Record.Signing;

namespace Comity.Cli.Keys;

/// <summary>How a key is shown: its thumbprint, for the eye and for the ear.</summary>
internal static class KeyReport
{
    public static void Print(string path, string kind, string thumbprint, bool json, string? next = null)
    {
        if (json)
        {
            Console.WriteLine(JsonReport.Of(new { path, kind, thumbprint, digits = KeyFingerprint.Digits(thumbprint), next }));
            return;
        }

        Console.WriteLine($"{path}: {kind} key");
        Lines(thumbprint).ToList().ForEach(Console.WriteLine);
        if (next is not null)
        {
            Console.WriteLine(next);
        }
    }

    public static IEnumerable<string> Lines(string thumbprint) =>
        [$"  thumbprint   {thumbprint}", $"  in groups    {KeyFingerprint.Grouped(thumbprint)}", $"  to read out  {KeyFingerprint.Digits(thumbprint)}"];
}
