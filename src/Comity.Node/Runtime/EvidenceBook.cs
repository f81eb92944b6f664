using Comity.Record;
using Comity.Record.Forks;
using Comity.Record.Forum;
using Comity.Record.Forum.Repins;
using Comity.Record.Statements;
using Comity.Store;

namespace Comity.Node.Runtime;

/// <summary>Evidence of forks, made and kept (docs/spec/forks.md).</summary>
internal sealed class EvidenceBook(
    NodeOptions options, IStatementStore store, HeldRecord held, RecordWriter writer, SightingBook sightings, ReleasedRecord released, RoomNews news)
{
    /// <summary>How many statements at a journal's end are tried as the head that stands for another.</summary>
    private const int HeadsTried = 16;

    // Within the record's lock.
    private readonly SortedDictionary<Hash256, KeptEvidence> _kept = [];

    /// <inheritdoc cref="NodeRecord.Evidence"/>
    public IReadOnlyList<KeptEvidence> In(ChannelId channel) => held.Read<IReadOnlyList<KeptEvidence>>(_ =>
        [.. _kept.Values.Where(e => e.Evidence.Channel == channel).OrderBy(e => e.Evidence.Member).ThenBy(e => e.Evidence.Index)]);

    /// <inheritdoc cref="NodeRecord.EvidenceFor"/>
    public IReadOnlyList<Hash256> For(MemberId peer) => held.Read<IReadOnlyList<Hash256>>(r =>
        [.. _kept.Where(e => r.Find(e.Value.Evidence.Channel)?.Members.Contains(peer) == true).Select(e => e.Key)]);

    public KeptEvidence? Find(Hash256 id) => held.Read(_ => _kept.GetValueOrDefault(id));

    /// <summary>Reads what the store keeps, at the start.</summary>
    public void Restore()
    {
        held.Change(r =>
        {
            foreach (var stored in store.Evidence())
            {
                if (ForkEvidence.TryRead(stored.Text, out var evidence, out _) && r.Takes(evidence))
                {
                    r.Note(evidence);
                    _kept[evidence.Id] = new KeptEvidence(evidence, stored.KeptAt);
                }
            }
        });
        foreach (var channel in _kept.Values.Select(e => e.Evidence.Channel).Distinct())
        {
            released.ReleaseAgain(channel, store.AllOf(channel));
        }
    }

    /// <inheritdoc cref="NodeRecord.ImportEvidenceAsync"/>
    public Task<int> ImportAsync(IReadOnlyList<string> texts, CancellationToken cancellation)
    {
        var found = texts.Select(text => ForkEvidence.TryRead(text, out var evidence, out _) ? evidence : null).OfType<ForkEvidence>().ToList();
        return writer.InTurnAsync(
            async () =>
            {
                writer.EnsureRunning();
                var kept = await KeepAsync(found).ConfigureAwait(false);
                await sightings.StoreAsync(writer).ConfigureAwait(false);
                return kept;
            },
            cancellation);
    }

    /// <summary>Makes evidence of what stands at taken indices and keeps it, where both are signed. Within the turn.</summary>
    /// <returns>How many pieces were new.</returns>
    public Task<int> KeepSuspectsAsync(IReadOnlyCollection<Statement> suspects)
    {
        var found = store.Find(options.Forum) is { } charter && StatementGate.TryRead(charter.Compact, out var founding, out _)
            ? suspects.Select(suspect => EvidenceOf(founding, suspect)).OfType<ForkEvidence>().ToList()
            : [];
        return KeepAsync(found);
    }

    // Where the one held came by its head alone, the head stands for it: it is a later statement that commits to another than the suspect.
    private ForkEvidence? EvidenceOf(Statement charter, Statement suspect)
    {
        if (store.HeldAt(suspect.Channel, suspect.Member, suspect.Index) is not { } here || here.Id == suspect.Id)
        {
            return null;
        }

        var rosters = held.Read(r => r.Find(suspect.Channel)![suspect.Member].Forks.Rosters.ToList());
        var repins = Repins(suspect, rosters);
        if (ForkEvidence.TryBuild(charter, rosters, here, suspect, out var evidence, out _, repins))
        {
            return evidence;
        }

        var (size, tree) = held.Read(r => r.Find(suspect.Channel)![suspect.Member] is var journal ? (journal.Size, journal.Tree) : default);
        for (var index = size - 1; index > suspect.Index && index >= size - HeadsTried; index--)
        {
            if (store.HeldAt(suspect.Channel, suspect.Member, index) is { } later
                && ForkEvidence.TryBuild(charter, rosters, suspect, later, here.Id, held.Read(_ => tree.InclusionProof(suspect.Index, index)), out evidence, out _, repins))
            {
                return evidence;
            }
        }

        return null;
    }

    // Under a root that is not the charter's the evidence has to show how it came to count.
    private IReadOnlyList<string> Repins(Statement suspect, List<Roster> rosters) =>
        rosters.FindLast(r => r.Sequence <= suspect.Roster) is { } relied ? held.Read(r => RepinChains.Certificates(r, suspect.Member, relied.Root.Thumbprint)) ?? [] : [];

    private async Task<int> KeepAsync(IReadOnlyList<ForkEvidence> found)
    {
        var kept = 0;
        foreach (var evidence in found)
        {
            var at = options.Clock.Now;
            if (held.Read(r => !_kept.ContainsKey(evidence.Id) && r.Takes(evidence))
                && await writer.DurablyAsync(() => store.KeepEvidenceAsync(
                    new StoredEvidence(evidence.Channel, evidence.Member, evidence.Index, evidence.Id, evidence.Text, at), CancellationToken.None)).ConfigureAwait(false))
            {
                kept++;
                Add(evidence, at);
            }
        }

        return kept;
    }

    private void Add(ForkEvidence evidence, DateTimeOffset at)
    {
        var isFirst = false;
        held.Change(r =>
        {
            isFirst = !r.Find(evidence.Channel)![evidence.Member].Forks.Any;
            r.Note(evidence);
            _kept[evidence.Id] = new KeptEvidence(evidence, at);
            sightings.Explain(evidence);
            news.Changed();
        });
        if (isFirst)
        {
            // What was gathered before did not look at what a forker claims, nor at who had seen what of its journal.
            released.ReleaseAgain(evidence.Channel, store.AllOf(evidence.Channel));
        }
    }
}
