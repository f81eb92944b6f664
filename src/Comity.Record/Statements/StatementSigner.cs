using System.Buffers;
using System.Globalization;
using System.Text.Json;
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
        var payload = new ArrayBufferWriter<byte>(1024);
        using (var json = new Utf8JsonWriter(payload, WireJson))
        {
            json.WriteStartObject();
            json.WriteString("forum", forum?.ToString());
            json.WriteString("channel", channel.ToString());
            json.WriteString("member", member.ToString());
            json.WriteNumber("index", seen[member].Size);
            Write(json, seen);
            json.WriteNumber("roster", roster);
            json.WriteString("claimedAt", draft.ClaimedAt.UtcDateTime.ToString(StatementGate.ClaimedAtFormat, CultureInfo.InvariantCulture));
            json.WriteString("office", draft.Office);
            json.WriteString("level", draft.Level);
            json.WriteString("kind", draft.Kind);
            json.WriteString("track", draft.Track);
            json.WriteString("subject", draft.Subject?.ToString());
            json.WriteStartArray("cites");
            foreach (var cited in new SortedSet<StatementId>(draft.Cites))
            {
                json.WriteStringValue(cited.ToString());
            }

            json.WriteEndArray();
            json.WritePropertyName("body");
            draft.Body.WriteTo(json);
            Write(json, draft.Blobs);
            json.WriteEndObject();
        }

        return new PreparedStatement(Jws.SigningInput(key, StatementGate.Type, payload.WrittenSpan));
    }

    // Readable text rather than \u escapes: the bytes are signed as they are, and Japanese stays a third of the size.
    private static readonly JsonWriterOptions WireJson = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static void Write(Utf8JsonWriter json, ValueList<BlobRef> blobs)
    {
        json.WriteStartArray("blobs");
        foreach (var blob in blobs)
        {
            json.WriteStartObject();
            json.WriteString("id", blob.Id.ToString());
            json.WriteNumber("size", blob.Size);
            json.WriteString("type", blob.Type);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, Seen seen)
    {
        json.WriteStartObject("seen");
        foreach (var (member, head) in seen)
        {
            json.WriteStartObject(member.ToString());
            json.WriteNumber("size", head.Size);
            json.WriteString("root", head.Root.ToString());
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
