using Comity.Strategy.Bearable;
using Comity.Strategy.Models;

namespace Comity.Strategy.Cases;

/// <summary>A case file: a model, where it comes from, and what is asked about it.</summary>
/// <remarks>Format <c>strategy-case/1</c>. Known results in a file (<c>expected</c>, <c>published</c>, <c>peer</c>) are for tests and are not read here.</remarks>
public sealed record StrategyCase(StrategyModel Model)
{
    public string? Id { get; init; }

    public string? Title { get; init; }

    public string? Notes { get; init; }

    public CaseSource? Source { get; init; }

    /// <summary>What the source calls a state.</summary>
    public IReadOnlyDictionary<ulong, string> StateLabels { get; init; } = new Dictionary<ulong, string>();

    /// <summary>Coalitions asked about: decision makers by index, two or more each, in the file's order.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Coalitions { get; init; } = [];

    public IReadOnlyList<InverseQuestion> Inverse { get; init; } = [];

    /// <summary>What parties can bear at home, of those that say so.</summary>
    public IReadOnlyList<HomeParty> Bearable { get; init; } = [];
}
