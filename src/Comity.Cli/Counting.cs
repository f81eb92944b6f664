using System.Globalization;

namespace Comity.Cli;

/// <summary>Tells a person who waits at a terminal how far it is; scripts are told nothing.</summary>
internal static class Counting
{
    public static Action<long>? Of(string what) => Console.IsErrorRedirected
        ? null
        : count => Console.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{count} {what}"));

    public static void Done()
    {
        if (!Console.IsErrorRedirected)
        {
            Console.Error.Write("\r\u001b[K");
        }
    }
}
