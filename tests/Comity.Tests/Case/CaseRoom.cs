using System.Text;
using System.Text.Json;
using Comity.Cli.Demo.Case;
using Comity.Cli.Demo.Case.Stories;
using Comity.Domain;
using Comity.Domain.Disputes;
using Comity.Record;
using Comity.Record.Statements;

namespace Comity.Tests.Case;

/// <summary>The script played without keys: each statement's id is the digest of its key, its body has been through the wire form.</summary>
internal sealed class CaseRoom
{
    private static readonly DisputesCapability Disputes = new();
    private static readonly ValueList<MemberId> Members = [CaseCharter.Japan, CaseCharter.Korea, CaseCharter.UnitedStates];

    private readonly Dictionary<MemberId, long> _sizes = [];
    private readonly Dictionary<StatementId, string> _keys = [];
    private readonly List<Said> _said = [];
    private IFacts _facts = Disputes.NoFacts;

    public static CaseScript Script { get; } = CaseScript.Load();

    public static IReadOnlyList<CaseLine> Lines { get; } = [.. Script.Entries.SelectMany(e => e.Lines)];

    /// <summary>Everything said, in the order of the play.</summary>
    public IReadOnlyList<Said> Said => _said;

    public static StatementId IdOf(string key) => new(Hash256.Of(Encoding.UTF8.GetBytes(key)));

    public static IBody BodyOf(CaseLine line) => line.Body(IdOf);

    /// <param name="story">What is played beside the case, as far as it is said in plenary.</param>
    public static CaseRoom PlayedTo(DateOnly last, CaseStory story = CaseStory.History)
    {
        var room = new CaseRoom();
        foreach (var entry in Script.Entries.Concat(story.Entries()).OrderBy(e => e.Date).TakeWhile(e => e.Date <= last))
        {
            room.Play(entry);
        }

        return room;
    }

    public void Play(CaseEntry entry)
    {
        foreach (var line in entry.Lines.Where(l => l.Channel.IsPlenary))
        {
            Assert.All(line.RefersTo.Concat(line.NeedsSaid), key => Assert.Contains(IdOf(key), _keys.Keys));
            Say(line.Key, line.Author, line.Track, line.SubjectKey is { } subject ? IdOf(subject) : null, line.RefersTo.Select(IdOf), BodyOf(line));
        }
    }

    /// <summary>Something that is not in the script.</summary>
    public StatementId Say(string key, MemberId author, string track, IBody body) => Say(key, author, track, null, [], body);

    public DisputesFindings AsOf(DateOnly day) => (DisputesFindings)Disputes.Judge(_facts, new(day, Members, CaseCharter.Convener));

    public string KeyOf(StatementId id) => _keys[id];

    private StatementId Say(string key, MemberId author, string track, StatementId? subject, IEnumerable<StatementId> cites, IBody body)
    {
        var said = BodyCodec.Read(Statement(key, author, track, subject, cites, body));
        Assert.IsNotType<UnknownBody>(said.Body);
        Assert.Empty(said.Body.Faults());
        _keys.Add(said.Id, key);
        _said.Add(said);
        _facts = Disputes.Apply(_facts, said);
        return said.Id;
    }

    private Statement Statement(string key, MemberId author, string track, StatementId? subject, IEnumerable<StatementId> cites, IBody body)
    {
        var index = _sizes.GetValueOrDefault(author);
        _sizes[author] = index + 1;
        return new()
        {
            Id = IdOf(key),
            Forum = null,
            Channel = ChannelId.Plenary,
            Member = author,
            Index = index,
            Seen = Seen.Nothing(Members),
            Roster = 1,
            ClaimedAt = default,
            Office = "case",
            Level = "working",
            Kind = BodyCodec.KindOf(body.GetType()),
            Track = track,
            Subject = subject,
            Cites = cites.Order().ToValueList(),
            Body = JsonSerializer.SerializeToElement(BodyCodec.Write(body)),
            Blobs = [],
            KeyId = "",
            Compact = "",
        };
    }
}
