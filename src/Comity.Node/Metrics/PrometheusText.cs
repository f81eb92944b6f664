// Prometheus text exposition format 0.0.4.

using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Comity.Node.Metrics;

/// <summary>Adds up one node's measurements and writes them as Prometheus reads them.</summary>
/// <remarks>By hand rather than by OpenTelemetry: a few dozen lines, no package, and one meter of the several in a process.</remarks>
public sealed class PrometheusText : IDisposable
{
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Series kept; names and codes are few, but some come from outside.</summary>
    private const int MostSeries = 4096;

    private static readonly double[] Bounds = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

    private readonly NodeMetrics _metrics;
    private readonly MeterListener _listener = new();
    private readonly ConcurrentDictionary<string, Instrument> _instruments = [];
    private readonly ConcurrentDictionary<(string Name, string Labels), double> _series = [];

    public PrometheusText(NodeMetrics metrics)
    {
        _metrics = metrics;
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (ReferenceEquals(instrument.Meter, _metrics.Meter))
            {
                _instruments[NameOf(instrument)] = instrument;
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Take(instrument, value, tags));
        _listener.Start();
    }

    public string Write()
    {
        _listener.RecordObservableInstruments();
        var text = new StringBuilder();
        foreach (var (name, instrument) in _instruments.OrderBy(i => i.Key, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"# HELP {name} {instrument.Description}\n# TYPE {name} {TypeOf(instrument)}\n");
            foreach (var ((_, labels), value) in _series.Where(s => s.Key.Name == name || IsPartOf(name, instrument, s.Key.Name)).OrderBy(s => s.Key))
            {
                text.Append(CultureInfo.InvariantCulture, $"{labels} {value}\n");
            }
        }

        return text.ToString();
    }

    public void Dispose() => _listener.Dispose();

    private static bool IsPartOf(string name, Instrument instrument, string series) => instrument is Histogram<double> && series.StartsWith(name + "_", StringComparison.Ordinal);

    private static string NameOf(Instrument instrument) => instrument.Name.Replace('.', '_') + (instrument is Counter<long> ? "_total" : "");

    private static string TypeOf(Instrument instrument) => instrument switch
    {
        Counter<long> => "counter",
        Histogram<double> => "histogram",
        _ => "gauge",
    };

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var name = NameOf(instrument);
        if (instrument is Histogram<double>)
        {
            for (var i = 0; i <= Bounds.Length; i++)
            {
                var bound = i < Bounds.Length ? Bounds[i].ToString(CultureInfo.InvariantCulture) : "+Inf";
                Add(name + "_bucket" + (char)('a' + i), $"{name}_bucket{{le=\"{bound}\"}}", i == Bounds.Length || value <= Bounds[i] ? 1 : 0);
            }

            Add(name + "_sum", name + "_sum", value);
            Add(name + "_count", name + "_count", 1);
            return;
        }

        var labels = new StringBuilder(name);
        for (var i = 0; i < tags.Length; i++)
        {
            var text = Convert.ToString(tags[i].Value, CultureInfo.InvariantCulture) ?? "";
            labels.Append(i == 0 ? '{' : ',').Append(tags[i].Key).Append("=\"").Append(text.Replace("\\", "\\\\").Replace("\"", "\\\"").Replace("\n", "\\n")).Append('"');
        }

        labels.Append(tags.Length > 0 ? "}" : "");
        if (instrument.IsObservable)
        {
            _series[(name, labels.ToString())] = value;
        }
        else
        {
            Add(name, labels.ToString(), value);
        }
    }

    private void Add(string name, string labels, double value)
    {
        if (_series.Count < MostSeries || _series.ContainsKey((name, labels)))
        {
            _series.AddOrUpdate((name, labels), value, (_, before) => before + value);
        }
    }
}
