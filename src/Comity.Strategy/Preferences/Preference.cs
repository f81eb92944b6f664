namespace Comity.Strategy.Preferences;

/// <summary>What a decision maker prefers.</summary>
/// <remarks>
/// The order is total and may have ties. Preferences that are unknown between some states (Li, Hipel, Kilgour and Fang 2004) and
/// preferences of different strength (Hamouda, Kilgour and Hipel 2004) refine an order: they belong here as further members
/// beside it, absent by default, so that an order alone keeps its meaning.
/// </remarks>
public sealed record Preference(PreferenceOrder Order);
