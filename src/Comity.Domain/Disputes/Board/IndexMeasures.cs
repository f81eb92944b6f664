using System.Runtime.InteropServices;
using Comity.Record;

namespace Comity.Domain.Disputes.Board;

/// <summary>The measures of an index: where each has stood since when, kept until something of it changes.</summary>
internal sealed class IndexMeasures(DisputesIndex index)
{
    private readonly List<Course> _measures = [];
    private readonly List<int> _stages = [];
    private readonly IndexReasons _reasons = new(index);
    private bool _changed = true;
    private int[] _order = [];

    public int Count => _measures.Count;

    /// <summary>Numbers of all measures, those without effect included.</summary>
    public IEnumerable<int> Numbers => _measures.Select(m => m.Number);

    /// <summary>Numbers of all stages, those without effect included.</summary>
    public IReadOnlyList<int> Stages => _stages;

    public void Taken(int number, in IndexEntry entry)
    {
        switch (entry.Kind)
        {
            case SaidKind.Measure:
                _measures.Add(new Course { Number = number });
                _changed = true;
                break;
            case SaidKind.Stage:
                _stages.Add(number);
                Forget(entry.RefA);
                break;
            case SaidKind.Act:
                foreach (var referrer in index.Referrers(number))
                {
                    Forget(index.Is(referrer, SaidKind.Stage) ? index.Entry(referrer).RefA : referrer);
                }

                break;
        }
    }

    public ValueList<MemberLedger> Ledger(JudgeContext context)
    {
        var counts = new Dictionary<MemberId, int[]>();
        for (var place = 0; place < _measures.Count; place++)
        {
            var course = At(place);
            ref readonly var entry = ref index.Entry(course.Number);
            if (course.IsEffective && (entry.Code & (IndexEntry.IsPrivate | IndexEntry.IsReported)) == 0)
            {
                var owner = index.Author(entry);
                (counts.TryGetValue(owner, out var of) ? of : counts[owner] = new int[Enum.GetValues<MeasureStanding>().Length])[(int)course.On(context.AsOf.DayNumber)]++;
            }
        }

        return context.Members.Select(m => LedgerRules.Count(m, Enum.GetValues<MeasureStanding>().ToDictionary(s => s, s => counts.GetValueOrDefault(m)?[(int)s] ?? 0))).ToValueList();
    }

    /// <summary>Numbers of the effective measures: by owner in the charter's order, then first stage's date, then id.</summary>
    public IEnumerable<int> InOrder(JudgeContext context, Func<MemberId, bool, bool> which)
    {
        if (_changed || _order.Length != _measures.Count)
        {
            var order = new CharterOrder(context.Members);
            _order = [.. Enumerable.Range(0, _measures.Count).Where(p => At(p).IsEffective)
                .OrderBy(p => index.Author(index.Entry(_measures[p].Number)), order).ThenBy(p => _measures[p].First).ThenBy(p => index.Id(_measures[p].Number)).Select(p => _measures[p].Number)];
            _changed = false;
        }

        return _order.Where(number => index.Entry(number) is var entry && which(index.Author(entry), (entry.Code & IndexEntry.IsPrivate) != 0));
    }

    private void Forget(int number)
    {
        if (index.Is(number, SaidKind.Measure))
        {
            CollectionsMarshal.AsSpan(_measures)[index.Entry(number).RefB].Steps = null;
            _changed = true;
        }
    }

    private Course At(int place)
    {
        ref var kept = ref CollectionsMarshal.AsSpan(_measures)[place];
        if (kept.Steps is null)
        {
            Judge(ref kept);
        }

        return kept;
    }

    private void Judge(ref Course kept)
    {
        var number = kept.Number;
        var end = (index.Entry(number).Code & IndexEntry.EndNotRecorded) != 0 ? MeasureEnd.NotRecorded : MeasureEnd.ToBeRecorded;
        var stages = index.Referrers(number).Where(r => index.Is(r, SaidKind.Stage) && index.Entry(r).RefA == number && _reasons.IsEffective(r)).Distinct()
            .Select(r => (Number: r, Entry: index.Entry(r))).OrderBy(s => s.Entry.Date).ThenBy(s => s.Entry.Code).ThenBy(s => s.Entry.Index).ThenBy(s => index.Id(s.Number)).ToArray();
        var progress = MeasureProgress.None;
        var steps = new List<(int From, MeasureStanding Stands)>(stages.Length + 1) { (int.MinValue, progress.Judge(end).Standing) };
        foreach (var (stage, entry) in stages)
        {
            progress = progress.Reaching(new(index.Id(stage), (MeasureStage)entry.Code, DateOnly.FromDayNumber(entry.Date)));
            steps.Add((entry.Date, progress.Judge(end).Standing));
        }

        kept.Steps = [.. steps];
        kept.First = stages.Length == 0 ? int.MaxValue : stages[0].Entry.Date;
        kept.IsEffective = _reasons.IsEffective(number);
    }

    private struct Course
    {
        public int Number, First;

        public bool IsEffective;

        /// <summary>Where it has stood from which day on; of several on one day the last. Null: not known now.</summary>
        public (int From, MeasureStanding Stands)[]? Steps;

        public readonly MeasureStanding On(int day) => Array.FindLast(Steps!, s => s.From <= day).Stands;
    }
}
