using System.Globalization;
using Comity.Record.Audit;
using Comity.Record.Exports;

namespace Comity.Cli.Verbs;

/// <summary>A dossier of a dispute (docs/spec/export.md, "Dossier") as <c>comity verify</c> meets it.</summary>
internal static class DossierFile
{
    /// <summary>The page's text; null when the path is no file that begins like one.</summary>
    public static string? TryRead(string path)
    {
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            using var file = File.OpenRead(path);
            var beginning = new byte[16];
            if (file.Length > DossierAudit.MostBytes || !DossierAudit.Looks(beginning.AsSpan(0, file.ReadAtLeast(beginning, beginning.Length, throwOnEndOfStream: false))))
            {
                return null;
            }

            file.Position = 0;
            using var text = new StreamReader(file);
            return text.ReadToEnd();
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <param name="forum">The forum's id as known from elsewhere, or null.</param>
    /// <returns>0 when everything holds, 1 when anything does not.</returns>
    public static int Check(string path, string html, string? forum, bool json)
    {
        var report = DossierAudit.Of(html);
        var audit = forum is null || report.Forum?.ToString() == forum ? report.Audit : report.Audit with
        {
            Findings = [.. report.Audit.Findings, new AuditFinding("", "export.forum", $"expected forum {forum}, found {report.Forum}: another forum, whatever its names")],
        };
        if (json)
        {
            Console.WriteLine(JsonReport.Of(new
            {
                path, sound = audit.IsSound, forum = report.Forum?.ToString(), statements = report.Statements, texts = report.Texts, signatures = audit.Signatures, findings = RecordAudits.Json(audit.Findings),
            }));
        }
        else
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{path}: {(audit.IsSound ? "sound" : $"{audit.Findings.Count} findings")}; a dossier of {report.Statements} statements, {report.Texts} texts as signed, {audit.Signatures} signatures verified, forum {report.Forum}"));
            RecordAudits.Print(audit.Findings, Console.Out);
        }

        return audit.IsSound ? ExitCodes.Fine : ExitCodes.Finding;
    }
}
