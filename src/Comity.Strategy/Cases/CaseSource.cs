namespace Comity.Strategy.Cases;

/// <summary>Where a model comes from.</summary>
/// <param name="Provenance">One or more of: publication (read), peer-file, textbook, recalled, constructed.</param>
public sealed record CaseSource(string? Citation, string? Provenance);
