namespace Comity.Node.Rooms;

/// <summary>Plays the case forward; only the demo has one. The nodes sign the next statements live.</summary>
public interface IDemoControl
{
    DemoState State { get; }

    /// <summary>Loads the next entry of the case on every node and moves the room's day to it; does nothing at the end.</summary>
    /// <param name="cancellation">Ends waiting for one's turn; an entry that has begun is said whole.</param>
    Task NextEntryAsync(CancellationToken cancellation);

    /// <summary>Moves the room's day on by one and loads whatever falls on it; does nothing at the end.</summary>
    /// <inheritdoc cref="NextEntryAsync"/>
    Task NextDayAsync(CancellationToken cancellation);

    /// <summary>Plays entry by entry until paused or at the end.</summary>
    void Play();

    /// <summary>No further entry follows. One that is being said when this is called is said whole.</summary>
    void Pause();
}

/// <param name="Position">Entries loaded, 0 ≤ position ≤ total.</param>
/// <param name="NextTitles">Title of the next entry by language: en, ja, ko; null at the end.</param>
public sealed record DemoState(int Position, int Total, DateOnly Day, DateOnly LastDay, bool Playing, IReadOnlyDictionary<string, string>? NextTitles, DateOnly? NextDate, string DoorUrl)
{
    /// <summary>Nothing is left to play.</summary>
    public bool AtEnd => NextTitles is null;
}
