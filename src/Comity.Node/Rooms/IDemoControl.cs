namespace Comity.Node.Rooms;

/// <summary>Plays the case forward; only the demo has one. The nodes sign the next statements live.</summary>
public interface IDemoControl
{
    DemoState State { get; }

    /// <summary>Loads the next entry of the case on every node and moves the room's day to it.</summary>
    Task NextEntryAsync(CancellationToken cancellation);

    /// <summary>Moves the room's day on by one and loads whatever falls on it.</summary>
    Task NextDayAsync(CancellationToken cancellation);

    /// <summary>Plays entry by entry until paused or at the end.</summary>
    void Play();

    void Pause();
}

/// <param name="Position">Entries loaded, 0 ≤ position ≤ total.</param>
/// <param name="NextTitle">Title of the next entry in English; null at the end.</param>
public sealed record DemoState(int Position, int Total, DateOnly Day, DateOnly LastDay, bool Playing, string? NextTitle, DateOnly? NextDate, string DoorUrl);
