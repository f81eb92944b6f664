using Comity.Cli.Demo.Case;
using Comity.Domain;
using Comity.Node;
using Comity.Node.Rooms;
using Comity.Record;
using Comity.Record.Canonical;
using Comity.Record.Forum;
using Comity.Record.Statements;

namespace Comity.Cli.Demo;

/// <summary>Plays the case: has each member's node sign its next statements, in order, once the node holds what they rely on.</summary>
/// <remarks>What has been said already is read off the record itself, so a stop in the middle of an entry leaves nothing twice.</remarks>
public sealed class CasePlayer : IDemoControl
{
    private const string Office = "Case file";
    private const string Level = "working";

    /// <summary>Time between two entries while playing.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(3);

    /// <summary>How long a node may take to hold what another has said before the play gives up.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private readonly CaseScript _script = CaseScript.Load();
    private readonly Dictionary<string, Statement> _said = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Statement> _before = new(StringComparer.Ordinal);
    private readonly DemoClock _clock;
    private readonly string _doorUrl;
    private readonly SemaphoreSlim _one = new(1, 1);
    private IReadOnlyDictionary<MemberId, NodeHost> _nodes = new Dictionary<MemberId, NodeHost>();
    private CancellationTokenSource? _playing;
    private int _position;

    public CasePlayer(DemoClock clock, string doorUrl)
    {
        _clock = clock;
        _doorUrl = doorUrl;
    }

    public DemoState State
    {
        get
        {
            var next = _position < _script.Entries.Count ? _script.Entries[_position] : null;
            return new DemoState(_position, _script.Entries.Count, _clock.Day, _script.Entries[^1].Date, _playing is { IsCancellationRequested: false }, next?.Title, next?.Date, _doorUrl);
        }
    }

    public DateOnly FirstDay => _script.Entries[0].Date;

    public DateOnly LastDay => _script.Entries[^1].Date;

    /// <summary>Id of the statement a line of the script was said as; null while it has not been.</summary>
    public StatementId? SaidAs(string key) => _said.TryGetValue(key, out var statement) ? statement.Id : null;

    /// <summary>Takes over the running nodes and finds out how far the case has been played.</summary>
    public void Attach(IReadOnlyDictionary<MemberId, NodeHost> nodes)
    {
        _nodes = nodes;
        foreach (var (member, node) in nodes)
        {
            foreach (var statement in node.Room.Statements(ChannelId.Plenary, member, 0, int.MaxValue))
            {
                _before[Likeness(statement.Member, statement.Kind, CanonicalJson.Digest(System.Text.Json.Nodes.JsonObject.Create(statement.Body)))] = statement;
            }
        }

        while (_position < _script.Entries.Count && _script.Entries[_position].Lines.All(WasSaid))
        {
            _position++;
        }
    }

    /// <summary>Loads every entry up to and including a day, and moves the room's day there.</summary>
    public async Task LoadUntilAsync(DateOnly day, CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var first = _position;
            while (_position < _script.Entries.Count && _script.Entries[_position].Date <= day)
            {
                await SayAsync(_script.Entries[_position], cancellation).ConfigureAwait(false);
                _position++;
            }

            await PublishAsync(_script.Entries.Skip(first).Take(_position - first), cancellation).ConfigureAwait(false);
            _clock.MoveTo(day);
            foreach (var node in _nodes.Values)
            {
                node.Record.Announce();
            }
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Waits until every node holds what every other has said.</summary>
    public async Task InStepAsync(CancellationToken cancellation)
    {
        foreach (var (author, node) in _nodes)
        {
            foreach (var channel in new[] { ChannelId.Plenary, ChannelId.Public })
            {
                var size = node.Record.Read(r => r.Find(channel)!.Find(author)!.Size);
                foreach (var other in _nodes.Values)
                {
                    await HoldsAsync(other, channel, author, size, cancellation).ConfigureAwait(false);
                }
            }
        }
    }

    public Task NextEntryAsync(CancellationToken cancellation) => _position < _script.Entries.Count
        ? LoadUntilNextAsync(cancellation)
        : Task.CompletedTask;

    public Task NextDayAsync(CancellationToken cancellation) => LoadUntilAsync(_clock.Day.AddDays(1), cancellation);

    public void Play()
    {
        var ends = new CancellationTokenSource();
        if (Interlocked.CompareExchange(ref _playing, ends, null) is null)
        {
            _ = PlayAsync(ends.Token);
        }
    }

    public void Pause()
    {
        Interlocked.Exchange(ref _playing, null)?.Cancel();
        Announce();
    }

    private async Task PlayAsync(CancellationToken cancellation)
    {
        try
        {
            while (_position < _script.Entries.Count && !cancellation.IsCancellationRequested)
            {
                await NextEntryAsync(cancellation).ConfigureAwait(false);
                await Task.Delay(Beat, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        catch (Exception stopped) when (stopped is OperationCanceledException or Comity.Node.Runtime.NodeStoppedException or TimeoutException)
        {
            // The pages show where the play stands; a node that stopped says why on its own.
        }

        Pause();
    }

    private async Task LoadUntilNextAsync(CancellationToken cancellation)
    {
        await _one.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            var entry = _script.Entries[_position];
            _clock.MoveTo(entry.Date);
            await SayAsync(entry, cancellation).ConfigureAwait(false);
            await PublishAsync([entry], cancellation).ConfigureAwait(false);
            _position++;
            Announce();
        }
        finally
        {
            _one.Release();
        }
    }

    private void Announce()
    {
        foreach (var node in _nodes.Values)
        {
            node.Record.Announce();
        }
    }

    // Lines of one author that follow one another are signed together; where the author changes, it first has to hold what they rely on.
    private async Task SayAsync(CaseEntry entry, CancellationToken cancellation)
    {
        _clock.MoveTo(entry.Date);
        var at = 0;
        while (at < entry.Lines.Count)
        {
            var author = entry.Lines[at].Author;
            var turn = new List<CaseLine>();
            while (at < entry.Lines.Count && entry.Lines[at].Author == author && entry.Lines[at].RefersTo.All(_said.ContainsKey))
            {
                if (!WasSaid(entry.Lines[at]))
                {
                    turn.Add(entry.Lines[at]);
                }

                at++;
            }

            await SayTurnAsync(author, turn, cancellation).ConfigureAwait(false);
        }
    }

    private async Task SayTurnAsync(MemberId author, List<CaseLine> turn, CancellationToken cancellation)
    {
        var node = _nodes[author];
        foreach (var relied in turn.SelectMany(l => l.RefersTo).Select(key => _said[key]).Where(s => s.Member != author))
        {
            await HoldsAsync(node, relied.Channel, relied.Member, relied.Index + 1, cancellation).ConfigureAwait(false);
        }

        var drafts = turn.Select(line => Draft(line)).ToList();
        var said = await node.Record.SayAllAsync(ChannelId.Plenary, drafts, cancellation).ConfigureAwait(false);
        foreach (var (line, statement) in turn.Zip(said))
        {
            _said[line.Key] = statement;
        }
    }

    private StatementDraft Draft(CaseLine line)
    {
        var body = line.Body(key => _said[key].Id);
        return new StatementDraft(
            BodyCodec.KindOf(body.GetType()),
            line.Track,
            line.SubjectKey is { } subject ? _said[subject].Id : null,
            line.RefersTo.Select(key => _said[key].Id).ToValueList(),
            BodyCodec.Write(body),
            Office,
            Level,
            _clock.Now);
    }

    // The same words by the same member, said before the demo was stopped.
    private bool WasSaid(CaseLine line)
    {
        if (_said.ContainsKey(line.Key))
        {
            return true;
        }

        if (!line.RefersTo.All(_said.ContainsKey))
        {
            return false;
        }

        var body = line.Body(key => _said[key].Id);
        var found = _before.TryGetValue(Likeness(line.Author, BodyCodec.KindOf(body.GetType()), CanonicalJson.Digest(BodyCodec.Write(body))), out var statement);
        if (found)
        {
            _said[line.Key] = statement!;
        }

        return found;
    }

    private static string Likeness(MemberId author, string kind, Hash256 body) => $"{author} {kind} {body}";

    // Everything in the case comes from public sources: its authors publish what they said.
    private async Task PublishAsync(IEnumerable<CaseEntry> entries, CancellationToken cancellation)
    {
        foreach (var (author, statements) in entries.SelectMany(e => e.Lines).Select(l => _said[l.Key]).GroupBy(s => s.Member).Select(g => (g.Key, g.ToList())))
        {
            var node = _nodes[author];
            var published = node.Room.Statements(ChannelId.Public, author, 0, int.MaxValue).Where(s => s.Kind == RecordKinds.Published)
                .Select(s => s.Body.GetProperty("statement").GetString()).ToHashSet(StringComparer.Ordinal);
            var drafts = statements.Where(s => !published.Contains(s.Compact))
                .Select(s => new StatementDraft(RecordKinds.Published, s.Track, null, [], Publication.BodyOf(s), Office, Level, _clock.Now)).ToList();
            await node.Record.SayAllAsync(ChannelId.Public, drafts, cancellation).ConfigureAwait(false);
        }
    }

    private static async Task HoldsAsync(NodeHost node, ChannelId channel, MemberId member, long size, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(Patience);
        try
        {
            while (true)
            {
                var version = node.Record.Version;
                if (node.Record.Snapshot(channel)?.Heads[member].Size >= size)
                {
                    return;
                }

                await node.Record.NewsAsync(version, patience.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new TimeoutException($"{node.Room.Me} did not receive {channel}/{member} up to {size} within {Patience.TotalSeconds:0} s; everything said so far is kept");
        }
    }
}
