using System.Collections.Immutable;
using Comity.Node.Guard;
using Comity.Record;
using Comity.Record.Forum;
using Comity.Record.Signing;
using Comity.Record.Statements;

namespace Comity.Node.Runtime;

/// <summary>Takes what wire or pouch bring: reads and verifies it on all cores, judges it in its turn, stores and releases what was admitted.</summary>
internal sealed class Importer(NodeOptions options, HeldRecord held, WaitingRoom waiting, SightingBook sightings, EvidenceBook evidence, RecordWriter writer, ReleasedRecord released, SigningGuard guard)
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
        await writer.StoreAsync(import.Admitted, signed: false).ConfigureAwait(false);
        released.Release(import.Admitted);
        var kept = await evidence.KeepSuspectsAsync(import.Suspects).ConfigureAwait(false);
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
        var keys = held.Read(r => r.Channels.SelectMany(c => c.Journals).Select(j => j.Roster).OfType<Roster>()
            .SelectMany(roster => roster.Keys).DistinctBy(k => k.Thumbprint).ToImmutableDictionary(k => k.Thumbprint, StringComparer.Ordinal));
        var arrivals = new Arrival[compacts.Count];
        Parallel.For(0, compacts.Count, i =>
        {
            arrivals[i] = StatementGate.TryRead(compacts[i], out var statement, out var jws, out var fault)
                ? new Arrival(statement, jws, keys.TryGetValue(jws.KeyId, out var key) && jws.HoldsFor(key) ? key : null, null)
                : new Arrival(null, null, null, fault);
        });
        return arrivals;
    }
}

/// <summary>One text that came, read; either a statement or the fault found at the gate.</summary>
/// <param name="VerifiedBy">The key under which its signature holds; null when none of those known then does.</param>
internal sealed record Arrival(Statement? Statement, Jws? Jws, PublicKey? VerifiedBy, Fault? Fault);
