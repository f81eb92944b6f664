using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Comity.Record;

namespace Comity.Domain.Disputes.Board;

/// <summary>
/// Which statement of a channel speaks of which, and what its lists are chosen by: some 100 bytes a statement, so that a room of a million need
/// not be judged whole for a page. The texts stay in the store; what a page shows is judged by the ordinary rules from those it concerns.
/// </summary>
/// <remarks>
/// Only gathers: any order and any repetition of statements answer the same. Never a source of truth, and rebuilt from the journals at any time.
/// Not safe for several threads; the owner locks.
/// </remarks>
public sealed partial class DisputesIndex
{
    private static readonly string[] Kinds = [.. DisputesCapability.AllBodies.Select(BodyKind.Of)];

    private readonly IdTable _ids = new();
    private readonly List<IndexEntry> _entries = [];
    private readonly List<IndexEdge> _edges = [];
    private readonly List<ActEntry> _acts = [];
    private readonly List<MemberId> _members;
    private readonly List<string> _tracks = [];
    private readonly int _charter;   // members with a bit of their own: at most 63

    /// <param name="members">Of the charter: they get bits of their own, whoever else is named shares the last one.</param>
    public DisputesIndex(IEnumerable<MemberId> members)
    {
        _members = [.. members];
        _charter = Math.Min(63, _members.Count);
        Measures = new(this);
        Chains = new(this);
    }

    /// <summary>Grows with every statement taken.</summary>
    public long Version { get; private set; }

    internal IndexMeasures Measures { get; }

    internal IndexChains Chains { get; }

    internal IReadOnlyList<ActEntry> Acts => _acts;

    internal int Count => _entries.Count;

    /// <summary>Takes a statement; one of no kind of ours, or taken before, changes nothing.</summary>
    /// <param name="place">Index, in the author's journal of this channel, from which it can be read again.</param>
    public void Add(Said said, long place)
    {
        var kind = KindOf(said);
        if (kind == SaidKind.Unknown)
        {
            return;
        }

        var number = NumberOf(said.Id);
        if (_entries[number].Kind != SaidKind.Unknown)
        {
            return;
        }

        var entry = _entries[number] with { Kind = kind, Author = MemberOf(said.Author), Index = checked((int)said.Index), Place = checked((int)place) };
        Fill(ref entry, number, said);
        _entries[number] = entry;
        Version++;
        Tell(number, entry);
    }

    internal StatementId Id(int number) => _ids[number];

    /// <returns>-1 when nothing of this id is held or named.</returns>
    internal int Find(StatementId id) => _ids.Find(id);

    internal ref readonly IndexEntry Entry(int number) => ref CollectionsMarshal.AsSpan(_entries)[number];

    internal ref readonly ActEntry ActAt(int number) => ref CollectionsMarshal.AsSpan(_acts)[_entries[number].RefA];

    internal IndexedPlace PlaceOf(int number) => new(_ids[number], _members[_entries[number].Author], _entries[number].Place);

    internal bool Is(int number, SaidKind kind) => number >= 0 && _entries[number].Kind == kind;

    internal MemberId Author(in IndexEntry entry) => _members[entry.Author];

    internal string Track(in ActEntry act) => _tracks[act.Track];

    /// <summary>Whose bit it is; the last one for everybody without.</summary>
    internal ulong Bit(MemberId member) => BitOf(_members.IndexOf(member));

    internal ulong BitOf(int member) => 1UL << (member >= 0 && member < _charter ? member : 63);

    internal const ulong SharedBit = 1UL << 63;

    internal static string KindName(in IndexEntry entry) => Kinds[entry.Kind == SaidKind.Unreadable ? entry.Code : entry.Kind switch
    {
        SaidKind.Act => 0,
        SaidKind.Affirmation => 1,
        SaidKind.Measure => 2,
        SaidKind.Stage => 3,
        SaidKind.Assertion => 4,
        SaidKind.Denial => 5,
        SaidKind.Withdrawal => 6,
        SaidKind.Account => 7,
        SaidKind.Answer => 9,
        _ => 8,
    }];

    /// <summary>Statements that speak of this one, in no order; one that names it twice comes twice.</summary>
    internal IEnumerable<int> Referrers(int number)
    {
        for (var edge = _entries[number].FirstReferrer; edge >= 0; edge = _edges[edge].Next)
        {
            yield return _edges[edge].From;
        }
    }

    private static SaidKind KindOf(Said said) => said.Body switch
    {
        ActRecorded => SaidKind.Act,
        ActAffirmed => SaidKind.Affirmation,
        ActAnswered => SaidKind.Answer,
        MeasureAnnounced => SaidKind.Measure,
        StageRecorded => SaidKind.Stage,
        LinkAsserted => SaidKind.Assertion,
        LinkDenied => SaidKind.Denial,
        LinkWithdrawn => SaidKind.Withdrawal,
        AccountGiven => SaidKind.Account,
        TranslationSupplied => SaidKind.Translation,
        UnreadableBody when DisputesCapability.Reads(said.Statement.Kind) => SaidKind.Unreadable,
        _ => SaidKind.Unknown,
    };

    private void Fill(ref IndexEntry entry, int number, Said said)
    {
        (entry.RefA, entry.RefB, var code, var flags, entry.Date) = said.Body switch
        {
            ActRecorded b => (AddAct(number, said, b), -1, 0, 0, 0),
            ActAffirmed b => (Edge(number, b.Act), -1, 0, 0, 0),
            ActAnswered b => (Edge(number, b.Act), -1, 0, 0, 0),
            AccountGiven b => (Edge(number, b.Act), -1, 0, 0, 0),
            MeasureAnnounced b => (Edge(number, b.Act), Measures.Count, MeasureFlags(b), 0, 0),
            StageRecorded b => (Edge(number, b.Measure), b.Act is { } act ? Edge(number, act) : -1, (int)b.Stage, b.Extent is null ? 0 : IndexEntry.HasWords, b.Date.DayNumber),
            LinkAsserted b => (Edge(number, b.From), Edge(number, b.To), (int)b.Relation, (b.Words is null ? 0 : IndexEntry.HasWords) | (b.OnBehalfOf == Asserter.Observers ? IndexEntry.OfObservers : 0), 0),
            LinkDenied b => (Edge(number, b.From), Edge(number, b.To), (int)b.Relation, b.Words is null ? 0 : IndexEntry.HasWords, 0),
            LinkWithdrawn b => (Edge(number, b.From), Edge(number, b.To), (int)b.Relation, 0, 0),
            TranslationSupplied b => (Edge(number, b.Of), -1, FieldCode(b.Field), 0, 0),
            _ => (-1, -1, Array.IndexOf(Kinds, said.Statement.Kind), 0, 0),
        };
        (entry.Code, entry.Flags) = ((byte)code, (byte)flags);
        // Edges were made to others meanwhile, and one may lead from a statement to itself.
        entry.FirstReferrer = _entries[number].FirstReferrer;
    }

    private static int MeasureFlags(MeasureAnnounced said) =>
        (said.Private || said.Nature == MeasureNature.Private ? IndexEntry.IsPrivate : 0) | (said.Reported ? IndexEntry.IsReported : 0) | (said.End == MeasureEnd.NotRecorded ? IndexEntry.EndNotRecorded : 0);

    private int AddAct(int number, Said said, ActRecorded act)
    {
        ulong named = 0, organs = 0;
        foreach (var actor in act.Actors)
        {
            named |= actor.Member is { } member ? Bit(member) : 0;
            organs |= actor.OrganOf is { } state ? Bit(state) : 0;
        }

        var affirmed = 0UL;
        foreach (var referrer in Referrers(number))
        {
            affirmed |= _entries[referrer].Kind == SaidKind.Affirmation ? BitOf(_entries[referrer].Author) & ~SharedBit : 0;
        }

        _acts.Add(new ActEntry
        {
            Number = number, Date = act.Date.DayNumber, Effective = act.Effective?.DayNumber ?? ActEntry.None, Deadline = act.Deadline?.DayNumber ?? ActEntry.None,
            Type = act.Type, Track = TrackOf(said.Statement.Track ?? ""), Confidence = act.Sources.Count == 0 ? (sbyte)-1 : (sbyte)act.Sources.Min(s => s.Confidence),
            Named = named, Organs = organs, AffirmedBy = affirmed, Actors = Digest(act.Actors), ActorNames = Names(act.Actors), AddresseeNames = Names(act.Addressees),
        });
        return _acts.Count - 1;
    }

    // What was gathered may have to be looked at anew for what has just come.
    private void Tell(int number, in IndexEntry entry)
    {
        if (entry.Kind == SaidKind.Affirmation && Is(entry.RefA, SaidKind.Act))
        {
            CollectionsMarshal.AsSpan(_acts)[_entries[entry.RefA].RefA].AffirmedBy |= BitOf(entry.Author) & ~SharedBit;
        }

        Measures.Taken(number, entry);
        Chains.Taken(number, entry);
    }

    private int Edge(int from, StatementId to)
    {
        var target = NumberOf(to);
        ref var entry = ref CollectionsMarshal.AsSpan(_entries)[target];
        _edges.Add(new IndexEdge(from, entry.FirstReferrer));
        entry.FirstReferrer = _edges.Count - 1;
        return target;
    }

    private int NumberOf(StatementId id)
    {
        var number = _ids.Add(id);
        if (number == _entries.Count)
        {
            _entries.Add(new IndexEntry { RefA = -1, RefB = -1, FirstReferrer = -1 });
        }

        return number;
    }

    private ushort MemberOf(MemberId member)
    {
        var at = _members.IndexOf(member);
        if (at < 0)
        {
            at = _members.Count;
            _members.Add(member);
        }

        return checked((ushort)at);
    }

    private byte TrackOf(string track)
    {
        var at = _tracks.IndexOf(track);
        if (at < 0)
        {
            at = _tracks.Count;
            _tracks.Add(track);
        }

        return checked((byte)at);
    }

    private static ushort Names(ValueList<Actor> actors) => (ushort)actors.Take(16).Index().Sum(a => a.Item.Name is null ? 0 : 1 << a.Index);

    // Two acts have the same actors when these are equal: the set, not the order. 128 bits of SHA-256.
    private static UInt128 Digest(ValueList<Actor> actors)
    {
        var text = string.Join('\n', actors.Select(a => $"{a.Member}\t{a.OrganOf}\t{(a.Name is null ? "-" : $"={a.Name}")}").Distinct().Order(StringComparer.Ordinal));
        return System.Buffers.Binary.BinaryPrimitives.ReadUInt128BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private static int FieldCode(string text) => !TranslatedField.TryParse(text, out var field) ? 0 : field.Name switch
    {
        "title" => 1,
        "detail" => 2,
        "text" => 3,
        "words" => 4,
        "extent" => 5,
        "actors" => 16 + field.Place!.Value,
        _ => 32 + field.Place!.Value,
    };
}
