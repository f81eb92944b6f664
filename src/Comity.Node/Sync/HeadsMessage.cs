using System.Text.Json;
using System.Text.Json.Serialization;
using Comity.Record;

namespace Comity.Node.Sync;

/// <summary>What a node tells a peer of what it holds: sizes of all journals of the channels both belong to.</summary>
/// <param name="Edition">Rules edition, so that "different edition" is not read as "pictures differ".</param>
public sealed record HeadsMessage(string Member, string Forum, string Edition, SortedDictionary<string, SortedDictionary<string, long>> Heads)
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

    public static HeadsMessage? TryRead(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<HeadsMessage>(json, JsonSerializerOptions.Web) is { Heads: not null, Member: not null, Forum: not null, Edition: not null } heads ? heads : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
