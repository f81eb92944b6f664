using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Comity.Record.Signing;
using Comity.Record.Tree;

namespace Comity.Record.Statements;

/// <summary>The one way from text to statement: what passes is well formed; whether it is authentic and fits its journal comes after.</summary>
/// <remarks>docs/spec/statement.md, "The gate". A node passes its own statements through it before it stores them.</remarks>
public static partial class StatementGate
{
    public const string Type = "comity-statement+jws";
    public const int MaxCites = 256;
    public const int MaxBlobs = 64;
    public const int MaxOffice = 120;
    public const int MaxSeen = 64;
    public const string ClaimedAtFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    private static readonly string[] Fields =
    [
        "forum", "channel", "member", "index", "seen", "roster", "claimedAt", "office", "level", "kind", "track", "subject", "cites", "body", "blobs",
    ];

    /// <summary>Reads without throwing, whatever another party sent.</summary>
    public static bool TryRead(string compact, [NotNullWhen(true)] out Statement? statement, [NotNullWhen(false)] out Fault? fault) =>
        TryRead(compact, out statement, out _, out fault);

    /// <param name="jws">The same text taken apart, for whoever checks the signature.</param>
    public static bool TryRead(
        string compact, [NotNullWhen(true)] out Statement? statement, [NotNullWhen(true)] out Jws? jws, [NotNullWhen(false)] out Fault? fault)
    {
        statement = null;
        if (!Jws.TryRead(compact, Type, out jws, out fault) || !StrictJson.TryParse(jws.Payload, out var payload, out fault))
        {
            return false;
        }

        var values = new JsonElement[Fields.Length];
        fault = FieldsOf(payload, values);
        if (fault is not null)
        {
            return false;
        }

        var reader = new Reader(values);
        statement = reader.Read(jws);
        fault = reader.Fault ?? (statement.Forum is null != (statement.Kind == Forum.RecordKinds.Charter)
            ? new Fault("forum", "record.statement.forum", "expected null in a charter and the charter's id everywhere else")
            : null);
        if (fault is not null)
        {
            statement = null;
            return false;
        }

        return true;
    }

    /// <summary>Whether a text can be a statement's level or track.</summary>
    internal static bool IsWord(string text) => Word().IsMatch(text);

    // No name stands there twice, so that as many known names as fields are all of them.
    private static Fault? FieldsOf(JsonElement payload, JsonElement[] values)
    {
        var count = 0;
        foreach (var property in payload.EnumerateObject())
        {
            var field = count < Fields.Length && property.NameEquals(Fields[count]) ? count : Array.FindIndex(Fields, property.NameEquals);
            if (field < 0)
            {
                var found = StrictJson.Excerpt(property.Name);
                return new Fault(found, "record.statement.unknown-field", $"expected only {string.Join(", ", Fields)}; found {found}");
            }

            values[field] = property.Value;
            count++;
        }

        return count == Fields.Length
            ? null
            : new Fault("", "record.statement.missing-field", $"missing {string.Join(", ", Fields.Where(f => !payload.TryGetProperty(f, out _)))}");
    }

    // \z, not $: the latter also fits before a final line end.
    [GeneratedRegex(@"^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)+/[1-9][0-9]{0,3}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Kind();

    [GeneratedRegex(@"^[a-z][a-z0-9-]{0,31}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    [GeneratedRegex(@"^[a-z0-9.+-]{1,64}/[a-z0-9.+-]{1,64}\z", RegexOptions.CultureInvariant)]
    private static partial Regex MediaType();

    // Reads field after field and keeps the first fault; the values after a fault are never used.
    private sealed class Reader(JsonElement[] values)
    {
        public Fault? Fault { get; private set; }

        public Statement Read(Jws jws)
        {
            var index = Integer(Field("index"), "index");
            var member = Member(Field("member"), "member");
            return new Statement
            {
                Id = new StatementId(jws.Id),
                Forum = OptionalId("forum"),
                Channel = Channel(),
                Member = member,
                Index = index,
                Seen = ReadSeen(member, index),
                Roster = RosterSequence(),
                ClaimedAt = ClaimedAt(),
                Office = Text("office", value => value.Length is > 0 and <= MaxOffice, $"1 to {MaxOffice} characters"),
                Level = Text("level", value => Word().IsMatch(value), "a level of the charter"),
                Kind = Text("kind", value => value.Length <= 96 && Kind().IsMatch(value), "area.what-was-done/1"),
                Track = Field("track").ValueKind == JsonValueKind.Null ? null : Text("track", value => Word().IsMatch(value), "a track of the charter, or null"),
                Subject = OptionalId("subject"),
                Cites = Cites(),
                Body = Body(),
                Blobs = Blobs(),
                KeyId = jws.KeyId,
                Compact = jws.Compact,
            };
        }

        private void Wrong(string field, string expected) =>
            Fault ??= new Fault(field, "record.statement." + field.Split('.', '[')[0].ToLowerInvariant(), $"{field}: expected {expected}");

        private JsonElement Field(string name) => values[Array.IndexOf(Fields, name)];

        private long Integer(JsonElement value, string field)
        {
            if (value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var integer) && integer >= 0)
            {
                return integer;
            }

            Wrong(field, "an integer of 0 or more");
            return 0;
        }

        private int RosterSequence()
        {
            if (Field("roster") is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out var sequence) && sequence > 0)
            {
                return sequence;
            }

            Wrong("roster", "a roster's sequence, 1 or more");
            return 0;
        }

        private string Text(string name, Func<string, bool> fits, string expected)
        {
            var value = Field(name);
            var text = value.ValueKind == JsonValueKind.String ? value.GetString()! : null;
            if (text is null || !fits(text))
            {
                Wrong(name, expected);
            }

            return text ?? "";
        }

        private MemberId Member(JsonElement value, string field)
        {
            if (value.ValueKind == JsonValueKind.String && MemberId.TryParse(value.GetString(), out var member))
            {
                return member;
            }

            Wrong(field, "a member's short name");
            return default;
        }

        private ChannelId Channel()
        {
            var value = Field("channel");
            if (value.ValueKind == JsonValueKind.String && ChannelId.TryParse(value.GetString(), out var channel))
            {
                return channel;
            }

            Wrong("channel", "plenary, public or sorted members joined by +");
            return default;
        }

        private DateTimeOffset ClaimedAt()
        {
            var text = Text("claimedAt", static _ => true, "text");
            if (!DateTimeOffset.TryParseExact(
                text, ClaimedAtFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment))
            {
                Wrong("claimedAt", "UTC to the millisecond, as 2019-08-02T01:12:03.120Z");
            }

            return moment;
        }

        private StatementId? OptionalId(string name)
        {
            var value = Field(name);
            if (value.ValueKind == JsonValueKind.Null)
            {
                return null;
            }

            if (StrictJson.Hash(value) is { } id)
            {
                return new StatementId(id);
            }

            Wrong(name, "a statement id or null");
            return null;
        }

        private Seen ReadSeen(MemberId self, long index)
        {
            var value = Field("seen");
            if (value.ValueKind != JsonValueKind.Object || value.GetPropertyCount() > MaxSeen)
            {
                Wrong("seen", $"an object of at most {MaxSeen} members");
                return new Seen([]);
            }

            var heads = new List<KeyValuePair<MemberId, TreeHead>>(value.GetPropertyCount());
            foreach (var entry in value.EnumerateObject())
            {
                var field = "seen." + StrictJson.Excerpt(entry.Name);
                if (!MemberId.TryParse(entry.Name, out var member) || entry.Value.ValueKind != JsonValueKind.Object || entry.Value.GetPropertyCount() != 2
                    || !entry.Value.TryGetProperty("root", out var root) || StrictJson.Hash(root) is not { } hash)
                {
                    Wrong(field, "a member with size and root");
                    continue;
                }

                var head = new TreeHead(Integer(entry.Value.TryGetProperty("size", out var size) ? size : default, field), hash);
                if (head.Size == 0 && head != TreeHead.Empty)
                {
                    Wrong(field, "the root of the empty tree at size 0");
                }

                heads.Add(KeyValuePair.Create(member, head));
            }

            var seen = new Seen(heads);
            if (!seen.TryGetValue(self, out var own) || own.Size != index)
            {
                Wrong("seen", $"the author's own journal at size {index}, its index");
            }

            return seen;
        }

        private ValueList<StatementId> Cites()
        {
            var value = Field("cites");
            if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() > MaxCites)
            {
                Wrong("cites", $"at most {MaxCites} statement ids");
                return [];
            }

            var cites = new List<StatementId>(value.GetArrayLength());
            foreach (var item in value.EnumerateArray())
            {
                if (StrictJson.Hash(item) is not { } hash || new StatementId(hash) is var id && cites.Count > 0 && cites[^1].CompareTo(id) >= 0)
                {
                    Wrong("cites", "statement ids, sorted by their bytes, each once");
                    return [];
                }

                cites.Add(id);
            }

            return cites.ToValueList();
        }

        private JsonElement Body()
        {
            var body = Field("body");
            if (body.ValueKind != JsonValueKind.Object)
            {
                Wrong("body", "an object");
            }

            return body;
        }

        private ValueList<BlobRef> Blobs()
        {
            var value = Field("blobs");
            if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() > MaxBlobs)
            {
                Wrong("blobs", $"at most {MaxBlobs} references");
                return [];
            }

            var blobs = new List<BlobRef>();
            foreach (var item in value.EnumerateArray())
            {
                if (item.ValueKind != JsonValueKind.Object || item.GetPropertyCount() != 3
                    || !item.TryGetProperty("id", out var id) || StrictJson.Hash(id) is not { } hash
                    || !item.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String || !MediaType().IsMatch(type.GetString()!))
                {
                    Wrong("blobs", "id, size and media type");
                    return [];
                }

                blobs.Add(new BlobRef(hash, Integer(item.TryGetProperty("size", out var size) ? size : default, "blobs"), type.GetString()!));
            }

            return blobs.ToValueList();
        }
    }
}
