using Comity.Cli.Demo.Case;
using Comity.Cli.Demo.Case.Stories;
using Comity.Node;
using Comity.Node.Rooms;
using Comity.Node.Runtime;
using Comity.Record;

namespace Comity.Cli.Demo;

/// <summary>Plays the case on the three nodes: up to a day at the start, then entry by entry or day by day.</summary>
/// <remarks>
/// An entry once begun is said whole, whoever asked for it and whether or not they are still there; only the demo's end stops it,
/// and the next start finishes it.
/// </remarks>
public sealed class CasePlayer(DemoClock clock, PlayBook book, string doorUrl, CaseStory story = CaseStory.History) : IDemoControl, IAsyncDisposable
{
    /// <summary>Time between two entries while playing.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(3);

    private volatile IReadOnlyList<CaseEntry> _entries = WithStory(CaseScript.Shared.Entries, story);
    private readonly SemaphoreSlim _one = new(1, 1);
    private readonly CancellationTokenSource _stopping = new();
    private readonly Lock _control = new();
    private IReadOnlyDictionary<MemberId, NodeHost> _nodes = new Dictionary<MemberId, NodeHost>();
    private CaseSpeaker? _speaker;
    private CancellationTokenSource? _playing;
    private Task _play = Task.CompletedTask;
    private volatile int _position;
    private volatile int _story = (int)story;

    public DemoState State
    {
        get
        {
            var (position, entries) = (_position, _entries);
            var next = position < entries.Count ? entries[position] : null;
            return new DemoState(position, entries.Count, clock.Day, entries[^1].Date, _playing is not null, next?.Titles, next?.Date, doorUrl);
        }
    }

    public CaseStory Story => (CaseStory)_story;

    /// <summary>Plays a story beside the case from now on: what it had said by the room's day is said at once, the rest on its days.</summary>
    /// <returns>False, and nothing happens, when another story is on: what was said of it stays said.</returns>
    public async Task<bool> ChooseAsync(CaseStory chosen, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (Story != CaseStory.History || chosen == CaseStory.History)
            {
                return Story == chosen;
            }

            _story = (int)chosen;
            book.Write(clock.Now, chosen);
            await JoinAsync(chosen.Entries(), _stopping.Token).ConfigureAwait(false);
            Moved();
            return true;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Id of the statement a line of the script was said as; null while it has not been.</summary>
    public StatementId? SaidAs(string key) => _speaker?.SaidAs(key);

    /// <summary>Takes over the running nodes and finds out how far the case has been played.</summary>
    public void Attach(IReadOnlyDictionary<MemberId, NodeHost> nodes)
    {
        var speaker = new CaseSpeaker(nodes, clock);
        while (_position < _entries.Count && _entries[_position].Lines.All(speaker.WasSaid))
        {
            _position++;
        }

        (_nodes, _speaker) = (nodes, speaker);
    }

    /// <summary>Brings the record to where it is to start: what an earlier run left half said is finished, then every entry up to a day is said.</summary>
    /// <param name="day">Null leaves the position where the earlier run left it.</param>
    /// <exception cref="TimeoutException">A node does not receive what another has said.</exception>
    public async Task StartAtAsync(DateOnly? day, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            // The first line of an entry is its act, which relies on nothing.
            var begun = _entries.Skip(_position).ToList().FindLastIndex(e => Speaker.WasSaid(e.Lines[0])) + 1;
            var due = Math.Max(begun, _entries.Skip(_position).TakeWhile(e => e.Date <= day).Count());
            await SayNextAsync(due, cancellation).ConfigureAwait(false);
            await Speaker.InStepAsync(cancellation).ConfigureAwait(false);
            if (day is { } morning)
            {
                clock.MoveTo(morning);
            }

            Moved();
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc cref="CaseSpeaker.InStepAsync"/>
    public Task InStepAsync(CancellationToken cancellation) => Speaker.InStepAsync(cancellation);

    public Task NextEntryAsync(CancellationToken cancellation) => MoveAsync(
        () =>
        {
            clock.MoveTo(_entries[_position].Date);
            return 1;
        },
        cancellation);

    public Task NextDayAsync(CancellationToken cancellation) => MoveAsync(
        () =>
        {
            var day = clock.Day.AddDays(1);
            clock.MoveTo(day);
            return _entries.Skip(_position).TakeWhile(e => e.Date <= day).Count();
        },
        cancellation);

    public void Play()
    {
        lock (_control)
        {
            if (_playing is null && _position < _entries.Count && !_stopping.IsCancellationRequested)
            {
                _playing = CancellationTokenSource.CreateLinkedTokenSource(_stopping.Token);
                var (before, playing) = (_play, _playing);
                _play = Task.Run(() => PlayAsync(before, playing));
            }
        }

        Announce();
    }

    public void Pause()
    {
        Stop(null);
        Announce();
    }

    /// <summary>Ends playing and keeps where the clock stands. The nodes still run when this is called.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _play.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (_speaker is not null && book.Read() is not null)
        {
            book.Write(clock.Now, Story);
        }

        _stopping.Dispose();
    }

    private CaseSpeaker Speaker => _speaker ?? throw new InvalidOperationException("no nodes have been attached");

    private async Task PlayAsync(Task before, CancellationTokenSource playing)
    {
        await before.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        try
        {
            while (_position < _entries.Count && !playing.IsCancellationRequested)
            {
                await NextEntryAsync(playing.Token).ConfigureAwait(false);
                await Task.Delay(Beat, playing.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or NodeStoppedException or TimeoutException)
        {
            // The pages show where the play stands; a node that stopped says why on its own.
        }

        Stop(playing);
        playing.Dispose();
        Announce();
    }

    // Only the play that is meant, so that one which ends late does not end the one after it.
    private void Stop(CancellationTokenSource? meant)
    {
        lock (_control)
        {
            if (_playing is { } playing && (meant is null || meant == playing))
            {
                _playing = null;
                playing.Cancel();
            }
        }
    }

    // Whoever waits may leave; what has begun goes on.
    private async Task MoveAsync(Func<int> due, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            if (_position < _entries.Count)
            {
                await SayNextAsync(due(), _stopping.Token).ConfigureAwait(false);
                Moved();
            }
        }
        finally
        {
            _one.Release();
        }
    }

    // A year at a time: the record keeps the order of time, and a year's statements need few turns.
    private async Task SayNextAsync(int count, CancellationToken cancellation)
    {
        foreach (var year in _entries.Skip(_position).Take(count).GroupBy(e => e.Date.Year).Select(g => g.ToList()).ToList())
        {
            await Speaker.SayAsync(year.SelectMany(e => e.Lines), cancellation).ConfigureAwait(false);
            _position += year.Count;
        }

        await Speaker.PublishAsync(cancellation).ConfigureAwait(false);
    }

    // What is said stays before what is to be said, whatever its date: the position parts the two.
    private async Task JoinAsync(IReadOnlyList<CaseEntry> story, CancellationToken cancellation)
    {
        var due = story.Where(e => e.Date <= clock.Day).ToList();
        var (said, ahead) = (_entries.Take(_position).ToList(), _entries.Skip(_position).ToList());
        await Speaker.SayAsync(due.SelectMany(e => e.Lines), cancellation).ConfigureAwait(false);
        _entries = [.. said.Concat(due).OrderBy(e => e.Date), .. WithEntries(ahead, story.Except(due))];
        _position = said.Count + due.Count;
    }

    private static IReadOnlyList<CaseEntry> WithStory(IReadOnlyList<CaseEntry> entries, CaseStory story) => WithEntries(entries, story.Entries());

    // On one day the case comes first: a story speaks of what was done.
    private static IReadOnlyList<CaseEntry> WithEntries(IReadOnlyList<CaseEntry> entries, IEnumerable<CaseEntry> story) => [.. entries.Concat(story).OrderBy(e => e.Date)];

    private void Moved()
    {
        book.Write(clock.Now, Story);
        Announce();
    }

    private void Announce()
    {
        foreach (var node in _nodes.Values)
        {
            node.Record.Announce();
        }
    }
}
