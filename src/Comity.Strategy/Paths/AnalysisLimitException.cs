using System.Globalization;

namespace Comity.Strategy.Paths;

/// <summary>An analysis would take more work than it was allowed. Nothing is said about what was not looked at: allow more, or make the model smaller.</summary>
/// <param name="limit">What was allowed, of <paramref name="what"/>.</param>
/// <param name="what">What is counted, in the plural: <c>moves to look at</c>.</param>
public sealed class AnalysisLimitException(string what, long limit)
    : Exception(string.Create(CultureInfo.InvariantCulture, $"expected at most {limit} {what}, found more; no answer was given"))
{
    public long Limit { get; } = limit;
}
