using System.Globalization;
using Comity.Node.Evidence;
using Comity.Record;
using Comity.Record.Audit;
using Comity.Record.Exports;

namespace Comity.Cli.Archives;

/// <summary><c>comity verify ARCHIVE</c>: every export of it, of one forum, and every piece of evidence against the statements that name it. docs/spec/export.md, "Archive".</summary>
internal sealed class ArchiveAudit(string folder, ArchiveFile archive)
{
    private readonly List<AuditFinding> _findings = [];
    private readonly NamedEvidence _named = new();
    private long _journals, _statements, _signatures;

    public static int Check(string folder, ArchiveFile archive, bool everySignature, string? forum, bool json, CancellationToken cancellation)
    {
        var report = new ArchiveAudit(folder, archive).Run(everySignature, forum, cancellation);
        if (json)
        {
            Console.WriteLine(JsonReport.Of(new[]
            {
                new
                {
                    path = folder, sound = report.IsSound, journals = report.Journals, statements = report.Statements, signatures = report.Signatures, findings = RecordAudits.Json(report.Findings),
                    archive = new { forum = archive.Forum, member = archive.Member, channels = archive.Channels, evidence = archive.Evidence.Count, notHeld = archive.NotHeld.Count },
                },
            }));
        }
        else
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{folder}: {(report.IsSound ? "sound" : $"{report.Findings.Count} findings")}; {report.Journals} journals, {report.Statements} statements, {report.Signatures} signatures verified"));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  an archive of {archive.Member ?? "a member"}, forum {archive.Forum}: {string.Join(", ", archive.Channels)}; {archive.Evidence.Count} pieces of evidence, {archive.NotHeld.Count} named and not held"));
            RecordAudits.Print(report.Findings, Console.Out);
        }

        return report.IsSound ? ExitCodes.Fine : ExitCodes.Finding;
    }

    private AuditReport Run(bool everySignature, string? forum, CancellationToken cancellation)
    {
        if (forum is not null && forum != archive.Forum)
        {
            Find(ArchiveFile.Name, "archive.forum", $"expected forum {forum}, found {archive.Forum}: another forum, whatever its names");
        }

        foreach (var channel in archive.Channels)
        {
            CheckExport(channel, everySignature, cancellation);
        }

        CheckEvidence();
        CheckFiles();
        return new AuditReport((int)_journals, _statements, _signatures, _findings.ToValueList());
    }

    private void CheckExport(string channel, bool everySignature, CancellationToken cancellation)
    {
        var path = ChannelId.TryParse(channel, out _) ? Path.Combine(folder, channel + ArchiveFile.ExportEnding) : "";
        if (!File.Exists(path))
        {
            Find(channel, "archive.channel", $"expected the export {channel}{ArchiveFile.ExportEnding}, found none");
            return;
        }

        using (var file = File.OpenRead(path))
        {
            var report = ExportAudit.Of(file, everySignature, Counting.Of("lines read"), cancellation);
            Counting.Done();
            (_journals, _statements, _signatures) = (_journals + report.Audit.Journals, _statements + report.Audit.Statements, _signatures + report.Audit.Signatures);
            _findings.AddRange(report.Audit.Findings.Select(f => f with { Where = $"{channel}: {f.Where}" }));
            if (report.Head is not { Statement: null } head || head.Channel.ToString() != channel || head.Forum.ToString() != archive.Forum)
            {
                Find(channel, "archive.channel", $"expected all of channel {channel} of forum {archive.Forum}, found {(report.Head is { } other ? $"{other.Channel} of {other.Forum}" : "no such export")}");
            }
        }

        foreach (var line in File.ReadLines(path).Where(l => !l.StartsWith('{')))
        {
            _named.Note(line);
        }
    }

    // What the statements name is here and is what they name, or is said not to be.
    private void CheckEvidence()
    {
        var told = archive.Evidence.Concat(archive.NotHeld).Select(p => (p.Channel, p.Id)).ToHashSet();
        foreach (var (channel, id) in _named.Pieces.Keys.Where(p => !told.Contains((p.Channel.ToString(), p.Id.ToString()))))
        {
            Find(ArchiveFile.EvidenceFolder, "archive.evidence.missing", $"blob {id} of channel {channel}: expected it here or among what is not held, found neither");
        }

        foreach (var piece in archive.Evidence)
        {
            if (FaultOf(piece) is { } fault)
            {
                Find(ArchiveFile.EvidenceFolder, "archive.evidence.damaged", $"blob {piece.Id} of channel {piece.Channel}: {fault}");
            }
            else if (!ChannelId.TryParse(piece.Channel, out var channel) || !Hash256.TryParse(piece.Id, out var id) || !_named.Pieces.ContainsKey((channel, id)))
            {
                Find(ArchiveFile.EvidenceFolder, "archive.evidence.surplus", $"blob {piece.Id} of channel {piece.Channel}: expected a statement that attaches it, found none");
            }
        }
    }

    private string? FaultOf(ArchivePiece piece)
    {
        if (piece.File is not { } name || !name.StartsWith($"{ArchiveFile.EvidenceFolder}/{piece.Channel}/{piece.Id}.", StringComparison.Ordinal) || name.Contains("..", StringComparison.Ordinal))
        {
            return $"expected a file named by its id, found {piece.File ?? "none"}";
        }

        var (content, salt) = (Path.Combine(folder, name), Path.Combine(folder, Path.ChangeExtension(name, ArchiveFile.SaltEnding)));
        if (!File.Exists(content) || !File.Exists(salt))
        {
            return $"expected {name} and its salt, found {(File.Exists(content) ? "no salt" : "no content")}";
        }

        var found = BlobVault.IdOf([.. File.ReadAllBytes(salt), .. File.ReadAllBytes(content)]);
        return found.ToString() == piece.Id ? null : $"expected content of this id, found {found}";
    }

    private void CheckFiles()
    {
        var known = archive.Channels.Select(c => c + ArchiveFile.ExportEnding).Append(ArchiveFile.Name)
            .Concat(archive.Evidence.Where(p => p.File is not null).SelectMany(p => new[] { p.File!, Path.ChangeExtension(p.File!, ArchiveFile.SaltEnding) })).ToHashSet(StringComparer.Ordinal);
        foreach (var surplus in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(folder, f)).Where(f => !known.Contains(f)).Order(StringComparer.Ordinal))
        {
            Find(surplus, "archive.surplus", "expected nothing but what archive.json lists, found this file");
        }
    }

    private void Find(string where, string code, string message) => _findings.Add(new(where, code, message));
}
