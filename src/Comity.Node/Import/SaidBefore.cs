using System.Text.Json.Nodes;
using Comity.Node.Rooms;
using Comity.Record;
using Comity.Record.Canonical;

namespace Comity.Node.Import;

/// <summary>What this member said in a channel, by its content: so that nothing is signed twice. Reads on from where it stood.</summary>
internal sealed class SaidBefore(ChannelId channel)
{
    private const int Together = 1000;

    private readonly Dictionary<string, StatementId> _said = new(StringComparer.Ordinal);
    private long _read;

    public void ReadOn(IRoom room)
    {
        var size = room.Journals(channel).Single(j => j.Member == room.Me).Head.Size;
        for (; _read < size; _read = Math.Min(size, _read + Together))
        {
            foreach (var statement in room.Statements(channel, room.Me, _read, Together).Where(s => s.Kind.StartsWith("disputes.", StringComparison.Ordinal)))
            {
                _said.TryAdd(Likeness(statement.Kind, statement.Track, JsonObject.Create(statement.Body)!), statement.Id);
            }
        }
    }

    public StatementId? Find(string kind, string track, JsonObject body) => _said.TryGetValue(Likeness(kind, track, body), out var id) ? id : null;

    public void Add(string kind, string track, JsonObject body, StatementId id) => _said.TryAdd(Likeness(kind, track, body), id);

    /// <summary>An id that stands for a statement until it is said: the same for the same content.</summary>
    public static StatementId StandIn(string kind, string track, JsonObject body) => new(Hash256.Of(System.Text.Encoding.UTF8.GetBytes("import " + Likeness(kind, track, body))));

    private static string Likeness(string kind, string? track, JsonObject body) => $"{kind} {track} {CanonicalJson.Digest(body)}";
}
