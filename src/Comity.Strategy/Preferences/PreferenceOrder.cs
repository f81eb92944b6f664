namespace Comity.Strategy.Preferences;

/// <summary>An order of all states, best to worst, with ties: a <see cref="Ranking"/> or <see cref="StatementOrder"/>.</summary>
public abstract record PreferenceOrder
{
    private protected PreferenceOrder()
    {
    }
}
