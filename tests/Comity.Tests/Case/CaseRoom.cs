using System.Text;
using System.Text.Json;
using Comity.Cli.Demo.Case;
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
    private IFacts _facts = Disputes.NoFacts;

    public static CaseScript Script { get; } = CaseScript.Load();

    public static IReadOnlyList<CaseLine> Lines { get; } = [.. Script.Entries.SelectMany(e => e.Lines)];

    public static StatementId IdOf(string key) => new(Hash256.Of(Encoding.UTF8.GetBytes(key)));

    public static IBody BodyOf(CaseLine line) => line.Body(IdOf);

    public static CaseRoom PlayedTo(DateOnly last)
    {
        var room = new CaseRoom();
        foreach (var entry in Script.Entries.TakeWhile(e => e.Date <= last))
        {
            room.Play(entry);
        }

        return room;
    }

    public void Play(CaseEntry entry)
    {
        foreach (var line in entry.Lines)
        {
            var said = BodyCodec.Read(Statement(line));
            Assert.IsNotType<UnknownBody>(said.Body);
            Assert.Empty(said.Body.Faults());
            _keys.Add(said.Id, line.Key);
            _facts = Disputes.Apply(_facts, said);
        }
    }

    public DisputesFindings AsOf(DateOnly day) => (DisputesFindings)Disputes.Judge(_facts, new(day, Members, CaseCharter.Convener));

    public string KeyOf(StatementId id) => _keys[id];

    private Statement Statement(CaseLine line)
    {
        var index = _sizes.GetValueOrDefault(line.Author);
        _sizes[line.Author] = index + 1;
        var body = BodyOf(line);
        return new()
        {
            Id = IdOf(line.Key),
            Forum = null,
            Channel = ChannelId.Plenary,
            Member = line.Author,
            Index = index,
            Seen = Seen.Nothing(Members),
            Roster = 1,
            ClaimedAt = default,
            Office = "case",
            Level = "working",
            Kind = BodyCodec.KindOf(body.GetType()),
            Track = line.Track,
            Subject = line.SubjectKey is { } subject ? IdOf(subject) : null,
            Cites = line.RefersTo.Select(IdOf).Order().ToValueList(),
            Body = JsonSerializer.SerializeToElement(BodyCodec.Write(body)),
            Blobs = [],
            KeyId = "",
            Compact = "",
        };
    }
}
