using Comity.Domain.Standstill;
using Comity.Record;

namespace Comity.Domain.Dialogue;

/// <summary>One wording of a clause, with what each said of it and whether all agreed.</summary>
internal sealed class WordingState
{
    private readonly Dictionary<MemberId, PartyAct[]> _acts;

    /// <param name="acts">What the author and the parties said of it, by member, each in the order of its journal.</param>
    public WordingState(Said said, ValueList<WordsIn> words, ValueList<StatementId> follows, TextOpened text, Dictionary<MemberId, PartyAct[]> acts, CharterOrder order)
    {
        _acts = acts;
        (Said, Words, Follows) = (said, words, follows);
        Agreement = AgreementRules.Judge([.. text.Parties.Select(p => ActsOf(p))]);
        Table = text.Parties.Append(text.Chair).Distinct().Order(order).ToValueList();
        HeldBy = Table.Where(m => (Agreement.Holds && text.Parties.Contains(m)) || Holds(m)).ToValueList();
        Brackets = words.Select(w => Dialogue.Brackets.All(Dialogue.Brackets.Read(w.Text, Table)).Count()).DefaultIfEmpty(0).Max();
    }

    public Said Said { get; }

    public StatementId Id => Said.Id;

    public ValueList<WordsIn> Words { get; }

    public ValueList<StatementId> Follows { get; }

    public Agreement Agreement { get; }

    /// <summary>The parties and the chair, charter order.</summary>
    public ValueList<MemberId> Table { get; }

    public ValueList<MemberId> HeldBy { get; }

    public int Brackets { get; }

    public bool LeavesOut => Words.Count == 0;

    /// <summary>All parties agreed, if some only subject to their capitals; the statements that say so, or none.</summary>
    public ValueList<StatementId> AdReferendum(TextOpened text)
    {
        var last = text.Parties.Select(LastOf).ToArray();
        return last.Any(a => a is { Stance: Stance.AdReferendum }) && last.All(a => a is { } act && (act.Agrees || act.Stance == Stance.AdReferendum))
            ? last.Select(a => a!.Value.Said.Id).Order().ToValueList()
            : [];
    }

    public PartyAct? LastOf(MemberId member) => ActsOf(member) is [.., var last] ? last : null;

    public IEnumerable<Spoken<ITableBody>> LastWith(Stance stance, TextOpened text) => text.Parties.Select(LastOf).OfType<PartyAct>()
        .Where(a => a.Stance == stance && !a.Agrees).Select(a => new Spoken<ITableBody>(a.Said, (ITableBody)a.Said.Body));

    public WordingFinding Finding() => new(
        Id, Said.Author, Words, LeavesOut, Follows, HeldBy, Brackets,
        Table.Select(m => (Member: m, Last: LastOf(m))).Where(p => p.Last is not null)
            .Select(p => new PositionFinding(p.Member, p.Last!.Value.Stance, p.Last.Value.Said.Id, Agreement.Frozen.Contains(p.Last.Value.Said.Id) ? DialogueRuleNames.PositionFrozen : DialogueRuleNames.PositionStands))
            .ToValueList());

    private bool Holds(MemberId member) => LastOf(member) is { } last && (last.Agrees || last.Stance == Stance.AdReferendum);

    private PartyAct[] ActsOf(MemberId member) => _acts.GetValueOrDefault(member, []);
}
