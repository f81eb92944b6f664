using Comity.Record;

namespace Comity.Domain.Disputes.Board;

/// <summary>A board read off findings of the whole channel: the plain one, beside which <see cref="IndexedBoard"/> is tested.</summary>
public sealed class FindingsBoard(DisputesFindings findings, DateOnly asOf) : IDisputesBoard
{
    private readonly Dictionary<StatementId, ActFinding> _acts = findings.Acts.ToDictionary(a => a.Id);
    private readonly Dictionary<StatementId, MeasureFinding> _measures = findings.Measures.ToDictionary(m => m.Id);
    private readonly ILookup<StatementId, LinkFinding> _from = findings.Links.ToLookup(l => l.From);
    private readonly ILookup<StatementId, LinkFinding> _to = findings.Links.ToLookup(l => l.To);

    public static IDisputesBoard Empty(DateOnly asOf) => new FindingsBoard(new([], [], [], [], [], [], []), asOf);

    public DateOnly AsOf => asOf;

    public ActFinding? LastStep => findings.Acts.LastOrDefault(a => !a.Ahead && a.Type is ActType.Measure or ActType.Countermeasure);

    public ValueList<MemberLedger> Ledger => findings.Ledger;

    public int CountChains => findings.Chains.Count;

    public int CountIneffective => findings.Ineffective.Count;

    public int CountActs(ActFilter filter) => findings.Acts.Count(a => filter.Shows(a.Track, a.Type, a.Confidence));

    public IReadOnlyList<ActFinding> LatestActs(ActFilter filter, int skip, int take, DateOnly? upTo = null) =>
        [.. findings.Acts.Where(a => filter.Shows(a.Track, a.Type, a.Confidence) && !(a.Date > upTo)).SkipLast(skip).TakeLast(take)];

    public IReadOnlyList<ActFinding> Unaffirmed(MemberId member, bool byMember, int most) =>
        [.. findings.Acts.Where(a => !a.Ahead && a.NotYetAffirmedBy.Count > 0 && a.NotYetAffirmedBy.Contains(member) == byMember).Reverse().Take(most)];

    public IReadOnlyList<ActFinding> ToAnswer(MemberId member, int most) => [.. findings.Acts.Where(a => a.ToAnswer.Contains(member)).Reverse().Take(most)];

    public ActFinding? Act(StatementId id) => _acts.GetValueOrDefault(id);

    public void Expect(IEnumerable<StatementId> acts)
    {
        // All are here.
    }

    public IEnumerable<LinkFinding> From(StatementId act) => _from[act];

    public IEnumerable<LinkFinding> To(StatementId act) => _to[act];

    public MeasureFinding? Measure(StatementId id) => _measures.GetValueOrDefault(id);

    public IReadOnlyList<MeasureFinding> MeasuresOn(IReadOnlySet<StatementId> acts) =>
        [.. findings.Measures.Where(m => acts.Contains(m.Act) || m.Stages.Any(s => s.Act is { } act && acts.Contains(act)))];

    public int CountMeasures(Func<MemberId, bool, bool> which) => findings.Measures.Count(m => which(m.Owner, m.Private));

    public IReadOnlyList<MeasureFinding> Measures(Func<MemberId, bool, bool> which, int skip, int take) =>
        [.. findings.Measures.Where(m => which(m.Owner, m.Private)).Skip(skip).Take(take)];

    public IReadOnlyList<ChainFinding> Chains(int skip, int take) => [.. findings.Chains.Skip(skip).Take(take)];

    public IReadOnlyList<DateFinding> Dates(int most) => [.. findings.Dates.Take(most)];

    public IReadOnlyList<IneffectiveFinding> Ineffective(int most) => [.. findings.Ineffective.Take(most)];
}
