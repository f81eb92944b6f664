using System.Text.Json;
using System.Text.Unicode;
using Comity.Strategy.Bearable;
using Comity.Strategy.Models;
using Comity.Strategy.States;

namespace Comity.Strategy.Cases;

/// <summary>Reads a case file, or says everything that is wrong with it at once.</summary>
public static class CaseReader
{
    public const string Schema = "strategy-case/1";

    private static readonly string[] Required = ["schema", "options", "decisionMakers"];

    private static readonly string[] Optional =
    [
        "id", "title", "notes", "source", "infeasible", "merged", "disallowedMoves", "states", "stateLabels", "coalitions", "inverse", "bearable", "expected", "published", "peer",
    ];

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32 };

    /// <param name="memoryBudget">Bytes that checking the states may hold.</param>
    /// <exception cref="MemoryBudgetException">Checking the states would need more.</exception>
    public static CaseReading Read(ReadOnlyMemory<byte> utf8, long memoryBudget = MemoryNeed.DefaultBudget, CancellationToken cancellation = default)
    {
        if (!Utf8.IsValid(utf8.Span))
        {
            return new(null, [new("$", "valid UTF-8", "other bytes")]);
        }

        try
        {
            using var document = JsonDocument.Parse(utf8, Options);
            return Read(document.RootElement, memoryBudget, cancellation);
        }
        catch (JsonException wrong)
        {
            return new(null, [new("$", $"JSON, at most {Options.MaxDepth} deep", $"something else at byte {wrong.BytePositionInLine + 1} of line {wrong.LineNumber + 1}")]);
        }
    }

    private static CaseReading Read(JsonElement root, long memoryBudget, CancellationToken cancellation)
    {
        var json = new CaseJson();
        if (json.Members(root, "$", Required, Optional) is not { } members)
        {
            return new(null, json.Faults);
        }

        if (json.Text(members, "schema", "$") is { } schema && schema != Schema)
        {
            json.Fault("$.schema", CaseJson.Quote(Schema), CaseJson.Quote(schema));
        }

        var model = new ModelReader(json, members).Read();
        var read = new StrategyCase(model ?? ModelReader.StandIn)
        {
            Id = json.Text(members, "id", "$"),
            Title = json.Text(members, "title", "$"),
            Notes = json.Text(members, "notes", "$"),
            Source = SourceOf(json, members),
        };
        if (model is null)
        {
            return new(null, json.Faults);
        }

        read = new StatesReader(json, members, model, memoryBudget, cancellation).Complete(read) with
        {
            Bearable = members.TryGetValue("bearable", out var parties) ? new PartyReader(json, model).Read(parties, "$.bearable") : [],
        };
        return new(json.Faults.Count == 0 ? read : null, json.Faults);
    }

    private static CaseSource? SourceOf(CaseJson json, Dictionary<string, JsonElement> members)
    {
        if (!members.TryGetValue("source", out var source) || json.Members(source, "$.source", [], ["citation", "provenance"]) is not { } parts)
        {
            return null;
        }

        return new(json.Text(parts, "citation", "$.source"), json.Text(parts, "provenance", "$.source"));
    }
}
