using System.Runtime.CompilerServices;
using Comity.Domain.Disputes;
using Comity.Record;

namespace Comity.Domain.Standstill;

/// <summary>The ledger arranged for judging: measures with their stages in order, acts, what answers what. Made once for the same facts.</summary>
internal sealed class LedgerIndex
{
    private static readonly ConditionalWeakTable<DisputesFacts, LedgerIndex> Made = [];

    private LedgerIndex(DisputesFacts facts)
    {
        var reasons = Disputes.IneffectiveRules.Reasons(facts);
        var stages = facts.Stages.Where(s => !reasons.ContainsKey(s.Id)).As<StageRecorded>().ToLookup(s => s.Body.Measure);
        Measures = facts.Measures.Where(m => !reasons.ContainsKey(m.Id)).As<MeasureAnnounced>()
            .ToDictionary(m => m.Id, m => new LedgerMeasure(m, InOrder(stages[m.Id])));
        ByOwner = Measures.Values.Where(m => !m.Announced.Body.Reported).ToLookup(m => m.Owner);
        Acts = facts.Acts.Where(a => !reasons.ContainsKey(a.Id)).As<ActRecorded>().ToDictionary(a => a.Id);
        var withdrawn = facts.LinkWithdrawals.Where(w => !reasons.ContainsKey(w.Id)).As<LinkWithdrawn>()
            .ToLookup(w => (w.Author, w.Body.From, w.Body.To, w.Body.Relation), w => w.Index);
        Answers = facts.Assertions.Where(a => !reasons.ContainsKey(a.Id)).As<LinkAsserted>()
            .Where(a => a.Body.Relation is LinkRelation.Answers or LinkRelation.Justifies)
            .Where(a => withdrawn[(a.Author, a.Body.From, a.Body.To, a.Body.Relation)].All(w => w < a.Index))
            .ToLookup(a => a.Body.From, a => a.Body.To);
    }

    public IReadOnlyDictionary<StatementId, LedgerMeasure> Measures { get; }

    /// <summary>Measures that their author recorded as its own.</summary>
    public ILookup<MemberId, LedgerMeasure> ByOwner { get; }

    public IReadOnlyDictionary<StatementId, Spoken<ActRecorded>> Acts { get; }

    /// <summary>Acts that somebody asserts an act answers.</summary>
    public ILookup<StatementId, StatementId> Answers { get; }

    public static LedgerIndex Of(DisputesFacts facts) => Made.GetValue(facts, f => new(f));

    private static Spoken<StageRecorded>[] InOrder(IEnumerable<Spoken<StageRecorded>> stages) =>
        [.. stages.OrderBy(s => s.Body.Date).ThenBy(s => s.Body.Stage).ThenBy(s => s.Index).ThenBy(s => s.Id)];
}

/// <param name="Stages">By date, stage, index: one author records them all.</param>
internal sealed record LedgerMeasure(Spoken<MeasureAnnounced> Announced, IReadOnlyList<Spoken<StageRecorded>> Stages)
{
    public StatementId Id => Announced.Id;

    public MemberId Owner => Announced.Author;

    public string Track => Announced.Said.Statement.Track ?? "";

    public bool Private => Announced.Body.Private || Announced.Body.Nature == MeasureNature.Private;

    /// <summary>The last stage reached that brings it in force or takes it away; null when none has.</summary>
    public Spoken<StageRecorded>? Standing(DateOnly asOf)
    {
        for (var i = Stages.Count - 1; i >= 0; i--)
        {
            if (Stages[i].Body is { Stage: MeasureStage.InForce or MeasureStage.Resumed or MeasureStage.Suspended or MeasureStage.Lifted } body && body.Date <= asOf)
            {
                return Stages[i];
            }
        }

        return null;
    }
}
