using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Comity.Node.Setup;
using Comity.Record;

namespace Comity.Cli.Setup;

/// <summary><c>comity invite terms</c>: writes a draft of a forum's terms, for people to complete.</summary>
internal static class DraftTerms
{
    /// <summary>The edition of the time-zone data deadlines are read with.</summary>
    private const string TimeZoneEdition = "2026f";

    public static Command Command()
    {
        var config = MemberHouse.ConfigOption();
        var name = new Option<string>("--name") { Description = "The forum's name.", Required = true };
        var parties = new Option<string[]>("--party") { Description = "Another party's short name; once for each.", DefaultValueFactory = _ => [] };
        var organs = new Option<string[]>("--organ") { Description = "An organ's short name (a secretariat writes and consents to nothing); once for each.", DefaultValueFactory = _ => [] };
        var languages = new Option<string[]>("--language") { Description = "A language tag; once for each.", DefaultValueFactory = _ => ["en", "ja", "ko"] };
        var zone = new Option<string>("--zone") { Description = "Time zone of the forum's dates.", DefaultValueFactory = _ => "Etc/UTC" };
        var succeeds = new Option<string?>("--succeeds") { Description = "Id of the forum this one follows: one that a member left, or that more are to join." };
        var to = new Option<string>("--out") { Description = "The file to write; never one that exists.", DefaultValueFactory = _ => "terms.json" };
        var json = MemberHouse.JsonOption();
        var command = new Command("terms", "Write a draft of the forum's terms") { config, name, parties, organs, languages, zone, succeeds, to, json };
        command.SetAction((parsed, _) => MemberHouse.WithAsync(parsed.GetValue(config)!, needsForum: false, (c, _) => Task.FromResult(Run(
            c, parsed.GetValue(name)!, parsed.GetValue(parties)!, parsed.GetValue(organs)!, parsed.GetValue(languages)!, parsed.GetValue(zone)!, parsed.GetValue(succeeds), parsed.GetValue(to)!, parsed.GetValue(json)))));
        return command;
    }

    private static int Run(NodeConfig config, string name, string[] parties, string[] organs, string[] languages, string zone, string? succeeds, string to, bool json)
    {
        string[] all = [config.Member.ToString(), .. parties, .. organs];
        var faults = all.Where(m => !MemberId.TryParse(m, out _)).Select(m => new Fault("", "founding.terms.members", $"expected short names of a-z, 0-9 and hyphens, found {m}"))
            .Concat(all.GroupBy(m => m, StringComparer.Ordinal).Where(g => g.Count() > 1).Select(g => new Fault("", "founding.terms.members", $"expected each member once, found {g.Key} {g.Count()} times"))).ToList();
        if (succeeds is not null && !StatementId.TryParse(succeeds, out _))
        {
            faults.Add(new Fault("--succeeds", "founding.terms.succeeds", $"expected a forum's id of 43 characters, found {succeeds}"));
        }

        if (faults.Count > 0)
        {
            return MemberHouse.Refuse("invite terms", faults, "--party bera --party cirra --organ secretariat");
        }

        if (Path.Exists(to))
        {
            return Complaint.Of(ExitCodes.Usage, $"{to}: expected no such file, found one; it was left as it is", "edit it, or give another name with --out");
        }

        House.Write(to, "// The forum's terms. Complete names, capitals and zones; then: ./comity invite send " + Path.GetFileName(to) + "\n" + Draft(config, name, parties, organs, languages, zone, succeeds) + "\n");
        Console.WriteLine(json ? JsonReport.Of(new { terms = to }) : $"{to}: complete it, have all read it, then ./comity invite send {to}");
        return ExitCodes.Fine;
    }

    private static string Draft(NodeConfig config, string name, string[] parties, string[] organs, string[] languages, string zone, string? succeeds)
    {
        JsonObject Member(string id, string kind) => new()
        {
            ["id"] = id,
            ["kind"] = kind,
            ["names"] = new JsonObject(languages.Select(l => KeyValuePair.Create<string, JsonNode?>(l, CultureInfo.InvariantCulture.TextInfo.ToTitleCase(id)))),
            ["capital"] = new JsonObject(),
            ["zone"] = zone,
        };
        JsonArray Words(params IEnumerable<string> words) => [.. words.Select(w => JsonValue.Create(w))];
        string[] all = [config.Member.ToString(), .. parties];
        var draft = new JsonObject
        {
            ["name"] = name,
            ["names"] = new JsonObject(languages.Select(l => KeyValuePair.Create<string, JsonNode?>(l, name))),
            ["members"] = new JsonArray([.. all.Select(p => Member(p, "party")), .. organs.Select(o => Member(o, "organ"))]),
            ["convener"] = config.Member.ToString(),
            ["tracks"] = Words("history", "security", "economy", "people", "dialogue"),
            ["languages"] = Words(languages),
            ["levels"] = Words("working", "director", "director-general", "vice-ministerial", "ministerial", "summit"),
            ["zone"] = zone,
            ["timeZoneEdition"] = TimeZoneEdition,
            ["publishers"] = Words(all),
            ["notice"] = "",
        };
        if (succeeds is not null)
        {
            draft["succeeds"] = succeeds;
        }

        return JsonReport.Of(draft);
    }
}
