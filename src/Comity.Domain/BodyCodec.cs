using System.Text.Json;
using System.Text.Json.Nodes;
using Comity.Record;
using Comity.Record.Statements;

namespace Comity.Domain;

/// <summary>Between a statement's JSON body and the record that types it.</summary>
/// <remarks>Reading never throws: what another party sent is readable, unknown or unreadable.</remarks>
public static class BodyCodec
{
    // A body full of faults must not cost many times its size for as long as the statement is kept.
    private const int MostReasonsKept = 64;

    private static readonly Dictionary<string, Type> Types =
        CapabilityRegistry.All.SelectMany(c => c.Bodies).ToDictionary(KindOf, StringComparer.Ordinal);

    /// <summary>The wire names of all bodies this edition reads, in ordinal order.</summary>
    public static IReadOnlyList<string> Kinds { get; } = Types.Keys.Order(StringComparer.Ordinal).ToArray();

    /// <summary>Types the body by the statement's kind; <see cref="UnknownBody"/> or <see cref="UnreadableBody"/> with its first 64 faults when it cannot.</summary>
    public static Said Read(Statement statement)
    {
        if (!Types.TryGetValue(statement.Kind, out var type))
        {
            return new(statement, new UnknownBody());
        }

        return TryRead(statement.Body, type, out var body) && !body.Faults().Any()
            ? new(statement, body)
            : new(statement, new UnreadableBody(Check(statement.Kind, statement.Body).Take(MostReasonsKept).ToValueList()));
    }

    /// <summary>The body as it goes on the wire: camelCase, absent members left out.</summary>
    public static JsonObject Write(IBody body) => JsonSerializer.SerializeToNode(body, body.GetType(), BodyJson.Options)!.AsObject();

    /// <summary>The wire name and version of a body's type.</summary>
    /// <exception cref="ArgumentException">The type has no <see cref="StatementKindAttribute"/>.</exception>
    public static string KindOf(Type type) => BodyKind.Of(type);

    /// <summary>Every fault of a body at once, in field order: those of form and, beside them, those of content.</summary>
    /// <returns>Empty when <see cref="Read"/> would type it; one fault <c>body.kind-unknown</c> for a kind of no capability.</returns>
    public static IReadOnlyList<Fault> Check(string kind, JsonElement body)
    {
        if (!Types.TryGetValue(kind, out var type))
        {
            return [new("", BodyFaultCodes.KindUnknown, $"expected a kind this edition knows, found {FormFound.Quote(kind)}")];
        }

        var form = new FormCheck();
        var mended = form.Mend(body, type);
        var content = TryRead(mended, type, out var read) ? read.Faults().Where(f => !form.HasMended(f.Field)) : [];
        var faults = form.Faults.Concat(content).ToList();
        return faults.Count > 0 || TryRead(body, type, out _)
            ? BodyJson.InFieldOrder(type, faults)
            : [new("", BodyFaultCodes.Unreadable, "expected a body of this kind, found one that cannot be read")];
    }

    private static bool TryRead(JsonElement json, Type type, out IBody body)
    {
        body = new UnknownBody();
        if (!FormCheck.TryLeaf(json, type, out var read) || read is not IBody typed || HoldsNullItem(json))
        {
            return false;
        }

        body = typed;
        return true;
    }

    // The serialiser respects nullable annotations of members, not of list items.
    private static bool HoldsNullItem(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Array => json.EnumerateArray().Any(item => item.ValueKind == JsonValueKind.Null || HoldsNullItem(item)),
        JsonValueKind.Object => json.EnumerateObject().Any(member => HoldsNullItem(member.Value)),
        _ => false,
    };
}
