namespace Comity.Strategy.Paths;

/// <summary>How much work one analysis may do before it refuses.</summary>
public sealed record AnalysisLimits
{
    public static AnalysisLimits Default { get; } = new();

    /// <summary>Moves looked at, counting each time one is.</summary>
    public long Moves { get; init; } = 2_000_000_000;

    /// <summary>Partial answers that exact counting and searches for least changes may take up.</summary>
    public int Branches { get; init; } = 200_000;
}
