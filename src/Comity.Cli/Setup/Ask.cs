namespace Comity.Cli.Setup;

/// <summary>Asks the person at the terminal for what no option said; a script is asked nothing.</summary>
internal static class Ask
{
    public static bool Possible => !Console.IsInputRedirected && !Console.IsErrorRedirected;

    /// <summary>Asks until the answer will do.</summary>
    /// <param name="fault">What is wrong with an answer; null when nothing is.</param>
    /// <returns>The option where it was given; null when there is nobody to ask, or the person ended the input.</returns>
    public static string? Text(string? given, string question, string? proposal, Func<string, string?> fault)
    {
        while (given is null && Possible)
        {
            Console.Error.Write(proposal is null ? $"{question}: " : $"{question} [{proposal}]: ");
            if (Console.ReadLine()?.Trim() is not { } answer)
            {
                return null;
            }

            answer = answer.Length == 0 && proposal is not null ? proposal : answer;
            if (fault(answer) is { } wrong)
            {
                Console.Error.WriteLine("  " + wrong);
                continue;
            }

            return answer;
        }

        return given;
    }
}
