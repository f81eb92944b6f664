using Comity.Domain.Disputes;
using Comity.Domain.Disputes.Board;
using Comity.Domain.Forks;
using Comity.Record;

namespace Comity.Domain.Standstill.Board;

/// <summary>The part of a channel's ledger that its standstills can be judged by, chosen from an index: everything else changes no finding.</summary>
/// <remarks>
/// Measures of bound parties with a stage since a start, those in force on the day (candidates for a pair to unwind), and what statements of
/// standstills name; each with its act, its stages and what its act is said to answer.
/// </remarks>
internal sealed class LedgerPart(DisputesIndex index, DateOnly asOf)
{
    private readonly HashSet<int> _numbers = [];
    private readonly IndexReasons _reasons = new(index);

    /// <summary>Numbers of held statements.</summary>
    public static IReadOnlyCollection<int> Of(DisputesIndex index, StandstillFacts facts, DateOnly asOf)
    {
        var part = new LedgerPart(index, asOf);
        foreach (var named in facts.Said.SelectMany(References.Of).Distinct())
        {
            part.Take(index.Find(named));
        }

        var confirmed = facts.Said.Select(s => s.Body).OfType<OfferConfirmed>().Select(c => c.Offer).ToHashSet();
        var starts = facts.Said.Where(s => s.Body is TermsOffered && confirmed.Contains(s.Id)).Select(s => ((TermsOffered)s.Body).Terms)
            .SelectMany(t => t.Bound.Select(m => (Member: m, t.Start))).GroupBy(b => b.Member).ToDictionary(b => b.Key, b => b.Min(x => x.Start).DayNumber);
        part.TakeMeasuresOf(starts);
        return part._numbers;
    }

    private void TakeMeasuresOf(Dictionary<MemberId, int> starts)
    {
        foreach (var measure in starts.Count == 0 ? [] : index.Measures.Numbers)
        {
            ref readonly var entry = ref index.Entry(measure);
            if ((entry.Code & IndexEntry.IsReported) == 0 && starts.TryGetValue(index.Author(entry), out var start) && Concerns(measure, start))
            {
                Take(measure);
            }
        }
    }

    private bool Concerns(int measure, int start)
    {
        var (isSince, last, stands) = (false, -1, MeasureStage.Proposed);
        foreach (var stage in Stages(measure))
        {
            ref readonly var entry = ref index.Entry(stage);
            isSince |= entry.Date >= start;
            var reached = (MeasureStage)entry.Code;
            if (reached is MeasureStage.InForce or MeasureStage.Resumed or MeasureStage.Suspended or MeasureStage.Lifted && entry.Date <= asOf.DayNumber
                && (entry.Date, entry.Code).CompareTo((last, (byte)stands)) >= 0 && _reasons.IsEffective(stage))
            {
                (last, stands) = (entry.Date, reached);
            }
        }

        return isSince || (last >= 0 && stands is MeasureStage.InForce or MeasureStage.Resumed);
    }

    private void Take(int number)
    {
        if (number < 0 || index.Is(number, SaidKind.Unknown) || !_numbers.Add(number))
        {
            return;
        }

        if (index.Is(number, SaidKind.Measure))
        {
            foreach (var stage in Stages(number))
            {
                _numbers.Add(stage);
                Hold(index.Entry(stage).RefB);
            }

            Hold(index.Entry(number).RefA);
            TakeAnswers(index.Entry(number).RefA);
        }
    }

    private void TakeAnswers(int act)
    {
        foreach (var link in act < 0 ? [] : index.Referrers(act).Where(r => index.Entry(r).RefA == act && index.Entry(r).Kind is SaidKind.Assertion or SaidKind.Denial or SaidKind.Withdrawal))
        {
            _numbers.Add(link);
            Hold(index.Entry(link).RefB);
        }
    }

    private void Hold(int number)
    {
        if (number >= 0 && !index.Is(number, SaidKind.Unknown))
        {
            _numbers.Add(number);
        }
    }

    private IEnumerable<int> Stages(int measure) => index.Referrers(measure).Where(r => index.Is(r, SaidKind.Stage) && index.Entry(r).RefA == measure);
}
