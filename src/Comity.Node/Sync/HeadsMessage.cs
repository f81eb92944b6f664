using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Comity.Record;

namespace Comity.Node.Sync;

/// <summary>What a node tells a peer of what it holds: sizes of all journals of the channels both belong to.</summary>
/// <param name="Edition">Rules edition, so that "different edition" is not read as "pictures differ".</param>
/// <param name="Earlier">Another copy of the asker's node was here before the one that asks and still is; left out otherwise.</param>
public sealed record HeadsMessage(
    string Member, string Forum, string Edition, SortedDictionary<string, SortedDictionary<string, long>> Heads,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool Earlier = false)
{
    /// <summary>Roots at those sizes; absent from nodes that do not tell them.</summary>
    public SortedDictionary<string, SortedDictionary<string, string>>? Roots { get; init; }

    /// <summary>Ids of the evidence of forks this node keeps of those channels.</summary>
    public IReadOnlyList<string>? Evidence { get; init; }

    /// <summary>Null where no root was told.</summary>
    public Hash256? RootOf(ChannelId channel, MemberId member) =>
        Roots?.GetValueOrDefault(channel.ToString())?.GetValueOrDefault(member.ToString()) is { } text && Hash256.TryParse(text, out var root) ? root : null;

    [JsonIgnore]
    public IReadOnlyDictionary<ChannelId, IReadOnlyDictionary<MemberId, long>> Parsed
    {
        get
        {
            var parsed = new Dictionary<ChannelId, IReadOnlyDictionary<MemberId, long>>();
            foreach (var (channel, sizes) in Heads)
            {
                if (ChannelId.TryParse(channel, out var id))
                {
                    parsed[id] = sizes.Where(s => MemberId.TryParse(s.Key, out _) && s.Value >= 0).ToDictionary(s => MemberId.Parse(s.Key), s => s.Value);
                }
            }

            return parsed;
        }
    }

    public static HeadsMessage? TryRead(string json) => TryRead(Encoding.UTF8.GetBytes(json));

    /// <summary>Null for what is no heads; fields and channels this version does not know are passed over.</summary>
    public static HeadsMessage? TryRead(ReadOnlyMemory<byte> utf8)
    {
        if (!StrictJson.TryParse(utf8, out var json, out _)
            || Text(json, "member") is not { } member || Text(json, "forum") is not { } forum || Text(json, "edition") is not { } edition
            || !json.TryGetProperty("heads", out var heads) || heads.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var sizes = new SortedDictionary<string, SortedDictionary<string, long>>(StringComparer.Ordinal);
        foreach (var channel in heads.EnumerateObject().Where(c => c.Value.ValueKind == JsonValueKind.Object))
        {
            var journals = sizes[channel.Name] = new(StringComparer.Ordinal);
            foreach (var journal in channel.Value.EnumerateObject().Where(j => j.Value.ValueKind == JsonValueKind.Number))
            {
                journals[journal.Name] = journal.Value.GetInt64();
            }
        }

        return new HeadsMessage(member, forum, edition, sizes, json.TryGetProperty("earlier", out var earlier) && earlier.ValueKind == JsonValueKind.True)
        {
            Roots = RootsIn(json),
            Evidence = json.TryGetProperty("evidence", out var evidence) && evidence.ValueKind == JsonValueKind.Array
                ? [.. evidence.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.String).Select(e => e.GetString()!)]
                : null,
        };
    }

    private static SortedDictionary<string, SortedDictionary<string, string>>? RootsIn(JsonElement json)
    {
        if (!json.TryGetProperty("roots", out var told) || told.ValueKind != JsonValueKind.Object)
        {
            return null;
        }

        var roots = new SortedDictionary<string, SortedDictionary<string, string>>(StringComparer.Ordinal);
        foreach (var channel in told.EnumerateObject().Where(c => c.Value.ValueKind == JsonValueKind.Object))
        {
            roots[channel.Name] = new(
                channel.Value.EnumerateObject().Where(r => r.Value.ValueKind == JsonValueKind.String).ToDictionary(r => r.Name, r => r.Value.GetString()!),
                StringComparer.Ordinal);
        }

        return roots;
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
