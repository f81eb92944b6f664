namespace Comity.Node.Sync;

/// <summary>A quantity that refills steadily up to a bound. It may be overdrawn, since what an answer costs is known once it is made.</summary>
/// <remarks>Not System.Threading.RateLimiting: its token bucket has no debt and no clock of ours. Safe for several threads.</remarks>
public sealed class Allowance(double perSecond, double most, TimeProvider time)
{
    private readonly Lock _one = new();

    // Spent rather than left: it starts at nothing spent.
    private double _spent;
    private long _at = time.GetTimestamp();

    /// <summary>How long until one may be taken; zero when it may be now.</summary>
    public TimeSpan Wait
    {
        get
        {
            lock (_one)
            {
                Refill();
                return most - _spent >= 1 ? TimeSpan.Zero : TimeSpan.FromSeconds((1 - most + _spent) / perSecond);
            }
        }
    }

    /// <summary>Takes what was used, below zero if need be.</summary>
    public void Take(double amount)
    {
        lock (_one)
        {
            Refill();
            _spent += amount;
        }
    }

    private void Refill()
    {
        var now = time.GetTimestamp();
        _spent = Math.Max(0, _spent - (time.GetElapsedTime(_at, now).TotalSeconds * perSecond));
        _at = now;
    }
}
