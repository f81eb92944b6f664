namespace Comity.Strategy.Inverse;

/// <summary>One thing about which a decision maker would have to think otherwise: it would have to prefer one state over another, and at present does not.</summary>
/// <param name="Better">Index of the state it would have to prefer.</param>
/// <param name="Worse">Index of the other.</param>
/// <param name="OrEqual">At present it prefers <paramref name="Worse"/>; finding both equally good would do.</param>
public sealed record PreferenceChange(int Better, int Worse, bool OrEqual);
