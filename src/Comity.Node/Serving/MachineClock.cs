using Comity.Node.Runtime;

namespace Comity.Node.Serving;

/// <summary>The clock of a working node: the machine's, its day that of the charter's zone.</summary>
/// <exception cref="TimeZoneNotFoundException">The machine's time-zone data does not know the zone.</exception>
public sealed class MachineClock(TimeProvider time, string zone) : IRoomClock
{
    private readonly TimeZoneInfo _zone = TimeZoneInfo.FindSystemTimeZoneById(zone);

    public DateTimeOffset Now => TimeZoneInfo.ConvertTime(time.GetUtcNow(), _zone);

    public DateOnly Day => DateOnly.FromDateTime(Now.DateTime);
}
