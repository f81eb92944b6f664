using Comity.Record;
using Comity.Record.Forks;
using Comity.Record.Journals;
using Comity.Record.Statements;
using Comity.Record.Tree;
using Comity.Store;

namespace Comity.Node.Runtime;

/// <summary>Statements not admitted because they saw another root than the one held here; at most one of each author in a channel, kept over a restart.</summary>
/// <remarks>What is in memory changes with the record; the store follows at the end of each import, within its turn.</remarks>
internal sealed class SightingBook(IStatementStore store, HeldRecord held)
{
    // Within the record's lock.
    private readonly SortedDictionary<(ChannelId Channel, MemberId Author), DisputedSighting> _disputed = [];

    private readonly Dictionary<(ChannelId Channel, MemberId Author), StatementId> _stored = [];

    public IReadOnlyList<DisputedSighting> In(ChannelId channel) =>
        held.Read<IReadOnlyList<DisputedSighting>>(_ => [.. _disputed.Values.Where(d => d.Statement.Channel == channel)]);

    /// <summary>Reads what the store keeps, at the start, after the evidence: each is judged again, and what is no longer disputed is let go of.</summary>
    public void Restore() => held.Change(r =>
    {
        foreach (var stored in store.Sightings())
        {
            _stored[(stored.Channel, stored.Member)] = stored.Id;
            if (StatementGate.TryRead(stored.Compact, out var statement, out var jws, out _) && r.Judge(statement, jws) is Admission.Refused { Code: "record.seen-disputed" })
            {
                Note(statement);
            }
        }
    });

    /// <summary>Brings the store in step. Within the writer's turn.</summary>
    public async Task StoreAsync(RecordWriter writer)
    {
        foreach (var ((channel, author), disputed) in Unstored())
        {
            await writer.DurablyAsync(async () =>
            {
                await (disputed is null
                    ? store.DropSightingAsync(channel, author, CancellationToken.None)
                    : store.KeepSightingAsync(new StoredStatement(channel, author, disputed.Index, disputed.Id, disputed.Compact), CancellationToken.None)).ConfigureAwait(false);
                return true;
            }).ConfigureAwait(false);
        }
    }

    /// <summary>Another statement of the same author, refused at the place of this one: signed by the same key, the two are a fork. Within the record's lock.</summary>
    public Statement? Beside(Statement admitted) =>
        _disputed.GetValueOrDefault((admitted.Channel, admitted.Member))?.Statement is { } disputed && disputed.Index == admitted.Index && disputed.Id != admitted.Id ? disputed : null;

    /// <summary>Notes the first journal whose root does not match. Requires that the statement's signature was verified.</summary>
    public void Note(Statement statement) => held.Change(r =>
    {
        var channel = r.Find(statement.Channel)!;
        foreach (var (named, says) in statement.Seen.Where(s => s.Key != statement.Member))
        {
            var journal = channel[named];
            if (says.Size <= journal.Size && journal.Tree.RootAt(says.Size) is var root && root != says.Root)
            {
                _disputed.TryAdd((statement.Channel, statement.Member), new DisputedSighting(statement, named, says, new TreeHead(says.Size, root)));
                return;
            }
        }
    });

    /// <summary>A journal that has gone on past the index has another statement there, or the same one judged again.</summary>
    public void Settle(ChannelId channel) => held.Change(r =>
        RemoveWhere(key => key.Channel == channel, sighting => r.Find(channel)![sighting.Statement.Member].Size > sighting.Statement.Index));

    /// <summary>What names a journal at or beyond its fork is explained by the evidence.</summary>
    public void Explain(ForkEvidence evidence) => held.Change(_ =>
        RemoveWhere(key => key.Channel == evidence.Channel, sighting => sighting.Named == evidence.Member && sighting.Says.Size > evidence.Index));

    // What to keep, or null to let go of it.
    private List<((ChannelId Channel, MemberId Author) Place, Statement? Disputed)> Unstored()
    {
        var changes = new List<((ChannelId, MemberId), Statement?)>();
        held.Change(_ =>
        {
            foreach (var place in _stored.Keys.Except(_disputed.Keys).ToList())
            {
                changes.Add((place, null));
                _stored.Remove(place);
            }

            foreach (var (place, disputed) in _disputed.Where(d => !_stored.TryGetValue(d.Key, out var id) || id != d.Value.Statement.Id))
            {
                changes.Add((place, disputed.Statement));
                _stored[place] = disputed.Statement.Id;
            }
        });
        return changes;
    }

    private void RemoveWhere(Func<(ChannelId Channel, MemberId Author), bool> place, Func<DisputedSighting, bool> which)
    {
        foreach (var (key, _) in _disputed.Where(d => place(d.Key) && which(d.Value)).ToList())
        {
            _disputed.Remove(key);
        }
    }
}
