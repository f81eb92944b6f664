using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Comity.Domain;
using Comity.Domain.Disputes;
using Comity.Node.Rooms;

namespace Comity.Node.Import;

/// <summary>Cells that hold several things: parted by semicolons or lines, or a JSON list as on the wire.</summary>
internal static partial class ImportLists
{
    /// <summary>Members by id or name; others by name, with <c>(organ of Arda)</c> where they are a member's organ.</summary>
    public static JsonArray Actors(string cell, ForumView forum) => AsList(cell) ?? [.. Parts(cell).Select(p => Actor(p, forum))];

    /// <summary>Each with its confidence in square brackets, or as the row's own column says.</summary>
    public static JsonArray Sources(string cell, string confidence)
    {
        if (AsList(cell) is { } list)
        {
            return list;
        }

        var all = ImportWords.Value<Confidence>(confidence.Length > 0 ? confidence : Confidence.Unconfirmed.Wire());
        return [.. Parts(cell).Select(p => Bracketed().Match(p) is { Success: true } own
            ? new JsonObject { ["text"] = own.Groups["text"].Value, ["confidence"] = ImportWords.Value<Confidence>(own.Groups["in"].Value) }
            : new JsonObject { ["text"] = p, ["confidence"] = all })];
    }

    /// <summary><c>in-force 2019-07-04; eased 2019-08-08 (one licence)</c>.</summary>
    public static JsonArray Stages(string cell) => AsList(cell) ?? [.. Parts(cell).Select(Stage)];

    private static JsonObject Stage(string text)
    {
        var found = StageForm().Match(text);
        var stage = new JsonObject { ["stage"] = ImportWords.Value<MeasureStage>(found.Success ? found.Groups["stage"].Value : text), ["date"] = found.Groups["date"].Value };
        if (found.Groups["extent"] is { Success: true } extent)
        {
            stage["extent"] = extent.Value;
        }

        return stage;
    }

    private static JsonObject Actor(string text, ForumView forum)
    {
        if (ImportWords.Member(text, forum) is { } member)
        {
            return new() { ["member"] = member.ToString() };
        }

        return OrganForm().Match(text) is { Success: true } organ && ImportWords.Member(organ.Groups["of"].Value, forum) is { } of
            ? new() { ["name"] = organ.Groups["name"].Value, ["organOf"] = of.ToString() }
            : new() { ["name"] = text };
    }

    private static IEnumerable<string> Parts(string cell) => cell.Split([';', '；', '\n'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static JsonArray? AsList(string cell)
    {
        try
        {
            return cell is ['[', ..] ? JsonNode.Parse(cell) as JsonArray : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex("""^(?<text>.+?)\s*\[(?<in>[^\[\]]+)\]$""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Bracketed();

    [GeneratedRegex("""^(?<stage>.+?)[\s:]+(?<date>\d{4}\S*(?:\s\d{1,2}월)?(?:\s\d{1,2}일)?)(?:\s*\((?<extent>.+)\))?$""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 200)]
    private static partial Regex StageForm();

    [GeneratedRegex("""^(?<name>.+?)\s*\((?:organ of )?(?<of>[^()]+)\)$""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 200)]
    private static partial Regex OrganForm();
}
