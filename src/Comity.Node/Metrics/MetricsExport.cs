// OTLP over HTTP with protobuf: https://opentelemetry.io/docs/specs/otlp/#otlphttp

using Comity.Node.Runtime;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;

namespace Comity.Node.Metrics;

/// <summary>Sends what <see cref="NodeMetrics"/> counts to the collector an administrator names, every fifteen seconds and once more at the end. Without one it does nothing.</summary>
/// <remarks>A collector that does not answer costs the node nothing but the attempt. All nodes of one process are sent together: a working node has a process of its own.</remarks>
public sealed class MetricsExport : IDisposable
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private readonly MeterProvider? _provider;

    public MetricsExport(NodeOptions options)
    {
        if (options.Collector is not { } collector)
        {
            return;
        }

        _provider = Sdk.CreateMeterProviderBuilder()
            .AddMeter(NodeMetrics.MeterName)
            .ConfigureResource(resource => resource.Clear().AddAttributes([new("service.name", "comity"), new("service.instance.id", options.Member.ToString())]))
            .AddReader(new PeriodicExportingMetricReader(
                new OtlpMetricExporter(new OtlpExporterOptions { Protocol = OtlpExportProtocol.HttpProtobuf, Endpoint = new Uri(collector, "v1/metrics"), TimeoutMilliseconds = (int)Patience.TotalMilliseconds }),
                (int)Every.TotalMilliseconds))
            .Build();
    }

    public void Dispose() => _provider?.Dispose();
}
