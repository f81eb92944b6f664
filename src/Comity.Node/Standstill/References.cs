using System.Reflection;
using System.Text.Json.Nodes;
using Comity.Domain;
using Comity.Domain.Standstill;
using Comity.Record;

namespace Comity.Node.Standstill;

/// <summary>Which statements a body names, and what it belongs to.</summary>
internal static class References
{
    /// <summary>Statements an envelope may cite.</summary>
    public const int Most = 256;

    // What a statement belongs to, the nearest first: these members of a body name it.
    private static readonly string[] Owners = ["Standstill", "Offer", "Float", "Plan", "Line", "Notice", "Allegation", "Report", "Request", "Linkage", "What", "Answers", "Of"];

    /// <summary>Every id in a body, each once, sorted; digests look like ids and are held by nobody.</summary>
    public static SortedSet<StatementId> In(IBody body)
    {
        var named = new SortedSet<StatementId>();
        Collect(BodyCodec.Write(body), named);
        return named;
    }

    /// <summary>The statement a body is said about; null for what opens something.</summary>
    public static StatementId? Owner(IBody body)
    {
        foreach (var owner in Owners)
        {
            if (body.GetType().GetProperty(owner, BindingFlags.Public | BindingFlags.Instance)?.GetValue(body) is StatementId named)
            {
                return named;
            }
        }

        return null;
    }

    /// <summary>The float, offer or plan that a statement belongs to, or is; null for what stands by itself.</summary>
    public static StatementId? Root(StatementId id, Func<StatementId, IBody?> find)
    {
        // Statements name only earlier ones, so this ends; what only seems to go on is left.
        for (var (at, steps) = (id, 0); steps < 8; steps++)
        {
            switch (find(at))
            {
                case TermsFloated or TermsOffered or RollbackOffered:
                    return at;
                case { } body when Owner(body) is { } next:
                    at = next;
                    break;
                default:
                    return null;
            }
        }

        return null;
    }

    /// <summary>What terms, plans and notices call themselves; empty for anything else.</summary>
    public static string Title(IBody? body) => body switch
    {
        TermsFloated b => b.Terms.Title,
        TermsOffered b => b.Terms.Title,
        RollbackOffered b => b.Plan.Title,
        NoticeGiven b => b.Instrument,
        _ => "",
    };

    private static void Collect(JsonNode? node, SortedSet<StatementId> named)
    {
        foreach (var part in node switch { JsonObject o => o.Select(m => m.Value), JsonArray a => a, _ => [] })
        {
            Collect(part, named);
        }

        if (node is JsonValue value && value.TryGetValue<string>(out var text) && StatementId.TryParse(text, out var id))
        {
            named.Add(id);
        }
    }
}
