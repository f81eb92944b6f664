namespace Comity.Strategy.Cases;

/// <summary>One thing wrong with a case file.</summary>
/// <param name="Path">Where, as a JSON path: <c>$.options[2].direction</c>.</param>
public sealed record CaseFault(string Path, string Expected, string Found)
{
    public override string ToString() => $"{Path}: expected {Expected}, found {Found}";
}
