using Comity.Domain.Disputes;
using Comity.Record;

namespace Comity.Node.Shared;

/// <summary>Acts, measures and the links between them by id, as one picture has them.</summary>
public sealed class ActIndex(DisputesFindings findings)
{
    private readonly Dictionary<StatementId, ActFinding> _acts = findings.Acts.ToDictionary(a => a.Id);
    private readonly Dictionary<StatementId, MeasureFinding> _measures = findings.Measures.ToDictionary(m => m.Id);
    private readonly ILookup<StatementId, LinkFinding> _from = findings.Links.ToLookup(l => l.From);
    private readonly ILookup<StatementId, LinkFinding> _to = findings.Links.ToLookup(l => l.To);

    public ActFinding? Act(StatementId id) => _acts.GetValueOrDefault(id);

    public MeasureFinding? Measure(StatementId id) => _measures.GetValueOrDefault(id);

    /// <summary>Links in which the act is the later one: what it answers, follows, eases.</summary>
    public IEnumerable<LinkFinding> From(StatementId act) => _from[act];

    /// <summary>Links in which the act is the earlier one: what answers it.</summary>
    public IEnumerable<LinkFinding> To(StatementId act) => _to[act];
}
