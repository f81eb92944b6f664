using Comity.Strategy.Preferences;

namespace Comity.Strategy.Models;

/// <summary>One who owns options and prefers some states to others.</summary>
/// <param name="Id">Unique in the model, not empty.</param>
/// <param name="Name">For people; need not be unique.</param>
/// <param name="Options">Indexes into the model's options; may be empty. Each option has exactly one owner.</param>
public sealed record DecisionMaker(string Id, string Name, IReadOnlyList<int> Options, Preference Preference);
