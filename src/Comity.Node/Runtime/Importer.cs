using System.Collections.Frozen;
using Comity.Node.Guard;
using Comity.Record;
using Comity.Record.Journals;
using Comity.Record.Signing;
using Comity.Record.Statements;

namespace Comity.Node.Runtime;

/// <summary>Takes what wire or pouch bring: reads and verifies it on all cores, judges it in its turn, stores and releases what was admitted.</summary>
internal sealed class Importer(NodeOptions options, HeldRecord held, WaitingRoom waiting, SightingBook sightings, EvidenceBook evidence, RecordWriter writer, ReleasedRecord released, SigningGuard guard, SignatureAudit signatures)
{
    /// <inheritdoc cref="NodeRecord.ImportAsync"/>
    public Task<ImportReport> ImportAsync(IReadOnlyList<string> compacts, CancellationToken cancellation)
    {
        var read = ReadInParallel(compacts);
        return writer.InTurnAsync(() => ImportAsync(read), cancellation);
    }

    private async Task<ImportReport> ImportAsync(Arrival[] read)
    {
        writer.EnsureRunning();
        var import = held.Read(r =>
        {
            var judged = new Import(r, options.Member, waiting, sightings);
            foreach (var arrival in read)
            {
                judged.Take(arrival);
            }

            return judged;
        });
        var storing = writer.StoreAsync(import.Admitted, signed: false);
        // What the statements say is read while the disk takes them; nobody sees it before they are durable.
        var said = released.Read(import.Admitted);
        await storing.ConfigureAwait(false);
        released.Release(import.Admitted, said);
        signatures.Looked(import.Verified);
        var kept = await evidence.KeepSuspectsAsync(import.Suspects).ConfigureAwait(false);
        await sightings.StoreAsync(writer).ConfigureAwait(false);
        import.OwnConflicts.ForEach(c => Tell(c.Statement, c.Message));
        return new ImportReport(import.Admitted.Count, import.Repeated, import.Waiting, import.Refusals) { Evidence = kept };
    }

    // Where both stories are kept as evidence the journal stands still for everybody until it is decided; short of that the guard holds it.
    private void Tell(Statement theirs, string message)
    {
        if (!evidence.In(theirs.Channel).Any(e => e.Evidence.Member == options.Member && e.Evidence.Index <= theirs.Index))
        {
            guard.Differs(theirs, message);
        }
    }

    // Reading and verifying cost the most and need no lock: both cores work on them before the one writer's turn.
    private Arrival[] ReadInParallel(IReadOnlyList<string> compacts)
    {
        var read = new (Statement? Statement, Jws? Jws, Fault? Fault)[compacts.Count];
        Parallel.For(0, compacts.Count, i => read[i] = StatementGate.TryRead(compacts[i], out var statement, out var jws, out var fault) ? (statement, jws, null) : (null, null, fault));
        var (heads, keys) = held.Read(r => (HeadCommitments.Of(r, Array.ConvertAll(read, a => a.Statement)), KeysIn(r)));

        // A head's signature is looked at first: where it holds, those of the statements it commits to need not be.
        var under = new PublicKey?[read.Length];
        PublicKey? Check(int i) => read[i] is ({ } statement, { } jws, _) && keys.TryGetValue((statement.Member, jws.KeyId), out var key) && jws.HoldsFor(key) ? key : null;
        Parallel.For(0, read.Length, i => under[i] = heads[i] == i ? Check(i) : null);
        var arrivals = new Arrival[read.Length];
        Parallel.For(0, read.Length, i =>
        {
            var (statement, jws, fault) = read[i];
            var head = heads[i] == i ? null : under[heads[i]];
            arrivals[i] = new Arrival(statement, jws, heads[i] == i ? under[i] : head is null ? Check(i) : null, head, fault);
        });
        return arrivals;
    }

    // Each member's keys are its own: what another's key signed is not authenticated by it.
    private static FrozenDictionary<(MemberId Member, string KeyId), PublicKey> KeysIn(ForumRecord record) =>
        record.Channels.SelectMany(c => c.Journals).Where(j => j.Roster is not null).SelectMany(j => j.Roster!.Keys.Select(key => (j.Member, Key: key)))
            .DistinctBy(k => (k.Member, k.Key.Thumbprint)).ToFrozenDictionary(k => (k.Member, k.Key.Thumbprint), k => k.Key);
}

/// <summary>One text that came, read; either a statement or the fault found at the gate.</summary>
/// <param name="VerifiedBy">The key of its author under which its own signature holds; null when that is not known.</param>
/// <param name="HeadKey">The key of its author under which the signature of a later statement holds that commits to it.</param>
internal sealed record Arrival(Statement? Statement, Jws? Jws, PublicKey? VerifiedBy, PublicKey? HeadKey, Fault? Fault);
