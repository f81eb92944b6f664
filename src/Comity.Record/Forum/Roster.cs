using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using Comity.Record.Signing;

namespace Comity.Record.Forum;

/// <summary>The keys a member's node signs with, under the member's root key, which stays offline.</summary>
/// <remarks>Wire form: docs/spec/statement.md, "Roster". Holds keys only, no persons.</remarks>
public sealed class Roster
{
    public const string Type = "comity-roster+jws";
    public const int MaxKeys = 16;

    private readonly Jws _jws;
    private readonly Dictionary<string, PublicKey> _keys;

    private Roster(Jws jws, MemberId member, int sequence, Hash256? previous, PublicKey root, Dictionary<string, PublicKey> keys)
    {
        _jws = jws;
        Member = member;
        Sequence = sequence;
        Previous = previous;
        Root = root;
        _keys = keys;
    }

    public MemberId Member { get; }

    /// <summary>1 for the first; each next one is higher.</summary>
    public int Sequence { get; }

    /// <summary>Id of the roster this one replaces; null for the first.</summary>
    public Hash256? Previous { get; }

    public PublicKey Root { get; }

    public Hash256 Id => _jws.Id;

    public string Compact => _jws.Compact;

    public IReadOnlyCollection<PublicKey> Keys => _keys.Values;

    public PublicKey? FindKey(string keyId) => _keys.GetValueOrDefault(keyId);

    public static string Sign(SigningKey root, MemberId member, int sequence, Hash256? previous, IEnumerable<PublicKey> keys)
    {
        var payload = new JsonObject
        {
            ["member"] = member.ToString(),
            ["sequence"] = sequence,
            ["previous"] = previous?.ToString(),
            ["root"] = root.Public.ToJwk(),
            ["keys"] = new JsonArray([.. keys.Select(k => k.ToJwk())]),
        };
        return Jws.Sign(root, Type, JsonSerializer.SerializeToUtf8Bytes(payload));
    }

    /// <summary>Reads a roster and checks that its own root key signed it; whether that root is the member's, the charter says.</summary>
    public static bool TryRead(string compact, [NotNullWhen(true)] out Roster? roster, [NotNullWhen(false)] out Fault? fault)
    {
        roster = null;
        if (!Jws.TryRead(compact, Type, out var jws, out fault) || !StrictJson.TryParse(jws.Payload, out var payload, out fault))
        {
            return false;
        }

        fault = new Fault("roster", "record.roster.form", "expected member, sequence, previous, root and 1 to 16 keys, signed by the root");
        if (payload.EnumerateObject().Count() != 5
            || !payload.TryGetProperty("member", out var name) || name.ValueKind != JsonValueKind.String || !MemberId.TryParse(name.GetString(), out var member)
            || !payload.TryGetProperty("sequence", out var number) || number.ValueKind != JsonValueKind.Number || !number.TryGetInt32(out var sequence) || sequence < 1
            || !payload.TryGetProperty("previous", out var before) || !TryPrevious(before, out var previous)
            || !payload.TryGetProperty("root", out var rootJwk) || !PublicKey.TryFromJwk(rootJwk, out var root)
            || !payload.TryGetProperty("keys", out var list) || !TryKeys(list, out var keys)
            || !jws.HoldsFor(root))
        {
            return false;
        }

        roster = new Roster(jws, member, sequence, previous, root, keys);
        fault = null;
        return true;
    }

    private static bool TryPrevious(JsonElement value, out Hash256? previous)
    {
        previous = null;
        if (value.ValueKind == JsonValueKind.Null)
        {
            return true;
        }

        var fine = Hash256.TryParse(value.ValueKind == JsonValueKind.String ? value.GetString() : null, out var hash);
        previous = hash;
        return fine;
    }

    private static bool TryKeys(JsonElement list, [NotNullWhen(true)] out Dictionary<string, PublicKey>? keys)
    {
        keys = null;
        if (list.ValueKind != JsonValueKind.Array || list.GetArrayLength() is 0 or > MaxKeys)
        {
            return false;
        }

        var read = new Dictionary<string, PublicKey>(StringComparer.Ordinal);
        foreach (var item in list.EnumerateArray())
        {
            if (!PublicKey.TryFromJwk(item, out var key) || !read.TryAdd(key.Thumbprint, key))
            {
                return false;
            }
        }

        keys = read;
        return true;
    }
}
