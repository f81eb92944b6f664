using System.Text.Json;
using System.Text.Json.Nodes;
using Comity.Record.Signing;
using Comity.Record.Statements;

namespace Comity.Record.Forum;

/// <summary>An author says in public what it said in another channel: the statement itself, whole and signed, so that anybody can check it.</summary>
/// <remarks>docs/spec/statement.md, "Publication". Only the author publishes; what the envelope shows (sizes seen) becomes public with it.</remarks>
public static class Publication
{
    private const string Field = "statement";

    /// <summary>The body of a <see cref="RecordKinds.Published"/> statement.</summary>
    public static JsonObject BodyOf(Statement statement) => new() { [Field] = statement.Compact };

    /// <summary>The statement inside, when it is of the same author and forum and its signature holds; null otherwise.</summary>
    /// <param name="keyOf">The publisher's keys by thumbprint.</param>
    public static Statement? Open(Statement published, Func<string, PublicKey?> keyOf) =>
        published.Channel.IsPublic
        && published.Body.TryGetProperty(Field, out var text) && text.ValueKind == JsonValueKind.String
        && StatementGate.TryRead(text.GetString()!, out var inner, out var jws, out _)
        && inner.Member == published.Member && inner.Forum == published.Forum && inner.Kind != RecordKinds.Published
        && keyOf(jws.KeyId) is { } key && jws.HoldsFor(key)
            ? inner
            : null;
}
