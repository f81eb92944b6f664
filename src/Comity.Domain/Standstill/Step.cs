using Comity.Domain.Disputes;
using Comity.Record;

namespace Comity.Domain.Standstill;

/// <summary>Something done, planned, threatened or left undone since the start, however many stages it has.</summary>
/// <param name="Since">The day of its first stage since the start; of an act or a plan, its own.</param>
/// <param name="TakenOn">The first day since the start on which it was more than planned; null while it is planned.</param>
/// <param name="Effect">By its stages: eases when it only eased since the start.</param>
internal sealed record Step(
    StatementId Id, StepWhat What, MemberId Owner, string Title, string Track, string Kind, StatementId? Matter, bool Private, StepEffect Effect,
    DateOnly Since, DateOnly? TakenOn, DateOnly? PromulgatedOn, IReadOnlyList<Spoken<StepNotified>> Notices, ValueList<StatementId> Because)
{
    public bool Planned => TakenOn is null;

    public static Step Of(LedgerMeasure measure, StandstillTerms terms, DateOnly through, IReadOnlyList<Spoken<StepNotified>> notices)
    {
        var stages = measure.Stages.Where(s => s.Body.Date >= terms.Start && s.Body.Date <= through).ToArray();
        var tightening = stages.Where(s => IsTightening(s.Body.Stage)).ToArray();
        var counted = tightening.Length > 0 ? tightening : stages;
        var taken = tightening.Where(s => s.Body.Stage is not (MeasureStage.Proposed or MeasureStage.Comment)).Select(s => (DateOnly?)s.Body.Date).FirstOrDefault();
        var promulgated = measure.Stages.Where(s => s.Body.Stage == MeasureStage.Promulgated).Select(s => (DateOnly?)s.Body.Date).FirstOrDefault();
        var since = counted.Select(s => (DateOnly?)s.Body.Date).FirstOrDefault() ?? notices.Select(n => (DateOnly?)n.Body.Date).Min() ?? FirstEver(measure);
        return new(
            measure.Id, StepWhat.Measure, measure.Owner, measure.Announced.Body.Title, measure.Track, measure.Announced.Body.Nature.Wire(),
            measure.Announced.Said.Statement.Subject, measure.Private,
            tightening.Length > 0 ? StepEffect.Tightens : stages.Length > 0 ? StepEffect.Eases : StepEffect.Plans,
            since, taken, promulgated, notices, counted.Select(s => s.Id).DefaultIfEmpty(measure.Id).ToValueList());
    }

    public static Step Of(Spoken<ActRecorded> act) => new(
        act.Id, StepWhat.Act, act.Body.Actors.Select(a => a.Member ?? a.OrganOf).OfType<MemberId>().FirstOrDefault(act.Author), act.Body.Title,
        act.Said.Statement.Track ?? "", act.Body.Type.Wire(), act.Said.Statement.Subject, false, StepEffect.Neutral, act.Body.Date, act.Body.Date, null, [], [act.Id]);

    public static Step Of(Spoken<StepNotified> notice) => new(
        notice.Id, StepWhat.Plan, notice.Author, notice.Body.Title, notice.Body.Track, notice.Body.Kind, null, false, StepEffect.Plans,
        notice.Body.Date, null, null, [notice], [notice.Id]);

    private static bool IsTightening(MeasureStage stage) => stage is
        MeasureStage.Proposed or MeasureStage.Comment or MeasureStage.Decided or MeasureStage.Promulgated or MeasureStage.InForce or MeasureStage.Resumed;

    private static DateOnly FirstEver(LedgerMeasure measure) =>
        measure.Stages.Count > 0 ? measure.Stages[0].Body.Date : DateOnly.MinValue;
}
