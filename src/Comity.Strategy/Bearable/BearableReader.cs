using System.Text.Json;
using System.Text.Unicode;
using Comity.Strategy.Cases;
using Comity.Strategy.Models;

namespace Comity.Strategy.Bearable;

/// <summary>Reads what parties can bear at home, or says everything that is wrong with it at once: form <c>strategy-bearable/1</c>, docs/strategy.md.</summary>
public static class BearableReader
{
    public const string Schema = "strategy-bearable/1";

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16 };

    /// <returns>The parties in the file's order; empty when there are faults.</returns>
    public static (IReadOnlyList<HomeParty> Parties, IReadOnlyList<CaseFault> Faults) Read(StrategyModel model, ReadOnlyMemory<byte> utf8)
    {
        if (!Utf8.IsValid(utf8.Span))
        {
            return ([], [new("$", "valid UTF-8", "other bytes")]);
        }

        try
        {
            using var document = JsonDocument.Parse(utf8, Options);
            var json = new CaseJson();
            var parties = Whole(json, model, document.RootElement);
            return (json.Faults.Count == 0 ? parties : [], json.Faults);
        }
        catch (JsonException wrong)
        {
            return ([], [new("$", $"JSON, at most {Options.MaxDepth} deep", $"something else at byte {wrong.BytePositionInLine + 1} of line {wrong.LineNumber + 1}")]);
        }
    }

    private static IReadOnlyList<HomeParty> Whole(CaseJson json, StrategyModel model, JsonElement root)
    {
        if (json.Members(root, "$", ["schema", "parties"], ["title", "notes"]) is not { } members)
        {
            return [];
        }

        if (json.Text(members, "schema", "$") is { } schema && schema != Schema)
        {
            json.Fault("$.schema", CaseJson.Quote(Schema), CaseJson.Quote(schema));
        }

        json.Text(members, "title", "$");
        json.Text(members, "notes", "$");
        return members.TryGetValue("parties", out var parties) ? new PartyReader(json, model).Read(parties, "$.parties") : [];
    }
}
