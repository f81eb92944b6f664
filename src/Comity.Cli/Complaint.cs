namespace Comity.Cli;

/// <summary>How a verb says that it cannot: what was expected and found, what still holds, and what to do about it.</summary>
internal static class Complaint
{
    /// <returns>The code given, for the verb to end with.</returns>
    public static int Of(int code, string message, string hint)
    {
        Console.Error.WriteLine(message);
        Console.Error.WriteLine("hint: " + hint);
        return code;
    }
}
