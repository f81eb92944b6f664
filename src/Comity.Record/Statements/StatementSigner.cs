using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Comity.Record.Signing;

namespace Comity.Record.Statements;

/// <summary>Turns a draft into a signed statement: adds place and sight, signs, and passes the result through the gate.</summary>
public static class StatementSigner
{
    /// <param name="forum">Null only for the charter itself.</param>
    /// <param name="seen">What the author durably holds; its own entry's size is the new statement's index.</param>
    /// <exception cref="ArgumentException">The draft cannot be a statement; the message names the field and what was expected.</exception>
    public static Statement Sign(StatementDraft draft, StatementId? forum, ChannelId channel, MemberId member, Seen seen, int roster, SigningKey key) =>
        StatementGate.TryRead(Prepare(draft, forum, channel, member, seen, roster, key.Public).Sign(key), out var statement, out var fault)
            ? statement
            : throw new ArgumentException($"{fault.Code}: {fault.Message}", nameof(draft));

    /// <summary>Everything but the signature: the id is known from here on, so that the next statement may be prepared before this one is signed.</summary>
    /// <param name="key">The key that will sign.</param>
    /// <inheritdoc cref="Sign"/>
    public static PreparedStatement Prepare(StatementDraft draft, StatementId? forum, ChannelId channel, MemberId member, Seen seen, int roster, PublicKey key)
    {
        var cites = new SortedSet<StatementId>(draft.Cites);
        var payload = new JsonObject
        {
            ["forum"] = forum?.ToString(),
            ["channel"] = channel.ToString(),
            ["member"] = member.ToString(),
            ["index"] = seen[member].Size,
            ["seen"] = new JsonObject(seen.Select(s => KeyValuePair.Create<string, JsonNode?>(
                s.Key.ToString(), new JsonObject { ["size"] = s.Value.Size, ["root"] = s.Value.Root.ToString() }))),
            ["roster"] = roster,
            ["claimedAt"] = draft.ClaimedAt.UtcDateTime.ToString(StatementGate.ClaimedAtFormat, CultureInfo.InvariantCulture),
            ["office"] = draft.Office,
            ["level"] = draft.Level,
            ["kind"] = draft.Kind,
            ["track"] = draft.Track,
            ["subject"] = draft.Subject?.ToString(),
            ["cites"] = new JsonArray([.. cites.Select(c => JsonValue.Create(c.ToString()))]),
            ["body"] = draft.Body.DeepClone(),
            ["blobs"] = new JsonArray(),
        };
        return new PreparedStatement(Jws.SigningInput(key, StatementGate.Type, JsonSerializer.SerializeToUtf8Bytes(payload, WireJson)));
    }

    // Readable text rather than \u escapes: the bytes are signed as they are, and Japanese stays a third of the size.
    private static readonly JsonSerializerOptions WireJson = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
