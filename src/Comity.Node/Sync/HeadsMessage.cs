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

        return new HeadsMessage(member, forum, edition, sizes, json.TryGetProperty("earlier", out var earlier) && earlier.ValueKind == JsonValueKind.True);
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
