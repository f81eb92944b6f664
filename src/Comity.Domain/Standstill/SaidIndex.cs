using System.Runtime.CompilerServices;
using Comity.Record;

namespace Comity.Domain.Standstill;

/// <summary>What was said of standstills arranged by body, with the reasons why some of it has no effect. Made once for the same facts.</summary>
internal sealed class SaidIndex
{
    private static readonly ConditionalWeakTable<StandstillFacts, SaidIndex> Made = [];

    private readonly Dictionary<Type, Said[]> _byBody;
    private readonly Dictionary<MemberId, Said[]> _journals;
    private readonly Dictionary<Type, object> _lookups = [];

    private SaidIndex(StandstillFacts facts, MemberId convener)
    {
        Facts = facts;
        Convener = convener;
        Ledger = LedgerIndex.Of(facts.Ledger);
        _journals = facts.Said.GroupBy(s => s.Author).ToDictionary(g => g.Key, g => g.OrderBy(s => s.Index).ThenBy(s => s.Id).ToArray());
        _byBody = facts.Said.GroupBy(s => s.Body.GetType()).ToDictionary(g => g.Key, g => g.OrderBy(s => s.Author).ThenBy(s => s.Index).ThenBy(s => s.Id).ToArray());
        Reasons = IneffectiveRules.Reasons(this);
        foreach (var (body, said) in _byBody.ToArray())
        {
            _byBody[body] = [.. said.Where(s => !Reasons.ContainsKey(s.Id))];
        }
    }

    public StandstillFacts Facts { get; }

    public MemberId Convener { get; }

    public LedgerIndex Ledger { get; }

    /// <summary>Statements without effect, each with the first rule that says so. The same on every day asked for.</summary>
    public IReadOnlyDictionary<StatementId, string> Reasons { get; }

    public static SaidIndex Of(StandstillFacts facts, MemberId convener)
    {
        var made = Made.GetValue(facts, f => new(f, convener));
        return made.Convener == convener ? made : new(facts, convener);
    }

    /// <summary>Those with effect (while reasons are looked for: all), by author, index, id.</summary>
    public IEnumerable<Spoken<T>> All<T>()
        where T : IBody => _byBody.GetValueOrDefault(typeof(T), []).As<T>();

    /// <summary>Those with effect, by what they refer to.</summary>
    public ILookup<StatementId, Spoken<T>> By<T>(Func<T, StatementId> reference)
        where T : IBody
    {
        lock (_lookups)
        {
            if (!_lookups.TryGetValue(typeof(T), out var lookup))
            {
                _lookups[typeof(T)] = lookup = All<T>().ToLookup(s => reference(s.Body));
            }

            return (ILookup<StatementId, Spoken<T>>)lookup;
        }
    }

    /// <summary>The first of a member's statements of our kinds that was made with another held; null when none was.</summary>
    public Said? FirstThatHadSeen(MemberId member, Said of)
    {
        // What a member has seen never falls, so the statements that had seen it are the last ones of its journal.
        var journal = _journals.GetValueOrDefault(member, []);
        var (from, to) = (0, journal.Length);
        while (from < to)
        {
            var middle = (from + to) / 2;
            (from, to) = Witness.HadSeen(journal[middle], of) ? (from, middle) : (middle + 1, to);
        }

        return from < journal.Length ? journal[from] : null;
    }

    /// <summary>Whether a member spoke on or after a day, and by the day asked for, without having seen a statement.</summary>
    public bool SpokeWithoutHavingSeen(MemberId member, DateOnly from, DateOnly asOf, Said of) => _journals.GetValueOrDefault(member, [])
        .TakeWhile(s => !Witness.HadSeen(s, of)).Any(s => s.Body is IDatedBody b && b.Date >= from && b.Date <= asOf);

    public Said? Find(StatementId id) => Facts.Said.Find(id);
}
