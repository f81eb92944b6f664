namespace Comity.Strategy.Cases;

/// <summary>What came of reading a case: the case, or everything that is wrong with it.</summary>
/// <param name="Case">Null exactly when there are faults.</param>
public sealed record CaseReading(StrategyCase? Case, IReadOnlyList<CaseFault> Faults);
