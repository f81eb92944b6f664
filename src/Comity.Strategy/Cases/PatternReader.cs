using System.Text.Json;
using Comity.Strategy.Models;

namespace Comity.Strategy.Cases;

/// <summary>Reads patterns and states, and notes what is wrong with them.</summary>
internal static class PatternReader
{
    public static Pattern Of(CaseJson json, JsonElement item, string path, int options)
    {
        if (json.Text(item, path) is not { } text)
        {
            return default;
        }

        if (!Pattern.TryParse(text, options, out var pattern))
        {
            json.Fault(path, $"{options} characters, each Y, N or -", CaseJson.Quote(text));
        }

        return pattern;
    }

    /// <returns>Null when a fault was noted.</returns>
    public static ulong? StateOf(CaseJson json, JsonElement item, string path, int options)
    {
        if (json.Text(item, path) is not { } text)
        {
            return null;
        }

        if (StateText.TryParse(text, options, out var state))
        {
            return state;
        }

        json.Fault(path, $"a state of {options} characters, each Y or N", CaseJson.Quote(text));
        return null;
    }
}
