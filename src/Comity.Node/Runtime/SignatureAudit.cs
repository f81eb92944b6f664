using System.Diagnostics;
using System.Text.Json;
using Comity.Node.Rooms;
using Comity.Record;
using Comity.Record.Forum;
using Comity.Record.Journals;
using Comity.Record.Signing;
using Comity.Record.Statements;
using Comity.Store;
using Microsoft.Extensions.Hosting;

namespace Comity.Node.Runtime;

/// <summary>Checks in the background the own signature of every statement held, since catch-up by head admits most without.</summary>
/// <remarks>
/// What it finds is outside the picture: the statement counts, its author having signed it again with a later one; that its own signature does not
/// hold is told to officers and administrators (docs/spec/statement.md, "Authentic"). It never takes more than about half of one core, goes on after
/// a restart where it was, at most <see cref="Between"/> statements before, and begins a journal again whose branch was changed under it.
/// </remarks>
public sealed class SignatureAudit(NodeRecord record, IStatementStore store, TimeProvider time) : BackgroundService
{
    /// <summary>Statements between two notes of how far it is.</summary>
    public const int Between = 2000;

    /// <summary>Findings kept; more are only counted.</summary>
    public const int MostKept = 200;

    /// <summary>Statements remembered as looked at when they came; of more the signature is looked at again.</summary>
    private const int MostRemembered = 200_000;

    internal const string Setting = "signature-audit";

    private const int Portion = 128;

    /// <summary>A portion where nobody asks for rest: enough for all cores.</summary>
    private const int LargePortion = 2048;

    private readonly Lock _one = new();
    private readonly Dictionary<(ChannelId Channel, MemberId Member), (long Size, Hash256 Root)> _done = [];
    private readonly SortedSet<StatementId> _bad = [];
    private readonly HashSet<StatementId> _looked = [];
    private long _counted, _unnoted;

    /// <summary>Statements looked at since the node was started.</summary>
    public long Counted => Interlocked.Read(ref _counted);

    /// <summary>Statements whose own signature does not hold, by id; at most <see cref="MostKept"/>.</summary>
    public IReadOnlyList<StatementId> Bad
    {
        get
        {
            lock (_one)
            {
                return [.. _bad];
            }
        }
    }

    /// <summary>These came, or were made, with a signature that was verified then, and are held with it: once is enough.</summary>
    internal void Looked(IReadOnlyCollection<StatementId> statements)
    {
        lock (_one)
        {
            if (_looked.Count + statements.Count <= MostRemembered)
            {
                _looked.UnionWith(statements);
            }
        }
    }

    /// <summary>Whether it is remembered that this signature was verified when the statement came or was made.</summary>
    public bool WasLooked(StatementId statement)
    {
        lock (_one)
        {
            return _looked.Contains(statement);
        }
    }

    /// <summary>Looks at all that is held and not yet looked at.</summary>
    /// <param name="rest">How long to rest after working for a while, on one core; null for not at all, and on all of them.</param>
    public async Task CatchUpAsync(Func<TimeSpan, Task>? rest, CancellationToken cancellation)
    {
        foreach (var (channel, member) in record.Read(r => r.Channels.SelectMany(c => c.Journals.Select(j => (c.Id, j.Member))).ToList()))
        {
            while (!cancellation.IsCancellationRequested)
            {
                var begun = Stopwatch.GetTimestamp();
                if (!Next(channel, member, rest is null))
                {
                    break;
                }

                if (_unnoted >= Between)
                {
                    await NoteAsync(cancellation).ConfigureAwait(false);
                }

                await (rest?.Invoke(Stopwatch.GetElapsedTime(begun)) ?? Task.CompletedTask).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Writes down how far it is.</summary>
    public Task NoteAsync(CancellationToken cancellation)
    {
        _unnoted = 0;
        var noted = new Noted(_done.ToDictionary(d => $"{d.Key.Channel} {d.Key.Member}", d => $"{d.Value.Size} {d.Value.Root}"), [.. Bad.Select(id => id.ToString())]);
        return store.SetSettingAsync(Setting, JsonSerializer.Serialize(noted), cancellation);
    }

    /// <summary>Goes on where <see cref="NoteAsync"/> wrote it was; a note that cannot be read begins anew.</summary>
    public void Restore()
    {
        try
        {
            var noted = JsonSerializer.Deserialize<Noted>(store.GetSetting(Setting) ?? "null");
            foreach (var (journal, head) in noted?.Journals ?? [])
            {
                if (journal.Split(' ') is [var channel, var member] && head.Split(' ') is [var size, var root]
                    && ChannelId.TryParse(channel, out var c) && MemberId.TryParse(member, out var m) && long.TryParse(size, out var s) && Hash256.TryParse(root, out var r))
                {
                    _done[(c, m)] = (s, r);
                }
            }

            lock (_one)
            {
                _bad.UnionWith((noted?.Bad ?? []).Select(text => StatementId.TryParse(text, out var id) ? id : (StatementId?)null).OfType<StatementId>());
            }
        }
        catch (JsonException)
        {
            _done.Clear();
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Restore();
        var version = -1L;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                version = await record.NewsAsync(version, stoppingToken).ConfigureAwait(false);
                // What is new is shown first, and what comes together is looked at together.
                await Task.Delay(TimeSpan.FromSeconds(1), time, stoppingToken).ConfigureAwait(false);
                await CatchUpAsync(worked => Task.Delay(worked, time, stoppingToken), stoppingToken).ConfigureAwait(false);
            }
            catch (Exception ended) when (ended is OperationCanceledException or StoreFailedException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private bool Next(ChannelId channel, MemberId member, bool onAllCores)
    {
        var from = _done.GetValueOrDefault((channel, member));
        var isSame = record.Read(r => r.Find(channel)?.Find(member) is { } journal && journal.Size >= from.Size && (from.Size == 0 || journal.Tree.RootAt(from.Size) == from.Root));
        var texts = store.ReadJournal(channel, member, isSame ? from.Size : 0, onAllCores ? LargePortion : Portion);
        if (texts.Count == 0)
        {
            return false;
        }

        var (roster, head) = record.Read(r => r.Find(channel)![member] is var journal && texts[^1].Index < journal.Size
            ? (journal.Forks.RosterBefore(texts[0].Index), journal.Tree.RootAt(texts[^1].Index + 1))
            : default);
        Look(texts, roster, onAllCores);

        _done[(channel, member)] = (texts[^1].Index + 1, head);
        _unnoted += texts.Count;
        Interlocked.Add(ref _counted, texts.Count);
        return true;
    }

    // The roster that counts is passed on in order; then each signature is looked at by itself.
    private void Look(IReadOnlyList<StoredStatement> texts, Roster? roster, bool onAllCores)
    {
        var cores = new ParallelOptions { MaxDegreeOfParallelism = onAllCores ? -1 : 1 };
        var read = new (Statement? Statement, Jws? Jws)[texts.Count];
        Parallel.For(0, texts.Count, cores, i => read[i] = StatementGate.TryRead(texts[i].Compact, out var statement, out var jws, out _) ? (statement, jws) : default);
        var keys = new PublicKey?[texts.Count];
        for (var i = 0; i < keys.Length; i++)
        {
            if (read[i].Statement is { } statement)
            {
                roster = Founding.RosterIn(statement)?.Roster ?? roster;
                keys[i] = roster?.FindKey(statement.KeyId);
            }
        }

        Parallel.For(0, texts.Count, cores, i => Note(texts[i].Id, IsLooked(texts[i].Id) || (keys[i] is { } key && read[i].Jws!.HoldsFor(key))));
    }

    private bool IsLooked(StatementId id)
    {
        lock (_one)
        {
            return _looked.Remove(id);
        }
    }

    private void Note(StatementId id, bool holds)
    {
        lock (_one)
        {
            // Another branch may have come in the place of one looked at before.
            var changed = holds ? _bad.Remove(id) : _bad.Count < MostKept && _bad.Add(id);
            if (changed)
            {
                _unnoted = Between;
            }
        }
    }

    private sealed record Noted(Dictionary<string, string> Journals, string[] Bad);
}
