namespace Comity.Strategy.Bearable;

/// <summary>A stance that would have to be better.</summary>
/// <param name="Constituency">Index into the party's.</param>
/// <param name="Rule">Index into the constituency's rules; -1: what it thinks of outcomes that no rule covers.</param>
public sealed record StanceChange(int Constituency, int Rule, Stance From, Stance To)
{
    /// <summary>Degrees between the two.</summary>
    public int Steps => To - From;
}
