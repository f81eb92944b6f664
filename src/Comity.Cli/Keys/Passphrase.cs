using System.Text;

namespace Comity.Cli.Keys;

/// <summary>Where a passphrase comes from: a file, the environment, or the person at the terminal. Never an argument, which every user of the machine could read.</summary>
internal static class Passphrase
{
    public const string Variable = "COMITY_PASSPHRASE";

    /// <returns>Null when there is none to be had.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static string? Get(string? file, string prompt) =>
        file is not null ? FirstLine(file)
        : Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? given
        : Console.IsInputRedirected ? null
        : Ask(prompt);

    /// <summary>For a new secret: asked twice at a terminal.</summary>
    /// <returns>Null when there is none, or the two differ.</returns>
    /// <inheritdoc cref="Get"/>
    public static string? GetNew(string? file)
    {
        var asked = file is null && Environment.GetEnvironmentVariable(Variable) is not { Length: > 0 };
        var first = Get(file, "New passphrase: ");
        return !asked || first is null || Ask("The same again: ") == first ? first : null;
    }

    private static string FirstLine(string file)
    {
        using var reader = new StreamReader(file);
        return reader.ReadLine() ?? "";
    }

    // Nothing of it is shown, not even its length.
    private static string Ask(string prompt)
    {
        Console.Error.Write(prompt);
        var typed = new StringBuilder();
        for (var key = Console.ReadKey(intercept: true); key.Key != ConsoleKey.Enter; key = Console.ReadKey(intercept: true))
        {
            if (key.Key == ConsoleKey.Backspace)
            {
                typed.Length = Math.Max(0, typed.Length - 1);
            }
            else if (!char.IsControl(key.KeyChar))
            {
                typed.Append(key.KeyChar);
            }
        }

        Console.Error.WriteLine();
        return typed.ToString();
    }
}
