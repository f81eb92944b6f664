using System.Diagnostics.Metrics;
using Comity.Node.Runtime;
using Comity.Record;

namespace Comity.Node.Metrics;

/// <summary>What a node counts of its own running: numbers, members' names and refusal codes, never what anybody said.</summary>
/// <remarks>A meter per node, for several run in one process. Any listener of System.Diagnostics.Metrics may attach to it.</remarks>
public sealed class NodeMetrics : IDisposable
{
    public const string MeterName = "Comity.Node";

    private readonly Counter<long> _admitted;
    private readonly Counter<long> _repeated;
    private readonly Counter<long> _refused;
    private readonly Counter<long> _received;
    private readonly Counter<long> _served;
    private readonly Counter<long> _servedStatements;
    private readonly Counter<long> _overQuota;
    private readonly Counter<long> _unsigned;
    private readonly UpDownCounter<long> _streams;
    private readonly Counter<long> _stored;
    private readonly Histogram<double> _append;

    public NodeMetrics()
    {
        _admitted = Meter.CreateCounter<long>("comity.sync.statements.admitted", null, "Statements admitted as new from a peer");
        _repeated = Meter.CreateCounter<long>("comity.sync.statements.repeated", null, "Statements a peer served that were held already");
        _refused = Meter.CreateCounter<long>("comity.sync.statements.refused", null, "Statements a peer served that were refused, by code");
        _received = Meter.CreateCounter<long>("comity.sync.received.bytes", null, "Bytes read from a peer");
        _served = Meter.CreateCounter<long>("comity.sync.served.bytes", null, "Bytes of statements served to a peer");
        _servedStatements = Meter.CreateCounter<long>("comity.sync.served.statements", null, "Statements served to a peer");
        _overQuota = Meter.CreateCounter<long>("comity.sync.over.quota", null, "Requests of a peer answered 429");
        _unsigned = Meter.CreateCounter<long>("comity.sync.unsigned", null, "Requests answered 401");
        _streams = Meter.CreateUpDownCounter<long>("comity.sync.streams", null, "Open knocks");
        _stored = Meter.CreateCounter<long>("comity.store.statements", null, "Statements stored, own and others'");
        _append = Meter.CreateHistogram<double>("comity.store.append.seconds", null, "Time until a batch was durable");
    }

    internal Meter Meter { get; } = new(MeterName);

    public void Imported(MemberId peer, ImportReport report)
    {
        _admitted.Add(report.Admitted, Of(peer));
        _repeated.Add(report.Repeated, Of(peer));
        foreach (var refusals in report.Refusals.GroupBy(r => r.Code))
        {
            _refused.Add(refusals.Count(), Of(peer), KeyValuePair.Create<string, object?>("code", refusals.Key));
        }
    }

    public void Received(MemberId peer, long bytes) => _received.Add(bytes, Of(peer));

    public void Served(MemberId peer, int statements, long bytes)
    {
        _served.Add(bytes, Of(peer));
        _servedStatements.Add(statements, Of(peer));
    }

    public void OverQuota(MemberId peer) => _overQuota.Add(1, Of(peer));

    public void Unsigned() => _unsigned.Add(1);

    public void Stored(int statements, TimeSpan took)
    {
        _stored.Add(statements);
        _append.Record(took.TotalSeconds);
    }

    /// <summary>Counts a knock as open until disposed.</summary>
    public IDisposable Stream(MemberId peer)
    {
        _streams.Add(1, Of(peer));
        return new Closing(() => _streams.Add(-1, Of(peer)));
    }

    /// <summary>Adds what is read from the record when somebody asks.</summary>
    public void Observe(NodeRecord record)
    {
        Meter.CreateObservableGauge("comity.statements.held", () => record.Read(r => r.Channels.Sum(c => c.Journals.Sum(j => j.Size))), null, "Statements held");
        Meter.CreateObservableGauge("comity.statements.waiting", () => (long)record.Read(r => r.Channels.Select(c => c.Id).ToList()).Sum(c => record.Waiting(c).Count), null, "Statements that wait for what they saw");
        Meter.CreateObservableGauge("comity.signatures.audited", () => record.Signatures.Counted, null, "Statements whose own signature was looked at since the start");
        Meter.CreateObservableGauge("comity.signatures.bad", () => (long)record.Signatures.Bad.Count, null, "Statements held whose own signature does not hold");
        Meter.CreateObservableGauge("comity.stopped", () => record.Stopped is null ? 0L : 1L, null, "1 when the node neither signs nor admits");
    }

    public void Dispose() => Meter.Dispose();

    private static KeyValuePair<string, object?> Of(MemberId peer) => new("peer", peer.ToString());

    private sealed class Closing(Action close) : IDisposable
    {
        public void Dispose() => close();
    }
}
