namespace Comity.Strategy.Preferences;

/// <summary>One thing a decision maker would like to be so.</summary>
/// <param name="Text">The wish in people's words; null when none was given.</param>
public sealed record PreferenceStatement(Condition Condition, string? Text = null);
