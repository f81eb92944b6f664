using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;
using Comity.Strategy.Cases;
using Comity.Strategy.Concepts;
using Comity.Strategy.Models;

namespace Comity.Strategy.Certificates;

/// <summary>Certificates as data: form <c>strategy-certificate/1</c>, docs/strategy.md.</summary>
public static class CertificateJson
{
    public const string Schema = "strategy-certificate/1";

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16 };

    public static JsonObject Write(StrategyModel model, Certificate certificate)
    {
        JsonNode Text(ulong state) => StateText.Of(state, model.Options.Count);
        var json = new JsonObject
        {
            ["schema"] = Schema,
            ["dm"] = model.DecisionMakers[certificate.DecisionMaker].Id,
            ["state"] = Text(certificate.State),
            ["concept"] = certificate.Concept.Name(),
            ["stable"] = certificate is Certificate.Stable,
        };
        if (certificate is Certificate.Stable stable)
        {
            json["answers"] = new JsonArray([.. stable.Answers.Select(a => new JsonObject
            {
                ["improvement"] = Text(a.Improvement),
                ["sanction"] = new JsonArray([.. a.Sanction.Select(s => new JsonObject { ["dm"] = model.DecisionMakers[s.Mover].Id, ["to"] = Text(s.State) })]),
            })]);
        }
        else if (certificate is Certificate.Unstable unstable)
        {
            json["improvement"] = Text(unstable.Improvement);
            json["escapes"] = new JsonArray([.. unstable.Escapes.Select(e => new JsonObject { ["from"] = Text(e.From), ["to"] = Text(e.To) })]);
        }

        return json;
    }

    /// <returns>The certificate, or every fault of the file; whether it holds is for <see cref="CertificateChecker"/>.</returns>
    public static (Certificate? Certificate, IReadOnlyList<CaseFault> Faults) Read(StrategyModel model, ReadOnlyMemory<byte> utf8)
    {
        if (!Utf8.IsValid(utf8.Span))
        {
            return (null, [new("$", "valid UTF-8", "other bytes")]);
        }

        try
        {
            using var document = JsonDocument.Parse(utf8, Options);
            var json = new CaseJson();
            var read = new Reader(json, model).Whole(document.RootElement);
            return (json.Faults.Count == 0 ? read : null, json.Faults);
        }
        catch (JsonException wrong)
        {
            return (null, [new("$", $"JSON, at most {Options.MaxDepth} deep", $"something else at byte {wrong.BytePositionInLine + 1} of line {wrong.LineNumber + 1}")]);
        }
    }

    private sealed class Reader(CaseJson json, StrategyModel model)
    {
        public Certificate? Whole(JsonElement root)
        {
            var stable = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("stable", out var given) && given.ValueKind == JsonValueKind.True;
            string[] required = ["schema", "dm", "state", "concept", "stable", .. stable ? ["answers"] : (string[])["improvement", "escapes"]];
            if (json.Members(root, "$", required, []) is not { } members)
            {
                return null;
            }

            if (json.Text(members, "schema", "$") is { } schema && schema != Schema)
            {
                json.Fault("$.schema", CaseJson.Quote(Schema), CaseJson.Quote(schema));
            }

            if (members.TryGetValue("stable", out var verdict) && verdict.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            {
                json.Fault("$.stable", "true or false", CaseJson.Found(verdict));
            }

            var (mover, state, concept) = (DecisionMaker(members, "dm", "$"), State(members, "state", "$"), ConceptOf(members));
            return stable
                ? new Certificate.Stable(mover, state, concept, [.. json.Items(members, "answers", "$").Select(a => AnswerOf(a.Json, a.Path))])
                : new Certificate.Unstable(mover, state, concept, State(members, "improvement", "$"), [.. json.Items(members, "escapes", "$").Select(e => EscapeOf(e.Json, e.Path))]);
        }

        private Answer AnswerOf(JsonElement answer, string path)
        {
            var parts = json.Members(answer, path, ["improvement", "sanction"], []) ?? [];
            return new(State(parts, "improvement", path), [.. json.Items(parts, "sanction", path).Select(s => StepOf(s.Json, s.Path))]);
        }

        private CertificateStep StepOf(JsonElement step, string path)
        {
            var parts = json.Members(step, path, ["dm", "to"], []) ?? [];
            return new(DecisionMaker(parts, "dm", path), State(parts, "to", path));
        }

        private Escape EscapeOf(JsonElement escape, string path)
        {
            var parts = json.Members(escape, path, ["from", "to"], []) ?? [];
            return new(State(parts, "from", path), State(parts, "to", path));
        }

        private Concept ConceptOf(Dictionary<string, JsonElement> members)
        {
            if (json.Text(members, "concept", "$") is { } name)
            {
                if (ConceptNames.TryParse(name, out var concept))
                {
                    return concept;
                }

                json.Fault("$.concept", "one of " + string.Join(", ", ConceptNames.All.Select(c => c.Name())), CaseJson.Quote(name));
            }

            return default;
        }

        private ulong State(Dictionary<string, JsonElement> members, string name, string path)
        {
            if (json.Text(members, name, path) is { } text)
            {
                if (StateText.TryParse(text, model.Options.Count, out var state))
                {
                    return state;
                }

                json.Fault($"{path}.{name}", $"a state: {model.Options.Count} characters Y or N", CaseJson.Quote(text));
            }

            return 0;
        }

        private int DecisionMaker(Dictionary<string, JsonElement> members, string name, string path)
        {
            if (json.Text(members, name, path) is not { } id)
            {
                return -1;
            }

            var at = model.DecisionMakers.Index().Where(d => d.Item.Id == id).Select(d => d.Index).FirstOrDefault(-1);
            if (at < 0)
            {
                json.Fault($"{path}.{name}", "the id of a decision maker", CaseJson.Quote(id));
            }

            return at;
        }
    }
}
