using System.CommandLine;
using System.Text.Json;
using Comity.Cli.Verbs;

namespace Comity.Cli.Keys;

/// <summary><c>comity keys request</c>: the file a running node hands to whoever keeps the root key.</summary>
internal static class RequestRoster
{
    public static Command Command()
    {
        var to = new Option<string>("--out") { Description = "The request to write; never over an existing file.", Required = true };
        var fresh = new Option<bool>("--new-key") { Description = "Make a new key on the node first, and offer it." };
        var (node, token, json) = (KeysVerb.Node(), KeysVerb.TokenFile(), KeysVerb.Json());
        var command = new Command("request", "Fetch a node's roster request, to be carried to the root key") { node, token, to, fresh, json };
        command.SetAction((parsed, cancellation) => KeysVerb.GuardedAsync(() =>
            RunAsync(parsed.GetValue(node)!, parsed.GetValue(token), parsed.GetValue(to)!, parsed.GetValue(fresh), parsed.GetValue(json), cancellation)));
        return command;
    }

    private static async Task<int> RunAsync(string node, string? tokenFile, string to, bool fresh, bool json, CancellationToken cancellation)
    {
        if (Path.Exists(to))
        {
            return Complaint.Of(ExitCodes.Usage, $"{to}: expected no such file, found one; it was left as it is", "give another name");
        }

        using var api = NodeApi.Open(node, tokenFile);
        if (api is null)
        {
            return ExitCodes.Usage;
        }

        var made = default(string);
        if (fresh)
        {
            if (await api.PostAsync("/api/v1/keys/node-keys", new { }, cancellation).ConfigureAwait(false) is not { } answer)
            {
                return Complaint.Of(ExitCodes.Usage, "the node made no key", "a token of an officer who may sign on that node");
            }

            made = JsonDocument.Parse(answer).RootElement.GetProperty("thumbprint").GetString();
        }

        if (await api.GetAsync("/api/v1/keys/request", cancellation).ConfigureAwait(false) is not { } request)
        {
            return Complaint.Of(ExitCodes.Usage, "the node gave no request", "a token of that node");
        }

        await File.WriteAllTextAsync(to, request, cancellation).ConfigureAwait(false);
        Console.WriteLine(json
            ? JsonReport.Of(new { path = to, made })
            : $"{to}: the roster in force, and the keys this node offers; nothing secret\n{(made is null ? "" : $"  made         {made}\n")}Carry it to the root key: comity keys roster --root ROOT --request {to} --out ROSTER");
        return ExitCodes.Fine;
    }
}
