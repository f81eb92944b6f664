using Comity.Strategy.States;

namespace Comity.Strategy.Bearable;

/// <summary>Better stances that make more outcomes bearable.</summary>
/// <param name="Changes">None can be left out, and fewer degrees do not do.</param>
/// <param name="Gained">Every outcome that becomes bearable by them.</param>
public sealed record Widening(IReadOnlyList<StanceChange> Changes, StateSet Gained)
{
    /// <summary>Degrees in all.</summary>
    public int Steps => Changes.Sum(c => c.Steps);
}
