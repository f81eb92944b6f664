using Comity.Domain.Disputes;
using Comity.Record;

namespace Comity.Node.Standstill;

/// <summary>How conflictual or cooperative each party's acts were, month by month: one view with weights that anybody may change, never a fact.</summary>
/// <remarks>
/// Method: every act that is not ahead, has a day or month, and names a member as actor counts in its month with the weight of its type; a month's
/// value is the sum, negative for conflict. The scale of −10 to +10 is that of J. S. Goldstein, "A Conflict-Cooperation Scale for WEIS Events Data",
/// Journal of Conflict Resolution 36 (1992); the weights to begin with are our own, since an act's type here is no WEIS category.
/// </remarks>
public static class EscalationCurve
{
    public const decimal Most = 10m;

    /// <summary>The weights to begin with.</summary>
    public static IReadOnlyDictionary<ActType, decimal> Ours { get; } = new Dictionary<ActType, decimal>
    {
        [ActType.Event] = 0m, [ActType.Meeting] = 1m, [ActType.Statement] = -1m, [ActType.Offer] = 3m, [ActType.Agreement] = 6m, [ActType.Ruling] = -1m,
        [ActType.Measure] = -5m, [ActType.Countermeasure] = -6m, [ActType.DeEscalation] = 5m,
    };

    /// <summary>Sums of the months up to a day, the earliest first; a month in which a party did nothing is 0.</summary>
    /// <param name="months">At least 1.</param>
    public static IReadOnlyList<CurveMonth> Of(IEnumerable<ActFinding> acts, IReadOnlyList<MemberId> members, IReadOnlyDictionary<ActType, decimal> weights, DateOnly asOf, int months)
    {
        var first = new DateOnly(asOf.Year, asOf.Month, 1).AddMonths(1 - months);
        var sums = acts.Where(a => a.Date >= first && a.Date <= asOf && a.Precision != DatePrecision.Year)
            .SelectMany(a => a.Actors.Select(x => x.Member).OfType<MemberId>().Distinct().Select(m => (Month: new DateOnly(a.Date.Year, a.Date.Month, 1), Member: m, Weight: weights[a.Type])))
            .GroupBy(a => (a.Month, a.Member)).ToDictionary(g => g.Key, g => g.Sum(a => a.Weight));
        return [.. Enumerable.Range(0, months).Select(n => first.AddMonths(n)).Select(month => new CurveMonth(month, [.. members.Select(m => sums.GetValueOrDefault((month, m)))]))];
    }
}

/// <param name="Sums">In the order of the members asked for.</param>
public sealed record CurveMonth(DateOnly Month, ValueList<decimal> Sums);
