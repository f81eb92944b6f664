using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Comity.Cli.Verbs;

namespace Comity.Cli.Keys;

/// <summary><c>comity keys adopt ROSTER</c>: hands a signed roster to the running node, which adopts it in every journal of its member.</summary>
internal static class AdoptRoster
{
    public static Command Command()
    {
        var file = new Argument<string>("roster") { Description = "The roster that comity keys roster wrote." };
        var (node, token, json) = (KeysVerb.Node(), KeysVerb.TokenFile(), KeysVerb.Json());
        var command = new Command("adopt", "Hand a signed roster to a running node") { file, node, token, json };
        command.SetAction((parsed, cancellation) => KeysVerb.GuardedAsync(() => RunAsync(parsed.GetValue(file)!, parsed.GetValue(node)!, parsed.GetValue(token), parsed.GetValue(json), cancellation)));
        return command;
    }

    private static async Task<int> RunAsync(string file, string node, string? tokenFile, bool json, CancellationToken cancellation)
    {
        var roster = await File.ReadAllTextAsync(file, cancellation).ConfigureAwait(false);
        using var api = NodeApi.Open(node, tokenFile);
        if (api is null)
        {
            return ExitCodes.Usage;
        }

        if (await api.PostAsync("/api/v1/keys/rosters", new { roster = roster.Trim() }, cancellation).ConfigureAwait(false) is not { } text)
        {
            return Complaint.Of(ExitCodes.Usage, $"{file}: the node did not adopt it; the roster before holds", "comity keys show FILE, and the Keys page, show both");
        }

        var answer = JsonNode.Parse(text)!;
        var (adopted, later) = (answer["adopted"]!.AsArray(), answer["later"]!.AsArray());
        Console.WriteLine(json
            ? JsonReport.Of(answer)
            : string.Create(CultureInfo.InvariantCulture, $"roster {(int)answer["roster"]!} is in force; adopted in {adopted.Count} journals now") +
              string.Concat(adopted.Select(a => $"\n  {(string)a!["channel"]!} at index {a["index"]}")) +
              (later.Count == 0 ? "" : $"\nbefore their next statement: {string.Join(", ", later.Select(l => (string)l!))}"));
        return ExitCodes.Fine;
    }
}
