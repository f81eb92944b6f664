using System.Text.Json;
using Comity.Domain;
using Comity.Record;
using Comity.Record.Statements;

namespace Comity.Node.Api;

/// <summary>What a program wants said: kind, track, subject, body, cites, blobs.</summary>
public sealed record SayRequest(IBody Body, string Track, StatementId? Subject, IReadOnlyList<StatementId> Cites)
{
    private static readonly string[] Fields = ["kind", "track", "subject", "body", "cites", "blobs"];

    /// <returns>Every fault at once; empty when <paramref name="request"/> was read.</returns>
    public static IReadOnlyList<Fault> TryRead(JsonElement json, out SayRequest? request)
    {
        request = null;
        if (json.ValueKind != JsonValueKind.Object)
        {
            return [new Fault("", "api.object", $"expected an object of {string.Join(", ", Fields)}")];
        }

        var faults = json.EnumerateObject().Where(p => !Fields.Contains(p.Name))
            .Select(p => new Fault(p.Name, "api.unknown-field", $"expected only {string.Join(", ", Fields)}")).ToList();
        var kind = Text(json, "kind", faults) ?? "";
        var track = Text(json, "track", faults) ?? "";
        var subject = OptionalId(json, faults);
        var cites = ReadCites(json, faults);
        if (json.TryGetProperty("blobs", out var blobs) && (blobs.ValueKind != JsonValueKind.Array || blobs.GetArrayLength() > 0))
        {
            faults.Add(new Fault("blobs", "api.blobs", "expected an empty list: this edition carries no blobs yet"));
        }

        if (!json.TryGetProperty("body", out var body) || body.ValueKind != JsonValueKind.Object)
        {
            faults.Add(new Fault("body", "api.body", "expected an object"));
        }
        else if (kind.Length > 0)
        {
            faults.AddRange(BodyCodec.Check(kind, body).Select(f => f with { Field = f.Code.Contains("kind-unknown", StringComparison.Ordinal) ? "kind" : f.Field.Length == 0 ? "body" : "body." + f.Field }));
        }

        if (faults.Count == 0)
        {
            request = new SayRequest(BodyCodec.ReadBody(kind, body), track, subject, cites);
        }

        return faults;
    }

    private static string? Text(JsonElement json, string name, List<Fault> faults)
    {
        if (json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text)
        {
            return text;
        }

        faults.Add(new Fault(name, "api." + name, $"{name}: expected text, found {(value.ValueKind == JsonValueKind.Undefined ? "nothing" : value.ValueKind)}"));
        return null;
    }

    private static StatementId? OptionalId(JsonElement json, List<Fault> faults)
    {
        if (!json.TryGetProperty("subject", out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return null;
        }

        if (value.ValueKind == JsonValueKind.String && StatementId.TryParse(value.GetString(), out var id))
        {
            return id;
        }

        faults.Add(new Fault("subject", "api.subject", "subject: expected a statement id or null"));
        return null;
    }

    private static IReadOnlyList<StatementId> ReadCites(JsonElement json, List<Fault> faults)
    {
        if (!json.TryGetProperty("cites", out var value) || value.ValueKind == JsonValueKind.Null)
        {
            return [];
        }

        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() > StatementGate.MaxCites)
        {
            faults.Add(new Fault("cites", "api.cites", $"cites: expected at most {StatementGate.MaxCites} statement ids"));
            return [];
        }

        var ids = new List<StatementId>();
        foreach (var (item, at) in value.EnumerateArray().Select((item, at) => (item, at)))
        {
            if (item.ValueKind == JsonValueKind.String && StatementId.TryParse(item.GetString(), out var id))
            {
                ids.Add(id);
            }
            else
            {
                faults.Add(new Fault($"cites[{at}]", "api.cites", "expected a statement id"));
            }
        }

        return ids;
    }
}
