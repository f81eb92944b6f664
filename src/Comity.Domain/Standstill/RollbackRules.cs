using Comity.Record;
using static Comity.Domain.Standstill.StandstillRuleNames;

namespace Comity.Domain.Standstill;

/// <summary>How far each agreed plan has come, step by step, and how far apart the two sides of a pair are.</summary>
internal static class RollbackRules
{
    public static RollbackFinding Judge(OfferState offer, SaidIndex said, DateOnly asOf)
    {
        var plan = ((RollbackOffered)offer.Offer.Body).Plan;
        var reports = said.By<RollbackStepReported>(r => r.Plan)[offer.Id].Where(r => r.Body.Date <= asOf).GroupBy(r => r.Body.Step, StringComparer.Ordinal)
            .ToDictionary(r => r.Key, r => r.OrderBy(x => x.Index).Last(), StringComparer.Ordinal);
        return new(offer.Id, plan.Title, plan.Language, offer.Standing, offer.Rule, plan.Pairs.Select(p => Pair(p, offer, reports, said, asOf)).ToValueList());
    }

    private static PairFinding Pair(
        RollbackPair pair, OfferState offer, Dictionary<string, Spoken<RollbackStepReported>> reports, SaidIndex said, DateOnly asOf)
    {
        var steps = new List<RollbackStepFinding>();
        foreach (var step in pair.Steps)
        {
            var waitsFor = step.After is { } id ? steps.First(s => s.Id == id) : null;
            steps.Add(Judge(step, waitsFor, offer, reports, said, asOf));
        }

        var done = steps.Select(s => s.ReportedOn).OfType<DateOnly>().Order().ToArray();
        return new(pair.Id, pair.Mode, steps.ToValueList(), done.Length == steps.Count ? done[^1].DayNumber - done[0].DayNumber : null,
            done.Length is > 0 && done.Length < steps.Count ? asOf.DayNumber - done[0].DayNumber : null);
    }

    private static RollbackStepFinding Judge(
        RollbackStep step, RollbackStepFinding? waitsFor, OfferState offer, Dictionary<string, Spoken<RollbackStepReported>> reports, SaidIndex said, DateOnly asOf)
    {
        var report = reports.TryGetValue(step.Id, out var found) ? found.Said : null;
        var views = report is null ? [] : said.By<RollbackStepConfirmed>(c => c.Report)[report.Id].Where(c => c.Body.Date <= asOf)
            .GroupBy(c => c.Author).Select(c => c.Last()).ToArray();
        var rule = report is null
            ? offer.Standing != OfferStanding.Confirmed ? RollbackNotAgreed
                : waitsFor is not null and not { Rule: RollbackStepDone } ? RollbackStepWaiting
                : asOf > step.By ? RollbackStepOverdue
                : RollbackStepAhead
            : views.Any(v => !v.Body.Done) ? RollbackStepDisputed
            : views.Length > 0 ? RollbackStepDone
            : StandstillRuleNames.RollbackStepReported;
        return new(
            step.Id, step.Member, step.What, step.By, step.Measure, step.After, rule, report?.Id, (report?.Body as RollbackStepReported)?.Date,
            views.Select(v => v.Id).ToValueList());
    }

    /// <summary>What each bound party has in force that its owner recorded as its own: candidates for the next pair, longest first.</summary>
    public static ValueList<CandidateFinding> Candidates(ValueList<MemberId> bound, SaidIndex said, DateOnly asOf) => bound
        .SelectMany(m => said.Ledger.ByOwner[m]).Where(m => !m.Private)
        .Select(m => (Measure: m, Standing: m.Standing(asOf)))
        .Where(m => m.Standing is { Body.Stage: Disputes.MeasureStage.InForce or Disputes.MeasureStage.Resumed })
        .Select(m => new CandidateFinding(
            m.Measure.Id, m.Measure.Owner, m.Measure.Announced.Body.Title, m.Standing!.Value.Body.Date,
            said.Ledger.Answers[m.Measure.Announced.Body.Act].Distinct().Order().ToValueList()))
        .OrderBy(c => c.Since).ThenBy(c => c.Measure).ToValueList();
}
