using System.Text.Encodings.Web;
using System.Text.Json;

namespace Comity.Cli;

/// <summary>How verbs print under <c>--json</c>.</summary>
internal static class JsonReport
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(object report) => JsonSerializer.Serialize(report, Indented);
}
