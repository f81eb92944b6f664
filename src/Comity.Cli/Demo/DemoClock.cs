using Comity.Node.Runtime;

namespace Comity.Cli.Demo;

/// <summary>The room's clock of the demo: starts at a moment of the case, in the charter's zone, and runs on.</summary>
/// <remarks>One for all three nodes. Sessions and tokens use the machine's clock instead.</remarks>
public sealed class DemoClock(TimeProvider time) : IRoomClock
{
    /// <summary>The charter's zone is a fixed nine hours ahead of UTC.</summary>
    private static readonly TimeSpan Offset = TimeSpan.FromHours(9);
    private static readonly TimeOnly Morning = new(9, 0);

    private readonly Lock _one = new();
    private DateTimeOffset _start = new(1900, 1, 1, 0, 0, 0, Offset);
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

    public DateOnly Day => DayOf(Now);

    /// <summary>Nine in the morning of a day.</summary>
    public static DateTimeOffset MorningOf(DateOnly day) => new(day.ToDateTime(Morning), Offset);

    /// <summary>Moves on to the morning of a later day; an earlier or the same day changes nothing.</summary>
    public void MoveTo(DateOnly day)
    {
        lock (_one)
        {
            if (day > DayOf(_start + time.GetElapsedTime(_since)))
            {
                Set(MorningOf(day));
            }
        }
    }

    /// <summary>Moves on to a later moment; an earlier one changes nothing.</summary>
    public void MoveTo(DateTimeOffset moment)
    {
        lock (_one)
        {
            if (moment > _start + time.GetElapsedTime(_since))
            {
                Set(moment);
            }
        }
    }

    private static DateOnly DayOf(DateTimeOffset moment) => DateOnly.FromDateTime(moment.ToOffset(Offset).DateTime);

    private void Set(DateTimeOffset moment)
    {
        _start = moment.ToOffset(Offset);
        _since = time.GetTimestamp();
    }
}
