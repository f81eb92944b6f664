using System.Globalization;
using System.Text;
using Comity.Domain.Pictures;
using Comity.Node.Evidence;
using Comity.Record;
using Comity.Record.Audit;
using Comity.Record.Exports;
using Comity.Record.Statements;
using Comity.Store;
using Comity.Store.Sqlite;

namespace Comity.Cli.Archives;

/// <summary><c>comity export PATH --all</c>: all that a member's node may read, as a folder that strangers can check: every channel, its own too, and evidence in clear.</summary>
internal sealed class ArchiveWriter(SqliteStatementStore store, string database, Statement charter, string folder)
{
    private readonly NamedEvidence _named = new();

    /// <returns>What was found wrong with the record; nothing when the archive stands.</returns>
    public IReadOnlyList<AuditFinding> Write(CancellationToken cancellation)
    {
        var channels = store.Journals().Select(j => j.Channel).Distinct().ToList();
        foreach (var channel in channels)
        {
            var statements = Held(channel, cancellation);
            if (WriteExport(new ExportSource(charter, channel, statements, PictureJson.Edition), cancellation) is { Count: > 0 } findings)
            {
                return findings;
            }
        }

        var (held, notHeld) = WriteEvidence(cancellation);
        File.WriteAllText(Path.Combine(folder, ArchiveFile.Name), new ArchiveFile(
            ArchiveFile.Form, charter.Id.ToString(), RecordAudits.GuardOf(database)?.Member.ToString(), [.. channels.Select(c => c.ToString())], held, notHeld).Text(), new UTF8Encoding(false));
        return [];
    }

    private List<Statement> Held(ChannelId channel, CancellationToken cancellation)
    {
        var statements = new List<Statement>();
        foreach (var journal in store.Journals().Where(j => j.Channel == channel))
        {
            Verbs.ExportVerb.Read(store, journal, statements, cancellation);
        }

        Counting.Done();
        statements.ForEach(s => _named.Note(s.Compact));
        return statements;
    }

    private IReadOnlyList<AuditFinding> WriteExport(ExportSource source, CancellationToken cancellation)
    {
        var path = Path.Combine(folder, source.Channel + ArchiveFile.ExportEnding);
        using (var text = new StreamWriter(path, append: false, new UTF8Encoding(false)) { NewLine = "\n" })
        {
            foreach (var line in ExportWriter.Channel(source))
            {
                cancellation.ThrowIfCancellationRequested();
                text.WriteLine(line);
            }
        }

        using var written = File.OpenRead(path);
        return [.. ExportAudit.Of(written, everySignature: false, null, cancellation).Audit.Findings.Select(f => f with { Where = $"{source.Channel}: {f.Where}" })];
    }

    private (List<ArchivePiece> Held, List<ArchivePiece> NotHeld) WriteEvidence(CancellationToken cancellation)
    {
        var (held, notHeld) = (new List<ArchivePiece>(), new List<ArchivePiece>());
        var (vault, me) = (EvidenceAt.Vault(database), RecordAudits.GuardOf(database)?.Member);
        foreach (var (channel, id) in _named.Pieces.Keys.OrderBy(p => p.Channel.ToString(), StringComparer.Ordinal).ThenBy(p => p.Id.ToString(), StringComparer.Ordinal))
        {
            cancellation.ThrowIfCancellationRequested();
            if ((me is { } own && _named.IsForgotten(channel, id, own)) || vault.Open(channel, id) is not { } salted)
            {
                notHeld.Add(new(channel.ToString(), id.ToString(), null));
                continue;
            }

            var ending = BlobTypes.Endings.GetValueOrDefault(BlobTypes.Of(salted.AsSpan(BlobVault.SaltSize)) ?? "", "bin");
            var name = string.Create(CultureInfo.InvariantCulture, $"{ArchiveFile.EvidenceFolder}/{channel}/{id}");
            Directory.CreateDirectory(Path.Combine(folder, ArchiveFile.EvidenceFolder, channel.ToString()));
            File.WriteAllBytes(Path.Combine(folder, name + ArchiveFile.SaltEnding), salted[..BlobVault.SaltSize]);
            File.WriteAllBytes(Path.Combine(folder, $"{name}.{ending}"), salted[BlobVault.SaltSize..]);
            held.Add(new(channel.ToString(), id.ToString(), $"{name}.{ending}"));
        }

        return (held, notHeld);
    }
}
