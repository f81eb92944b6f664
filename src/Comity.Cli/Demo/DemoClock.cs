using Comity.Node.Runtime;

namespace Comity.Cli.Demo;

/// <summary>The room's clock of the demo: starts at nine in the morning of the as-of day, in the charter's zone, and runs on.</summary>
/// <remarks>One for all three nodes. Sessions and tokens go by the machine's clock instead.</remarks>
public sealed class DemoClock(DateOnly day, TimeProvider time) : IRoomClock
{
    /// <summary>The charter's zone is a fixed nine hours ahead of UTC.</summary>
    private static readonly TimeSpan Offset = TimeSpan.FromHours(9);
    private static readonly TimeOnly Morning = new(9, 0);

    private readonly Lock _one = new();
    private DateTimeOffset _start = new(day.ToDateTime(Morning), Offset);
    private long _since = time.GetTimestamp();

    public DateTimeOffset Now
    {
        get
        {
            lock (_one)
            {
                return _start + time.GetElapsedTime(_since);
            }
        }
    }

    public DateOnly Day => DateOnly.FromDateTime(Now.ToOffset(Offset).DateTime);

    /// <summary>Moves on to the morning of a later day; an earlier or the same day changes nothing.</summary>
    public void MoveTo(DateOnly day)
    {
        lock (_one)
        {
            if (day > DateOnly.FromDateTime((_start + time.GetElapsedTime(_since)).ToOffset(Offset).DateTime))
            {
                _start = new DateTimeOffset(day.ToDateTime(Morning), Offset);
                _since = time.GetTimestamp();
            }
        }
    }
}
