using System.Text.Json;
using System.Text.Json.Nodes;
using Comity.Record;
using Comity.Record.Joining;

namespace Comity.Cli.Setup;

/// <summary>A forum of one: a ministry or a mediator keeps its record now and founds a wider forum from it later.</summary>
internal static class SoloForum
{
    public static (ForumTerms? Terms, ValueList<Fault> Faults) Terms(MemberId member, string name, string zone)
    {
        JsonArray Words(params IEnumerable<string> words) => [.. words.Select(w => JsonValue.Create(w))];
        var json = new JsonObject
        {
            ["name"] = name,
            ["members"] = new JsonArray(new JsonObject { ["id"] = member.ToString(), ["kind"] = "party", ["names"] = new JsonObject { ["en"] = member.ToString() }, ["capital"] = new JsonObject(), ["zone"] = zone }),
            ["convener"] = member.ToString(),
            ["tracks"] = Words("history", "security", "economy", "people", "dialogue"),
            ["languages"] = Words("en", "ja", "ko"),
            ["levels"] = Words("working", "director", "director-general", "vice-ministerial", "ministerial", "summit"),
            ["zone"] = zone,
            ["timeZoneEdition"] = "2026f",
            ["publishers"] = Words(member.ToString()),
            ["notice"] = "",
        };
        using var whole = JsonDocument.Parse(json.ToJsonString());
        return ForumTerms.TryRead(whole.RootElement, out var terms, out var faults) ? (terms, faults) : (null, faults);
    }
}
