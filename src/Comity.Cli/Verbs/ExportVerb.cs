using System.CommandLine;
using System.Globalization;
using System.Text;
using Comity.Cli.Archives;
using Comity.Domain.Pictures;
using Comity.Record;
using Comity.Record.Audit;
using Comity.Record.Exports;
using Comity.Record.Forum;
using Comity.Record.Statements;
using Comity.Store;
using Comity.Store.Sqlite;

namespace Comity.Cli.Verbs;

/// <summary><c>comity export PATH</c>: a channel, or one statement with its proof, as a file that strangers can check.</summary>
public static class ExportVerb
{
    private const int Together = 1000;

    public static Command Command()
    {
        var path = new Argument<string>("path") { Description = "A node's folder or its database; opened read-only, while the node runs or not." };
        var channel = new Option<string?>("--channel") { Description = "The whole channel: plenary, public, or members joined by +." };
        var statement = new Option<string?>("--statement") { Description = "One statement, by its id, with who has said to hold it and the proofs." };
        var all = new Option<bool>("--all") { Description = "Everything the node may read, as a folder: every channel, its own too, and evidence in clear. What a member takes along when it leaves." };
        var to = new Option<string>("--out") { Description = "The file to write, - for standard output; with --all the folder.", Required = true };
        var force = new Option<bool>("--force") { Description = "Replace a file of that name." };
        var json = new Option<bool>("--json") { Description = "Print the report as JSON." };
        var command = new Command("export", "Write what a node holds of a channel, or one statement, for anybody to check") { path, channel, statement, all, to, force, json };
        command.SetAction((parsed, cancellation) => RunAsync(
            parsed.GetValue(path)!, parsed.GetValue(channel), parsed.GetValue(statement), parsed.GetValue(all), parsed.GetValue(to)!, parsed.GetValue(force), parsed.GetValue(json), cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string path, string? channel, string? statement, bool all, string to, bool force, bool json, CancellationToken cancellation)
    {
        if (all)
        {
            return channel is null && statement is null && to != "-"
                ? await ArchiveExport.RunAsync(path, to, json, cancellation)
                : Complaint.Of(ExitCodes.Usage, "--all: expected a folder and neither --channel nor --statement, found otherwise", "./comity export FOLDER --all --out ARCHIVE");
        }

        var (wantedChannel, wantedStatement) = (default(ChannelId), default(StatementId));
        if ((channel is null) == (statement is null))
        {
            return Complaint.Of(ExitCodes.Usage, $"expected one of --channel, --statement and --all, found {(channel is null ? "neither" : "both")}", "./comity export FOLDER --channel plenary --out FILE");
        }

        if (channel is not null && !ChannelId.TryParse(channel, out wantedChannel))
        {
            return Complaint.Of(ExitCodes.Usage, $"--channel: expected plenary, public or sorted members joined by +, found {channel}", "./comity export FOLDER --channel jp+us --out FILE");
        }

        if (statement is not null && !StatementId.TryParse(statement, out wantedStatement))
        {
            return Complaint.Of(ExitCodes.Usage, $"--statement: expected an id of {Hash256.TextLength} characters, found {statement}", "a statement's page and the API show its id");
        }

        if (to != "-" && (Directory.Exists(to) || (File.Exists(to) && !force)))
        {
            return Complaint.Of(ExitCodes.Usage, $"{to}: expected no such {(Directory.Exists(to) ? "folder" : "file")}, found one; it was left as it is", "give another name, or --force to replace a file");
        }

        if (NodePath.TheOne(path) is not { } database)
        {
            return ExitCodes.Usage;
        }

        try
        {
            await using var store = SqliteStatementStore.OpenReadOnly(database);
            if (statement is not null)
            {
                if (store.Find(wantedStatement) is not { } held)
                {
                    return Complaint.Of(ExitCodes.Usage, $"{path}: expected to hold the statement {statement}, found none of this id", "another member's node may hold it; a channel's members alone do");
                }

                wantedChannel = held.Channel;
            }

            return Export(store, path, wantedChannel, statement is null ? null : wantedStatement, to, force, json, cancellation);
        }
        catch (OperationCanceledException)
        {
            return Complaint.Of(ExitCodes.Machine, "export was stopped before its end; no file was written", "run it again");
        }
        catch (InvalidDataException damaged)
        {
            return Complaint.Of(ExitCodes.Finding, $"{damaged.Message}; no file was written", $"./comity verify {path} says all that is damaged");
        }
        catch (IOException failed)
        {
            return StoreComplaint.Of(failed);
        }
        catch (UnauthorizedAccessException refused)
        {
            return Complaint.Of(ExitCodes.Machine, refused.Message, "write where you may, or correct the permissions");
        }
    }

    private static int Export(SqliteStatementStore store, string path, ChannelId channel, StatementId? one, string to, bool force, bool json, CancellationToken cancellation)
    {
        var journals = store.Journals();
        if (!journals.Any(j => j.Channel == channel))
        {
            return Complaint.Of(ExitCodes.Usage, $"{path}: expected statements of channel {channel}, found none", $"held here: {string.Join(", ", journals.Select(j => j.Channel).Distinct())}");
        }

        if (CharterIn(store, journals) is not { } charter)
        {
            return Complaint.Of(ExitCodes.Finding, $"{path}: expected a charter at index 0 of its founder's plenary journal, found none", $"./comity verify {path} says more");
        }

        // What these sizes are of one moment, and nothing in a journal changes afterwards: a node may go on writing.
        var statements = new List<Statement>();
        foreach (var journal in journals.Where(j => j.Channel == channel))
        {
            Read(store, journal, statements, cancellation);
        }

        Counting.Done();
        var held = RecordAudit.Of((charter.Channel == channel ? statements : statements.Prepend(charter)).Select(
            s => new AuditedStatement(s.Channel, s.Member, s.Index, s.Id, s.Compact)), everySignature: false, null, cancellation: cancellation);
        if (!held.IsSound)
        {
            RecordAudits.Print(held.Findings, Console.Error);
            return Complaint.Of(ExitCodes.Finding, $"{path}: expected a sound record, found {held.Findings.Count} faults; no file was written", $"./comity verify {path} audits all of it; another member's node may hold the channel whole");
        }

        var source = new ExportSource(charter, channel, statements, PictureJson.Edition);
        var lines = one is { } id ? ExportWriter.One(source, id) ?? throw new InvalidDataException($"expected {id} in channel {channel}, found it elsewhere") : ExportWriter.Channel(source);
        return Write(lines, to, force, json, cancellation);
    }

    private static int Write(IEnumerable<string> lines, string to, bool force, bool json, CancellationToken cancellation)
    {
        var temporary = DurableFile.Begin(to == "-" ? Path.Combine(Path.GetTempPath(), "comity-export") : to);
        try
        {
            using (var text = new StreamWriter(temporary, append: false, new UTF8Encoding(false)) { NewLine = "\n" })
            {
                foreach (var line in lines)
                {
                    cancellation.ThrowIfCancellationRequested();
                    text.WriteLine(line);
                }
            }

            ExportReport report;
            using (var written = File.OpenRead(temporary))
            {
                report = ExportAudit.Of(written, everySignature: false, null, cancellation);
            }

            if (!report.Audit.IsSound)
            {
                RecordAudits.Print(report.Audit.Findings, Console.Error);
                return Complaint.Of(ExitCodes.Finding, "expected an export that verifies, found the above; no file was written", "another member's node may hold it whole");
            }

            if (to == "-")
            {
                using var read = File.OpenRead(temporary);
                using var output = Console.OpenStandardOutput();
                read.CopyTo(output);
            }
            else
            {
                DurableFile.Place(temporary, to, force);
            }

            Print(report, to, json);
            return ExitCodes.Fine;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static void Print(ExportReport report, string to, bool json)
    {
        var output = to == "-" ? Console.Error : Console.Out;
        output.WriteLine(json
            ? JsonReport.Of(new { path = to, sound = true, statements = report.Audit.Statements, export = VerifyVerb.Json(report) })
            : string.Create(CultureInfo.InvariantCulture, $"{(to == "-" ? "standard output" : to)}: {VerifyVerb.Words(report)}; {report.Audit.Statements} statements"));
    }

    internal static Statement? CharterIn(SqliteStatementStore store, IEnumerable<JournalSize> journals) => journals.Where(j => j.Channel.IsPlenary)
        .Select(j => store.ReadJournal(j.Channel, j.Member, 0, 1) is [var first] && StatementGate.TryRead(first.Compact, out var read, out _) ? read : null)
        .FirstOrDefault(s => s?.Kind == RecordKinds.Charter && Charter.TryRead(s.Body, out _, out _));

    internal static void Read(SqliteStatementStore store, JournalSize journal, List<Statement> into, CancellationToken cancellation)
    {
        var tell = Counting.Of("statements read");
        for (var from = 0L; from < journal.Size; from += Together)
        {
            cancellation.ThrowIfCancellationRequested();
            foreach (var stored in store.ReadJournal(journal.Channel, journal.Member, from, (int)Math.Min(Together, journal.Size - from)))
            {
                into.Add(StatementGate.TryRead(stored.Compact, out var statement, out var fault) && statement.Id == stored.Id
                    ? statement
                    : throw new InvalidDataException($"{stored.Channel}/{stored.Member}/{stored.Index}: expected the statement {stored.Id}, found {fault?.Message ?? "another"}"));
            }

            tell?.Invoke(into.Count);
        }
    }
}
