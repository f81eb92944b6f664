using System.CommandLine;
using System.Text.Json.Nodes;
using Comity.Cli.Verbs;

namespace Comity.Cli.Keys;

/// <summary><c>comity keys repin …</c>: what a running node says of a lost root, and where proposals stand.</summary>
internal static class RepinRoot
{
    public static Command Command() => new("repin", "A lost root: propose, accept, veto, close, status")
    {
        Propose(),
        Naming("accept", "Accept a proposal; this party's waiting period begins", "acceptance"),
        Naming("veto", "Veto the re-pinning of this member's own root", "veto"),
        Naming("close", "Close: the waiting period has passed and no veto was seen", "closing"),
        Status(),
    };

    private static Command Propose()
    {
        var member = new Option<string>("--member") { Description = "Whose root is lost.", Required = true };
        var root = new Option<string>("--new-root") { Description = "Thumbprint of its new root key, as read out over a telephone and compared.", Required = true };
        var days = new Option<int>("--waiting-days") { Description = "30 to 366.", DefaultValueFactory = _ => 30 };
        var (node, token, json) = (KeysVerb.Node(), KeysVerb.TokenFile(), KeysVerb.Json());
        var command = new Command("propose", "Propose that another member's lost root be re-pinned") { member, root, days, node, token, json };
        command.SetAction((parsed, cancellation) => SayAsync(
            parsed.GetValue(node)!, parsed.GetValue(token), "/api/v1/keys/repins",
            new { member = parsed.GetValue(member), root = parsed.GetValue(root), waitingDays = parsed.GetValue(days) }, parsed.GetValue(json), cancellation));
        return command;
    }

    private static Command Naming(string verb, string description, string path)
    {
        var proposal = new Argument<string>("proposal") { Description = "The proposal's id, as status shows it." };
        var (node, token, json) = (KeysVerb.Node(), KeysVerb.TokenFile(), KeysVerb.Json());
        var command = new Command(verb, description) { proposal, node, token, json };
        command.SetAction((parsed, cancellation) => SayAsync(
            parsed.GetValue(node)!, parsed.GetValue(token), $"/api/v1/keys/repins/{Uri.EscapeDataString(parsed.GetValue(proposal)!)}/{path}", new { }, parsed.GetValue(json), cancellation));
        return command;
    }

    private static Command Status()
    {
        var (node, token, json) = (KeysVerb.Node(), KeysVerb.TokenFile(), KeysVerb.Json());
        var command = new Command("status", "Roots in force, proposals and where they stand") { node, token, json };
        command.SetAction((parsed, cancellation) => KeysVerb.GuardedAsync(() => StatusAsync(parsed.GetValue(node)!, parsed.GetValue(token), parsed.GetValue(json), cancellation)));
        return command;
    }

    private static Task<int> SayAsync(string node, string? tokenFile, string path, object body, bool json, CancellationToken cancellation) => KeysVerb.GuardedAsync(async () =>
    {
        using var api = NodeApi.Open(node, tokenFile);
        if (api is null)
        {
            return ExitCodes.Usage;
        }

        if (await api.PostAsync(path, body, cancellation).ConfigureAwait(false) is not { } text)
        {
            return Complaint.Of(ExitCodes.Finding, "the node said nothing of it", "comity keys repin status shows where proposals stand");
        }

        var answer = JsonNode.Parse(text)!;
        Console.WriteLine(json ? JsonReport.Of(answer) : $"said in plenary and in public: {(string)answer["id"]!}");
        return ExitCodes.Fine;
    });

    private static async Task<int> StatusAsync(string node, string? tokenFile, bool json, CancellationToken cancellation)
    {
        using var api = NodeApi.Open(node, tokenFile);
        if (api is null || await api.GetAsync("/api/v1/keys/repins", cancellation).ConfigureAwait(false) is not { } text)
        {
            return ExitCodes.Usage;
        }

        var answer = JsonNode.Parse(text)!;
        Console.WriteLine(json ? JsonReport.Of(answer) : string.Join('\n', Lines(answer)));
        return ExitCodes.Fine;
    }

    private static IEnumerable<string> Lines(JsonNode answer)
    {
        foreach (var (member, root) in answer["roots"]!.AsObject())
        {
            yield return $"{member}  root {(string)root!}";
        }

        foreach (var proposal in answer["proposals"]!.AsArray().OfType<JsonNode>())
        {
            yield return $"proposal {(string)proposal["id"]!}: {(string)proposal["member"]!} from {(string)proposal["from"]!} to {(string)proposal["to"]!}";
            yield return $"  {(string)proposal["standing"]!}{((int?)proposal["daysLeft"] is { } left ? $", {left} days left" : "")}";
            foreach (var party in proposal["parties"]!.AsArray().OfType<JsonNode>())
            {
                yield return $"  {(string)party["member"]!}: {(party["closing"] is not null ? "closed" : party["acceptance"] is not null ? $"accepted, may close at {(string)party["mayCloseAt"]!}" : "has not accepted")}";
            }
        }

        foreach (var without in answer["ineffective"]!.AsArray().OfType<JsonNode>())
        {
            yield return $"without effect: {(string)without["id"]!}  {(string)without["rule"]!}";
        }
    }
}
