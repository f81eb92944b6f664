namespace Comity.Strategy.Preferences;

/// <summary>Option prioritisation: the state that satisfies the more important statement is preferred, whatever the less important ones say.</summary>
/// <remarks>Statement j of m is worth 2^(m-j); states are ranked by the sum, equal sums are ties. Any number of statements, none meaning indifference.</remarks>
/// <param name="Statements">Most important first.</param>
public sealed record StatementOrder(IReadOnlyList<PreferenceStatement> Statements) : PreferenceOrder;
