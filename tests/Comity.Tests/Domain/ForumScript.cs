using System.Globalization;
using System.Text;
using System.Text.Json;
using Comity.Domain;
using Comity.Record;
using Comity.Record.Statements;
using Comity.Record.Tree;
using Comity.Tests.Domain.Channels;

namespace Comity.Tests.Domain;

/// <summary>A forum whose members speak in turn. Nothing is signed; ids are digests of what is said and where.</summary>
internal sealed class ForumScript(params string[] parties)
{
    private static readonly JsonDocumentOptions AnyJson = new() { AllowDuplicateProperties = true };

    private readonly Dictionary<MemberId, long> _sizes = [];
    private readonly List<Said> _said = [];
    private Dictionary<MemberId, long> _held = [];

    public ValueList<MemberId> Members { get; } = parties.Select(Member).ToValueList();

    /// <summary>Where each speaks: plenary, or the channel the member has to itself.</summary>
    public bool InOwnChannels { get; init; }

    /// <summary>What whoever speaks next says the moment is.</summary>
    public DateTimeOffset Clock { get; set; } = DateTimeOffset.UnixEpoch;

    public IReadOnlyList<Said> Said => _said;

    public static MemberId Member(string party) => MemberId.Parse(party.ToLowerInvariant());

    public StatementId Says(string party, IBody body) => Says(party, BodyCodec.KindOf(body.GetType()), BodyCodec.Write(body).ToJsonString());

    public StatementId Says(string party, string kind, string body)
    {
        var index = _sizes.GetValueOrDefault(Member(party));
        _sizes[Member(party)] = index + 1;
        return SaysAt(party, index, kind, body);
    }

    /// <summary>Says something with these statements, and all before them in their journals, held.</summary>
    public StatementId SaysHavingSeen(string party, IBody body, params IEnumerable<StatementId> seen)
    {
        _held = _said.Where(s => seen.Contains(s.Id)).GroupBy(s => s.Author).ToDictionary(g => g.Key, g => g.Max(s => s.Index) + 1);
        var id = Says(party, body);
        _held = [];
        return id;
    }

    /// <summary>A second statement at an index: a fork.</summary>
    public StatementId SaysAt(string party, long index, IBody body) =>
        SaysAt(party, index, BodyCodec.KindOf(body.GetType()), BodyCodec.Write(body).ToJsonString());

    public JudgeContext On(DateOnly day) => new(day, Members, Members[0]) { Roots = SignedItems.Roots };

    /// <summary>An id that nobody has used.</summary>
    public static StatementId Nowhere(string text = "nowhere") => new(Hash256.Of(Encoding.UTF8.GetBytes(text)));

    public static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text, AnyJson);
        return document.RootElement.Clone();
    }

    public static Statement Statement(MemberId member, long index, string kind, JsonElement body, StatementId id) => new()
    {
        Id = id,
        Forum = Nowhere("forum"),
        Channel = ChannelId.Plenary,
        Member = member,
        Index = index,
        Seen = Seen.Nothing([member]),
        Roster = 0,
        ClaimedAt = DateTimeOffset.UnixEpoch,
        Office = "Office",
        Level = "working",
        Kind = kind,
        Track = "economy",
        Subject = null,
        Cites = [],
        Body = body,
        Blobs = [],
        KeyId = "",
        Compact = "",
    };

    private StatementId SaysAt(string party, long index, string kind, string body)
    {
        var place = string.Create(CultureInfo.InvariantCulture, $"{party}/{index}/{kind}/{body}");
        var id = new StatementId(Hash256.Of(Encoding.UTF8.GetBytes(place)));
        var statement = Statement(Member(party), index, kind, Json(body), id);
        statement = statement with { ClaimedAt = Clock };
        statement = InOwnChannels ? statement with { Channel = ChannelId.Of(statement.Member) } : statement;
        _said.Add(BodyCodec.Read(statement with { Seen = new Seen(_held.Select(h => KeyValuePair.Create(h.Key, new TreeHead(h.Value, TreeHead.Empty.Root)))) }));
        return id;
    }
}
