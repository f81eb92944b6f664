using Comity.Node.Access;
using Comity.Node.Rooms;
using Comity.Record;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Comity.Node.Search;

/// <summary>Full-text search over the room, and the reading that keeps it up with the record while the node is hosted.</summary>
/// <remarks>Never a source of truth: missing, stale or damaged it is made again from the journals, and a search meanwhile says how far that is.</remarks>
public sealed partial class SearchIndex(WholeRoom whole, SearchOptions options, ILogger<SearchIndex> log) : BackgroundService
{
    /// <summary>No more of what matches is listed and counted; the reader narrows the search.</summary>
    public const int MostListed = SearchFile.MostListed;

    private const int Batch = 500;

    /// <summary>What is said together is read together.</summary>
    private static readonly TimeSpan Settling = TimeSpan.FromMilliseconds(200);

    private readonly IRoom _room = whole.Room;
    private readonly string _path = options.Path ?? Path.Combine(Path.GetTempPath(), $"comity-search-{Path.GetRandomFileName()}.db");
    private readonly Lock _lock = new();
    private SearchFile? _file;
    private bool _damaged;

    /// <summary>How far the index is; of the record as it stands now.</summary>
    public SearchProgress Progress
    {
        get
        {
            var held = Held().Sum(h => h.Size);
            return new(Math.Min(Interlocked.Read(ref _indexed), held), held);
        }
    }

    private long _indexed;

    /// <summary>What matches of what may be read; nothing of the rest is matched, counted or told.</summary>
    public SearchFound Search(SearchRequest request, ReadingRights rights)
    {
        var progress = Progress;
        if (_file is not { } file || SearchExpression.Of(request, rights) is not var (inTitle, elsewhere))
        {
            return new(0, false, [], progress);
        }

        try
        {
            // Every word in the title first, then the rest; of both the latest first.
            var rows = file.Match(inTitle, request.From, request.Until);
            rows = rows.Count > MostListed ? rows : [.. rows, .. file.Match(elsewhere, request.From, request.Until)];
            return new(Math.Min(rows.Count, MostListed), rows.Count > MostListed, file.Hits(rows.Take(MostListed).Skip(request.Skip).Take(request.Take)), progress);
        }
        catch (SqliteException failed) when (SearchFile.IsDamage(failed))
        {
            Damaged(log, failed.Message);
            _damaged = true;
            return new(0, false, [], progress with { Indexed = 0 });
        }
    }

    /// <summary>Reads what the record holds beyond the index. Tests and benchmarks call it; a hosted index does so by itself.</summary>
    public void CatchUp(CancellationToken cancellation = default)
    {
        lock (_lock)
        {
            _file ??= SearchFile.Open(_path);
            if (_damaged || IsStale())
            {
                BeginAnew();
            }

            var done = _file.Journals().ToDictionary(j => (j.Channel, j.Member));
            Interlocked.Exchange(ref _indexed, done.Values.Sum(j => j.Size));
            foreach (var (channel, member, size) in Held())
            {
                var from = done.TryGetValue((channel, member), out var journal) ? journal.Size : 0;
                while (from < size && !cancellation.IsCancellationRequested)
                {
                    from = Read(channel, member, from);
                }
            }
        }
    }

    public override void Dispose()
    {
        base.Dispose();
        lock (_lock)
        {
            _file?.Dispose();
            _file = null;
            if (options.Path is null)
            {
                SearchFile.Delete(_path);
            }
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        CheckOnce();
        var version = 0L;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                CatchUp(stoppingToken);
            }
            catch (SqliteException failed)
            {
                // A full disk passes; damage is mended by beginning anew. The room does without a search meanwhile.
                Damaged(log, failed.Message);
                _damaged = SearchFile.IsDamage(failed);
            }

            await Task.Delay(Settling, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            version = await NextAsync(version, stoppingToken).ConfigureAwait(false);
        }
    }

    private async Task<long> NextAsync(long version, CancellationToken stopping)
    {
        try
        {
            return await _room.NewsAsync(version, stopping).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            return version;
        }
    }

    private void CheckOnce()
    {
        lock (_lock)
        {
            _file = SearchFile.Open(_path);
            try
            {
                _file.Check();
            }
            catch (SqliteException failed)
            {
                Damaged(log, failed.Message);
                _damaged = true;
            }
        }
    }

    private long Read(ChannelId channel, MemberId member, long from)
    {
        var statements = _room.Statements(channel, member, from, Batch);
        if (statements.Count == 0)
        {
            return long.MaxValue;
        }

        _file!.Add(
            new(channel, member, from + statements.Count, statements[^1].Id),
            statements.AsParallel().AsOrdered().Select(s => SearchDocument.Of(s, _room.Said(s))).OfType<SearchDocument>().ToList());
        Interlocked.Add(ref _indexed, statements.Count);
        return from + statements.Count;
    }

    // Another branch was taken, or the folder's record is another one.
    private bool IsStale() => _file!.Journals().Any(j => _room.Statements(j.Channel, j.Member, j.Size - 1, 1) is not [var last] || last.Id != j.Last);

    private void BeginAnew()
    {
        _file!.Dispose();
        SearchFile.Delete(_path);
        _file = SearchFile.Open(_path);
        _damaged = false;
        Interlocked.Exchange(ref _indexed, 0);
    }

    private IEnumerable<(ChannelId Channel, MemberId Member, long Size)> Held() =>
        _room.Channels.SelectMany(c => _room.Journals(c).Select(j => (c, j.Member, j.Head.Size)));

    // The message is SQLite's own and names no statement.
    [LoggerMessage(Level = LogLevel.Warning, Message = "The search index is made again: {Found}")]
    private static partial void Damaged(ILogger log, string found);
}
