using Comity.Record;

namespace Comity.Domain.Disputes.Board;

/// <summary>A board over an index: lists are chosen there, what is shown is judged from the statements it concerns, read when asked for.</summary>
/// <remarks>For one reader at one moment: what has been judged once is kept.</remarks>
public sealed class IndexedBoard(IIndexedStatements statements, JudgeContext context) : IDisputesBoard
{
    private readonly Dictionary<StatementId, ActFinding?> _acts = [];
    private readonly Dictionary<StatementId, MeasureFinding> _measures = [];
    private readonly Dictionary<(StatementId, bool IsFrom), List<LinkFinding>> _links = [];

    public DateOnly AsOf => context.AsOf;

    private int Today => context.AsOf.DayNumber;

    public ActFinding? LastStep => Chosen(index => index.ActsByDate().LastOrDefault(n => index.ActAt(n) is { Type: ActType.Measure or ActType.Countermeasure } act && act.Date <= Today, -1)) is [var last] ? last : null;

    public ValueList<MemberLedger> Ledger => statements.Read(index => index.Measures.Ledger(context));

    public int CountChains => statements.Read(index => index.Chains.Count);

    public int CountIneffective => statements.Read(index => index.Ineffective().Count);

    public int CountActs(ActFilter filter) => statements.Read(index => index.Acts.Count(a => index.Shows(filter, a)));

    public IReadOnlyList<ActFinding> LatestActs(ActFilter filter, int skip, int take, DateOnly? upTo = null) => Chosen(index =>
        [.. index.ActsByDate().Reverse().Where(n => index.ActAt(n) is var act && index.Shows(filter, act) && !(act.Date > upTo?.DayNumber)).Skip(skip).Take(take).Reverse()]);

    public IReadOnlyList<ActFinding> Unaffirmed(MemberId member, bool byMember, int most)
    {
        // Where members share a bit the index may name an act too many: those judged otherwise are passed over, and more are asked for.
        for (var asked = most; ; asked *= 4)
        {
            var (candidates, isAll) = statements.Read(index =>
            {
                var found = index.Unaffirmed(index.Bit(member), byMember, Today).Take(asked).ToList();
                return (found.ConvertAll(index.Id), found.Count < asked);
            });
            Expect(candidates);
            var judged = candidates.Select(Act).OfType<ActFinding>().Where(a => a.NotYetAffirmedBy.Count > 0 && a.NotYetAffirmedBy.Contains(member) == byMember).Take(most).ToList();
            if (isAll || judged.Count == most)
            {
                return judged;
            }
        }
    }

    public IReadOnlyList<ActFinding> ToAnswer(MemberId member, int most)
    {
        // As with what is unaffirmed: where members share a bit, some candidates are another's.
        for (var asked = most; ; asked *= 4)
        {
            var (candidates, isAll) = statements.Read(index =>
            {
                var found = index.ToAnswer(member).Take(asked).ToList();
                return (found.ConvertAll(index.Id), found.Count < asked);
            });
            Expect(candidates);
            var judged = candidates.Select(Act).OfType<ActFinding>().Where(a => a.ToAnswer.Contains(member)).Take(most).ToList();
            if (isAll || judged.Count == most)
            {
                return judged;
            }
        }
    }

    public ActFinding? Act(StatementId id)
    {
        if (!_acts.TryGetValue(id, out var act))
        {
            Expect([id]);
            act = _acts[id];
        }

        return act;
    }

    public void Expect(IEnumerable<StatementId> acts)
    {
        var asked = acts.Where(a => !_acts.ContainsKey(a)).ToHashSet();
        if (asked.Count == 0)
        {
            return;
        }

        var concerned = statements.Read(index => IndexClosure.Of(index, asked.Select(index.Find).Where(n => index.Is(n, SaidKind.Act))).Select(index.PlaceOf).ToList());
        var findings = Judge(concerned);
        foreach (var id in asked)
        {
            _acts[id] = null;
            (_links[(id, true)], _links[(id, false)]) = ([], []);
        }

        foreach (var act in findings.Acts.Where(a => asked.Contains(a.Id)))
        {
            _acts[act.Id] = act;
        }

        foreach (var link in findings.Links)
        {
            Keep(asked, link.From, isFrom: true, link);
            Keep(asked, link.To, isFrom: false, link);
        }

        foreach (var measure in findings.Measures.Where(m => Concerns(m, asked)))
        {
            _measures[measure.Id] = measure;
        }
    }

    public IEnumerable<LinkFinding> From(StatementId act) => Links(act, isFrom: true);

    public IEnumerable<LinkFinding> To(StatementId act) => Links(act, isFrom: false);

    public MeasureFinding? Measure(StatementId id)
    {
        if (!_measures.TryGetValue(id, out var measure))
        {
            Read([id]);
            measure = _measures.GetValueOrDefault(id);
        }

        return measure;
    }

    public IReadOnlyList<MeasureFinding> MeasuresOn(IReadOnlySet<StatementId> acts)
    {
        Expect(acts);
        var order = new CharterOrder(context.Members);
        return [.. _measures.Values.Where(m => Concerns(m, acts)).OrderBy(m => m.Owner, order).ThenBy(m => m.Stages.Count == 0 ? DateOnly.MaxValue : m.Stages[0].Date).ThenBy(m => m.Id)];
    }

    public int CountMeasures(Func<MemberId, bool, bool> which) => statements.Read(index => index.Measures.InOrder(context, which).Count());

    public IReadOnlyList<MeasureFinding> Measures(Func<MemberId, bool, bool> which, int skip, int take)
    {
        var ids = statements.Read(index => index.Measures.InOrder(context, which).Skip(skip).Take(take).Select(index.Id).ToList());
        Read(ids.Where(id => !_measures.ContainsKey(id)));
        return [.. ids.Select(id => _measures.GetValueOrDefault(id)).OfType<MeasureFinding>()];
    }

    public IReadOnlyList<ChainFinding> Chains(int skip, int take) => statements.Read(index => index.Chains.Part(skip, take));

    public IReadOnlyList<DateFinding> Dates(int most) => statements.Read(index => index.Ahead(Today, most));

    public IReadOnlyList<IneffectiveFinding> Ineffective(int most) => statements.Read(index => index.Ineffective().Take(most).Select(i => index.Finding(i.Number, i.Rule)).ToList());

    private List<LinkFinding> Links(StatementId act, bool isFrom)
    {
        Act(act);
        return _links[(act, isFrom)];
    }

    private void Keep(HashSet<StatementId> asked, StatementId act, bool isFrom, LinkFinding link)
    {
        if (asked.Contains(act))
        {
            _links[(act, isFrom)].Add(link);
        }
    }

    private static bool Concerns(MeasureFinding measure, IReadOnlySet<StatementId> acts) => acts.Contains(measure.Act) || measure.Stages.Any(s => s.Act is { } act && acts.Contains(act));

    private List<ActFinding> Chosen(Func<DisputesIndex, int> one) => Chosen(index => one(index) is var number and >= 0 ? [number] : []);

    private List<ActFinding> Chosen(Func<DisputesIndex, List<int>> several)
    {
        var ids = statements.Read(index => several(index).ConvertAll(index.Id));
        Expect(ids);
        return [.. ids.Select(id => _acts[id]).OfType<ActFinding>()];
    }

    private void Read(IEnumerable<StatementId> measures)
    {
        var asked = measures.ToHashSet();
        var concerned = statements.Read(index => IndexClosure.Of(index, asked.Select(index.Find).Where(n => index.Is(n, SaidKind.Measure))).Select(index.PlaceOf).ToList());
        foreach (var measure in Judge(concerned).Measures.Where(m => asked.Contains(m.Id)))
        {
            _measures[measure.Id] = measure;
        }
    }

    private DisputesFindings Judge(IReadOnlyCollection<IndexedPlace> concerned) =>
        DisputesRules.Judge(statements.Load(concerned).Aggregate(DisputesFacts.None, DisputesFold.Apply), context);
}
