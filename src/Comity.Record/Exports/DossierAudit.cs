using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Comity.Record.Audit;
using Comity.Record.Statements;

namespace Comity.Record.Exports;

/// <summary>Checks a dossier: each statement's export by itself, and every text shown as somebody's words against what that statement says.</summary>
/// <remarks>docs/spec/export.md, "Dossier". Never throws for what is in the file.</remarks>
public static partial class DossierAudit
{
    /// <summary>Nothing larger is read: a node makes none.</summary>
    public const int MostBytes = 64 * 1024 * 1024;

    // What a statement says in words; each has to be shown.
    private static readonly string[] Words = ["title", "detail", "text", "words"];

    private const string Mark = "<meta name=\"generator\" content=\"comity-dossier/1\"";

    /// <param name="beginning">The file's first bytes.</param>
    public static bool Looks(ReadOnlySpan<byte> beginning) => beginning.StartsWith("<!DOCTYPE html>"u8);

    public static DossierReport Of(string html)
    {
        ArgumentNullException.ThrowIfNull(html);
        var findings = new List<AuditFinding>();
        if (!html.Contains(Mark, StringComparison.Ordinal))
        {
            findings.Add(new("", "dossier.format", "expected a dossier of format comity-dossier/1, found another page"));
            return new(null, 0, 0, new AuditReport(0, 0, 0, findings.ToValueList()));
        }

        var statements = new Dictionary<StatementId, Statement>();
        var (forum, signatures) = (default(StatementId?), 0L);
        foreach (Match evidence in Evidence().Matches(html))
        {
            var report = Read(evidence.Groups["id"].Value, WebUtility.HtmlDecode(evidence.Groups["text"].Value), statements, findings);
            signatures += report.Audit.Signatures;
            if ((forum ??= report.Head?.Forum) != report.Head?.Forum)
            {
                findings.Add(new(evidence.Groups["id"].Value, "dossier.forum", $"expected forum {forum} throughout, found {report.Head?.Forum}"));
            }
        }

        var shown = Shown(html, statements, findings);
        return new(forum, statements.Count, shown, new AuditReport(statements.Values.Select(s => (s.Channel, s.Member)).Distinct().Count(), statements.Count, signatures, findings.ToValueList()));
    }

    private static ExportReport Read(string name, string text, Dictionary<StatementId, Statement> statements, List<AuditFinding> findings)
    {
        using var bytes = new MemoryStream(Encoding.UTF8.GetBytes(text));
        var report = ExportAudit.Of(bytes);
        findings.AddRange(report.Audit.Findings.Select(f => f with { Where = $"{name}: {f.Where}" }));
        var found = text.Split('\n').Where(l => l.StartsWith("ey", StringComparison.Ordinal)).Select(l => StatementGate.TryRead(l, out var read, out _) ? read : null).FirstOrDefault(s => s?.Id.ToString() == name);
        if (found is null || report.Head?.Statement != found.Id || !statements.TryAdd(found.Id, found))
        {
            findings.Add(new(name, "dossier.evidence", $"expected the export of statement {name}, once, found {(found is null ? "none in it" : "another or a second one")}"));
        }

        return report;
    }

    private static int Shown(string html, Dictionary<StatementId, Statement> statements, List<AuditFinding> findings)
    {
        var shown = new HashSet<(StatementId, string)>();
        var (places, read) = (Places().Count(html), 0);
        foreach (Match quoted in Quoted().Matches(html))
        {
            read++;
            var (name, field, text) = (quoted.Groups["id"].Value, quoted.Groups["field"].Value, WebUtility.HtmlDecode(quoted.Groups["text"].Value));
            if (!StatementId.TryParse(name, out var id) || !statements.TryGetValue(id, out var statement))
            {
                findings.Add(new(name, "dossier.no-evidence", $"expected the export of what is shown as {field}, found none"));
            }
            else if (Said(statement, field) != text)
            {
                findings.Add(new(name, "dossier.text", $"expected {field} as signed, found other words"));
            }

            shown.Add((id, field));
        }

        if (places != read)
        {
            findings.Add(new("", "dossier.text", $"expected {places} texts of statements, could read {read}"));
        }

        findings.AddRange(statements.Values.SelectMany(s => Words.Where(w => Said(s, w) is { Length: > 0 } && !shown.Contains((s.Id, w))).Select(w => new AuditFinding(s.Id.ToString(), "dossier.missing", $"expected {w} to be shown, found it left out"))));
        return read;
    }

    private static string? Said(Statement statement, string field) =>
        statement.Body.ValueKind == JsonValueKind.Object && statement.Body.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    [GeneratedRegex("<pre class=\"evidence\" id=\"evidence-(?<id>[A-Za-z0-9_-]{43})\">(?<text>[^<]*)</pre>", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Evidence();

    [GeneratedRegex("<span class=\"quoted\" lang=\"[A-Za-z0-9-]*\" data-of=\"(?<id>[A-Za-z0-9_-]{43})\" data-field=\"(?<field>[a-z]+)\">(?<text>[^<]*)</span>", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Quoted();

    [GeneratedRegex("class=\"quoted\"", RegexOptions.CultureInvariant)]
    private static partial Regex Places();
}

/// <param name="Forum">Null when no export could be read.</param>
/// <param name="Texts">How many texts are shown as somebody's words.</param>
public sealed record DossierReport(StatementId? Forum, int Statements, int Texts, AuditReport Audit);
