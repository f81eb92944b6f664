using Comity.Domain;
using Comity.Record;
using Comity.Record.Forks;
using Comity.Record.Forum;
using Comity.Record.Journals;
using Comity.Record.Signing;
using Comity.Record.Statements;
using Comity.Record.Tree;
using Comity.Store;

namespace Comity.Node.Runtime;

/// <remarks>docs/spec/forks.md: evidence made, kept and passed on; sightings that do not match; a branch that goes on.</remarks>
public sealed partial class NodeRecord
{
    /// <summary>Statements at taken indices that one import looks into per journal; whoever has a real one offers it again.</summary>
    private const int MostSuspects = 16;

    private readonly SortedDictionary<Hash256, KeptEvidence> _evidence = [];
    private readonly SortedDictionary<(ChannelId Channel, MemberId Author), DisputedSighting> _disputed = [];

    /// <summary>Evidence kept of forks in a channel, by journal, index and id.</summary>
    public IReadOnlyList<KeptEvidence> Evidence(ChannelId channel)
    {
        lock (_state)
        {
            return [.. _evidence.Values.Where(e => e.Evidence.Channel == channel).OrderBy(e => e.Evidence.Member).ThenBy(e => e.Evidence.Index)];
        }
    }

    /// <summary>Ids of the evidence a peer may be told of: that of its own channels.</summary>
    public IReadOnlyList<Hash256> EvidenceFor(MemberId peer)
    {
        lock (_state)
        {
            return [.. _evidence.Where(e => _record.Find(e.Value.Evidence.Channel)?.Members.Contains(peer) == true).Select(e => e.Key)];
        }
    }

    public KeptEvidence? FindEvidence(Hash256 id)
    {
        lock (_state)
        {
            return _evidence.GetValueOrDefault(id);
        }
    }

    /// <summary>Statements not admitted because they saw another root than the one held here; at most one of each author in a channel.</summary>
    public IReadOnlyList<DisputedSighting> Disputed(ChannelId channel)
    {
        lock (_state)
        {
            return [.. _disputed.Values.Where(d => d.Statement.Channel == channel)];
        }
    }

    /// <summary>Statements held here that stand on a forked journal, from the fork up to what decides it.</summary>
    public IReadOnlySet<StatementId> Contested(ChannelId channel) => Read(r =>
    {
        var ids = new HashSet<StatementId>();
        foreach (var journal in r.Find(channel)?.Journals.Where(j => j.Forks.Any) ?? [])
        {
            foreach (var index in journal.Forks.Indices)
            {
                var end = journal.Forks.DecisionOf(index)?.At ?? journal.Size;
                for (var i = index; i < end; i++)
                {
                    ids.Add(journal[i]);
                }
            }
        }

        return ids;
    });

    /// <summary>Takes evidence from peers or a file. A repeat, and what concerns no journal held here so far, changes nothing.</summary>
    /// <returns>How many pieces were new and are kept now.</returns>
    /// <exception cref="NodeStoppedException">The store failed.</exception>
    public async Task<int> ImportEvidenceAsync(IReadOnlyList<string> texts, CancellationToken cancellation)
    {
        var found = texts.Select(text => ForkEvidence.TryRead(text, out var evidence, out _) ? evidence : null).OfType<ForkEvidence>().ToList();
        await _writing.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            EnsureRunning();
            return await KeepAsync(found).ConfigureAwait(false);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Says, for each fork of this member's journal that nothing decides yet, that the branch held here goes on.</summary>
    /// <returns>The declarations, durable; none where the journal is not forked.</returns>
    /// <exception cref="NodeStoppedException">The store failed; nothing was said.</exception>
    public async Task<IReadOnlyList<Statement>> DeclareForksAsync(ChannelId channel, string office, string level, CancellationToken cancellation)
    {
        await _writing.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            EnsureRunning();
            var drafts = Read(r =>
            {
                var journal = r.Find(channel)?.Find(Me);
                return _evidence.Values.Select(e => e.Evidence)
                    .Where(e => e.Channel == channel && e.Member == Me && journal?.Forks.RankAt(e.Index).Decides == false).DistinctBy(e => e.Index)
                    .Select(e => ForkDeclaration.Draft(e, journal![e.Index], office, level, _options.Clock.Now)).ToList();
            });
            return drafts.Count == 0 ? [] : await SignAndStoreAsync(channel, drafts).ConfigureAwait(false);
        }
        finally
        {
            _writing.Release();
        }
    }

    /// <summary>Puts the branch that goes on in the place of what is held from the fork on.</summary>
    /// <param name="compacts">The branch from the fork's index on.</param>
    /// <returns>False, with nothing changed, when it is not admitted whole or nothing decides for it.</returns>
    /// <exception cref="NodeStoppedException">The store failed.</exception>
    public async Task<bool> TakeBranchAsync(ChannelId channel, MemberId member, long index, IReadOnlyList<string> compacts, CancellationToken cancellation)
    {
        var branch = new List<(Statement Statement, Jws Jws)>(compacts.Count);
        foreach (var compact in compacts)
        {
            if (!StatementGate.TryRead(compact, out var statement, out var jws, out _))
            {
                return false;
            }

            branch.Add((statement, jws));
        }

        // Before any signature is looked at: most branches offered are not decided yet.
        if (!branch.Exists(b => ForkDeclaration.In(b.Statement)?.Index == index || Founding.CarriesRoster(b.Statement.Kind)))
        {
            return false;
        }

        await _writing.WaitAsync(cancellation).ConfigureAwait(false);
        try
        {
            EnsureRunning();
            var before = index == 0 ? null : HeldAt(channel, member, index - 1);
            lock (_state)
            {
                if (branch.Count == 0 || _record.TakeBranch(channel, member, index, before, branch) is not null)
                {
                    return false;
                }
            }

            try
            {
                await _store.TakeBranchAsync([.. branch.Select(b => new StoredStatement(channel, member, b.Statement.Index, b.Statement.Id, b.Statement.Compact))], CancellationToken.None).ConfigureAwait(false);
            }
            catch (StoreFailedException failed)
            {
                throw Stop(failed.Message);
            }

            GatherAgain(channel);
            return true;
        }
        finally
        {
            _writing.Release();
        }
    }

    // What was gathered from the branch left behind cannot be taken out of the facts: the channel is gathered anew.
    // In one step for readers: a picture is kept by its heads, and must never be of half the facts.
    private void GatherAgain(ChannelId channel)
    {
        var gathered = new List<(Statement Statement, Said? Said)>();
        foreach (var journal in _store.Journals().Where(j => j.Channel == channel))
        {
            for (var from = 0L; from < journal.Size; from += RestoredTogether)
            {
                gathered.AddRange(_store.ReadJournal(channel, journal.Member, from, RestoredTogether)
                    .Select(s => StatementGate.TryRead(s.Compact, out var statement, out _) ? statement : null).OfType<Statement>().Select(s => (s, Said(s))));
            }
        }

        lock (_state)
        {
            _facts.Remove(channel);
            _substance.Remove(channel);
            foreach (var (statement, said) in gathered)
            {
                Gather(statement, said);
            }

            _released[channel] = _record.Find(channel)!.Seen;
            Settle(channel);
            Changed();
        }
    }

    private void RestoreForks()
    {
        foreach (var stored in _store.Evidence())
        {
            if (ForkEvidence.TryRead(stored.Text, out var evidence, out _) && _record.Takes(evidence))
            {
                _record.Note(evidence);
                _evidence[evidence.Id] = new KeptEvidence(evidence, stored.KeptAt);
            }
        }
    }

    private async Task<int> KeepSuspectsAsync(IReadOnlyCollection<Statement> suspects)
    {
        var found = new List<ForkEvidence>();
        foreach (var suspect in suspects)
        {
            if (HeldAt(suspect.Channel, suspect.Member, suspect.Index) is { } held
                && _store.Find(_options.Forum) is { } charter && StatementGate.TryRead(charter.Compact, out var founding, out _)
                && ForkEvidence.TryBuild(founding, Read(r => r.Find(suspect.Channel)![suspect.Member].Forks.Rosters.ToList()), held, suspect, out var evidence, out _))
            {
                found.Add(evidence);
            }
        }

        return await KeepAsync(found).ConfigureAwait(false);
    }

    private async Task<int> KeepAsync(IReadOnlyList<ForkEvidence> found)
    {
        var kept = 0;
        foreach (var evidence in found)
        {
            if (!Read(r => !_evidence.ContainsKey(evidence.Id) && r.Takes(evidence)))
            {
                continue;
            }

            var at = _options.Clock.Now;
            try
            {
                if (!await _store.KeepEvidenceAsync(new StoredEvidence(evidence.Channel, evidence.Member, evidence.Index, evidence.Id, evidence.Text, at), CancellationToken.None).ConfigureAwait(false))
                {
                    continue;
                }
            }
            catch (StoreFailedException failed)
            {
                throw Stop(failed.Message);
            }

            kept++;
            lock (_state)
            {
                _record.Note(evidence);
                _evidence[evidence.Id] = new KeptEvidence(evidence, at);
                foreach (var (author, sighting) in _disputed.Where(d => d.Key.Channel == evidence.Channel && d.Value.Named == evidence.Member && d.Value.Says.Size > evidence.Index).ToList())
                {
                    _disputed.Remove(author);
                }

                Changed();
            }
        }

        return kept;
    }

    private Statement? HeldAt(ChannelId channel, MemberId member, long index) =>
        _store.ReadJournal(channel, member, index, 1) is [var stored] && StatementGate.TryRead(stored.Compact, out var statement, out _) ? statement : null;

    // Within the short lock. Named is the first journal whose root does not match; the statement's signature has been verified by then.
    private void Dispute(Statement statement)
    {
        var channel = _record.Find(statement.Channel)!;
        foreach (var (named, says) in statement.Seen.Where(s => s.Key != statement.Member))
        {
            var held = channel[named];
            if (says.Size <= held.Size && held.Tree.RootAt(says.Size) is var root && root != says.Root)
            {
                _disputed.TryAdd((statement.Channel, statement.Member), new DisputedSighting(statement, named, says, new TreeHead(says.Size, root)));
                return;
            }
        }
    }

    // A journal that has gone on past the index has another statement there, or the same one judged again.
    private void Settle(ChannelId channel)
    {
        foreach (var (author, sighting) in _disputed.Where(d => d.Key.Channel == channel && _record.Find(channel)![d.Key.Author].Size > d.Value.Statement.Index).ToList())
        {
            _disputed.Remove(author);
        }
    }

    // Whoever has seen a branch that did not go on says, once, that it now goes by the decision: only then may its seen fall or change.
    private static IEnumerable<StatementId> DecisionsToCite(Channel channel, MemberId me)
    {
        var last = channel[me].Last;
        foreach (var journal in channel.Journals.Where(j => j.Member != me && j.Forks is { Any: true, Open: null }))
        {
            if (last?.Seen[journal.Member] is { } seen && (seen.Size > journal.Size || journal.Tree.RootAt(seen.Size) != seen.Root))
            {
                foreach (var index in journal.Forks.Indices)
                {
                    yield return journal.Forks.DecisionOf(index)!.Value.Id;
                }
            }
        }
    }
}

/// <param name="KeptAt">When this node kept it, by the room's clock.</param>
public sealed record KeptEvidence(ForkEvidence Evidence, DateTimeOffset KeptAt);

/// <summary>A statement that saw another root of a journal than the one held here: charged to its author, without effect on the journal named.</summary>
/// <param name="Named">Whose journal it says it saw.</param>
public sealed record DisputedSighting(Statement Statement, MemberId Named, TreeHead Says, TreeHead Held);
