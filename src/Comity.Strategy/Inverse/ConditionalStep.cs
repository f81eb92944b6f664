namespace Comity.Strategy.Inverse;

/// <summary>A step between nodes of a <see cref="PathCondition"/> that exists when the focal decision maker prefers one state to another.</summary>
internal readonly record struct ConditionalStep(int From, int To, StatePair Preferred);
