using Comity.Domain.Disputes;

namespace Comity.Node.Disputes;

/// <summary>The common time scale of a page's bars, in thousandths of their width.</summary>
/// <param name="To">Later than <paramref name="From"/>.</param>
public sealed record BarScale(DateOnly From, DateOnly To)
{
    public const int Width = 1000;

    public static BarScale Of(IEnumerable<MeasureFinding> measures, DateOnly day)
    {
        var dates = measures.SelectMany(m => m.Stages).Select(s => s.Date).Append(day).ToList();
        return new(dates.Min().AddDays(-5), dates.Max().AddDays(5));
    }

    public double At(DateOnly day) => (double)Width * (day.DayNumber - From.DayNumber) / (To.DayNumber - From.DayNumber);

    /// <summary>First days of the years within, for ticks.</summary>
    public IEnumerable<DateOnly> Years =>
        Enumerable.Range(From.Year + 1, Math.Max(0, To.Year - From.Year)).Select(year => new DateOnly(year, 1, 1));
}
