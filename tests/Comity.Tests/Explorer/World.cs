using System.Globalization;
using System.Text.Json.Nodes;
using Comity.Record;
using Comity.Record.Forks;
using Comity.Record.Forum;
using Comity.Record.Signing;
using Comity.Record.Statements;
using Comity.Record.Tree;

namespace Comity.Tests.Explorer;

/// <summary>Three members, their keys, and every statement and piece of evidence that any explored state holds, each under a number.</summary>
/// <remarks>The same words at the same place with the same sight are one statement, signed once. Arda 0, Bera 1, Cirra 2; Cirra has a second roster.</remarks>
internal sealed class World
{
    public const int Arda = 0, Bera = 1, Cirra = 2, Count = 3;

    /// <summary>What all words cite: it is held by nobody, so they are kept and have no effect.</summary>
    private static readonly StatementId Nowhere = new(Hash256.Of([1, 2, 3]));

    private static readonly DateTimeOffset Start = new(2030, 1, 2, 3, 4, 5, TimeSpan.Zero);

    private readonly SigningKey[] _keys = [SigningKey.Generate(), SigningKey.Generate(), SigningKey.Generate(), SigningKey.Generate()];
    private readonly SigningKey[] _roots = [SigningKey.Generate(), SigningKey.Generate(), SigningKey.Generate()];
    private readonly List<Known> _known = [];
    private readonly Dictionary<StatementId, int> _numbers = [];
    private readonly Dictionary<string, int> _said = [];
    private readonly Dictionary<int, Words> _words = [];
    private readonly List<(ForkEvidence Evidence, int One, int Other)> _evidence = [];
    private readonly Dictionary<(int, int), int?> _built = [];

    public World()
    {
        Rosters = [.. Enumerable.Range(0, Count).Select(m => Read(Roster.Sign(_roots[m], Members[m], 1, null, [_keys[m].Public])))];
        Second = Read(Roster.Sign(_roots[Cirra], Members[Cirra], 2, Rosters[Cirra].Id, [_keys[Count].Public]));
        var none = new Dictionary<string, string>();
        Charter = Founding.SignCharter(
            new Charter("Explored forum", Members.Select((m, i) => new CharterMember(m, "party", _roots[i].Public.Thumbprint, none, none, "Etc/UTC")).ToValueList(),
                Members[Arda], ["economy"], ["en"], ["working"], "Etc/UTC", "2026f", Members.ToValueList(), "", Rosters[Arda].Compact),
            Members[Arda], _keys[Arda], "Registry", "working", Start);
        First[Arda] = Learn(Charter.Compact);
        First[Bera] = Open(Bera);
        First[Cirra] = Open(Cirra);
    }

    public static IReadOnlyList<MemberId> Members { get; } = [MemberId.Parse("arda"), MemberId.Parse("bera"), MemberId.Parse("cirra")];

    public IReadOnlyList<Roster> Rosters { get; }

    /// <summary>Cirra's, after which its first key counts no more.</summary>
    public Roster Second { get; }

    public Statement Charter { get; }

    /// <summary>The charter, and the acceptances of the others, made on seeing it.</summary>
    public int[] First { get; } = new int[Count];

    public int Statements => _known.Count;

    public Known this[int statement] => _known[statement];

    public SigningKey KeyOf(int member) => _keys[member];

    public ForkEvidence EvidenceOf(int number) => _evidence[number].Evidence;

    public static int IndexOf(MemberId member) => Members.ToList().IndexOf(member);

    /// <summary>Takes a statement made elsewhere.</summary>
    public int Learn(string compact)
    {
        if (!StatementGate.TryRead(compact, out var statement, out var jws, out var fault))
        {
            throw new InvalidOperationException(fault.Message);
        }

        if (!_numbers.TryGetValue(statement.Id, out var number))
        {
            number = _numbers[statement.Id] = _known.Count;
            _known.Add(new Known(statement, jws, _keys.Select(k => k.Public).First(k => jws.HoldsFor(k))));
        }

        return number;
    }

    /// <summary>Words of a member, by whoever has its key.</summary>
    public int Say(Words words)
    {
        if (!_said.TryGetValue(words.Key, out var number))
        {
            var key = _keys[words.Roster == 2 ? Count : words.Author];
            var statement = StatementSigner.Sign(DraftOf(words), Charter.Id, ChannelId.Plenary, Members[words.Author], SeenBy(words), words.Roster, key);
            number = _said[words.Key] = Learn(statement.Compact);
            _words.TryAdd(number, words);
        }

        return number;
    }

    /// <summary>Evidence that two statements fork a journal, made by the rules of the record; null where they prove nothing.</summary>
    public int? Build(int one, int other)
    {
        var pair = (Math.Min(one, other), Math.Max(one, other));
        if (!_built.TryGetValue(pair, out var number))
        {
            if (ForkEvidence.TryBuild(Charter, this[one].Author == Cirra ? [Rosters[Cirra], Second] : [Rosters[this[one].Author]], this[one].Statement, this[other].Statement, out var evidence, out _))
            {
                number = _evidence.Count;
                _evidence.Add((evidence, pair.Item1, pair.Item2));
            }

            _built[pair] = number;
        }

        return number;
    }

    /// <summary>The same statement in the world where Arda and Bera have changed places.</summary>
    public int Mirror(int statement)
    {
        var first = Array.IndexOf(First, statement);
        return first >= 0 ? First[MirrorMember(first)] : Say(_words[statement].Mirrored(this));
    }

    public int MirrorEvidence(int number) => Build(Mirror(_evidence[number].One), Mirror(_evidence[number].Other))!.Value;

    public static int MirrorMember(int member) => member == Cirra ? Cirra : 1 - member;

    private StatementDraft DraftOf(Words words) => words.Kind switch
    {
        RecordKinds.RosterAdopted => Draft(words, [], new JsonObject { ["roster"] = Second.Compact }),
        RecordKinds.ForkDeclared => ForkDeclaration.Draft(EvidenceOf(words.Evidence), this[words.Seen[Cirra][(int)EvidenceOf(words.Evidence).Index]].Statement.Id, "Desk", "working", Start),
        RecordKinds.Receipt => Draft(words, words.Cites.Select(c => this[c].Statement.Id), []),
        _ => Draft(words, words.Cites.Select(c => this[c].Statement.Id).Append(Nowhere), new JsonObject { ["words"] = words.Kind }),
    };

    private static StatementDraft Draft(Words words, IEnumerable<StatementId> cites, JsonObject body) =>
        new(words.Kind.Contains('.', StringComparison.Ordinal) ? words.Kind : "test.words-said/1", words.Kind.Contains('.', StringComparison.Ordinal) ? null : "economy", null, cites.ToValueList(), body, "Desk", "working", Start);

    private Seen SeenBy(Words words) => new(words.Seen.Select((journal, m) => KeyValuePair.Create(Members[m], words.Invents == m
        ? new TreeHead(journal.Length + words.Beyond, Hash256.Of(System.Text.Encoding.ASCII.GetBytes(string.Create(CultureInfo.InvariantCulture, $"invented {words.Beyond}"))))
        : HeadOf(journal))));

    private TreeHead HeadOf(int[] journal)
    {
        var range = CompactRange.Of(null);
        foreach (var statement in journal)
        {
            range.Append(this[statement].Statement.Id);
        }

        return new TreeHead(range.Size, range.Root);
    }

    private int Open(int member)
    {
        var seen = new Seen([KeyValuePair.Create(Members[Arda], HeadOf([First[Arda]])), KeyValuePair.Create(Members[Bera], TreeHead.Empty), KeyValuePair.Create(Members[Cirra], TreeHead.Empty)]);
        return Learn(StatementSigner.Sign(Founding.Opening(Charter.Id, ChannelId.Plenary, Rosters[member].Compact, "Desk", "working", Start), Charter.Id, ChannelId.Plenary, Members[member], seen, 1, _keys[member]).Compact);
    }

    private static Roster Read(string compact) => Roster.TryRead(compact, out var roster, out var fault) ? roster : throw new InvalidOperationException(fault.Message);
}
