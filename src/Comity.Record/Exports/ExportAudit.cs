// Inclusion: RFC 6962 §2.1.1. Keys: RFC 7517, thumbprints RFC 7638. Signatures: RFC 7515, ES256 (RFC 7518 §3.4).

using System.Security.Cryptography;
using Comity.Record.Audit;
using Comity.Record.Forum;
using Comity.Record.Signing;
using Comity.Record.Statements;
using Comity.Record.Tree;

namespace Comity.Record.Exports;

/// <summary>Checks an export by itself: from the charter to the rosters, the journals, the signatures and the proofs.</summary>
/// <remarks>docs/spec/export.md, "Verifying". Never throws for what is in the file; a failing disk throws as it does.</remarks>
public sealed class ExportAudit
{
    private const int MostFindings = 1000;

    private readonly List<AuditFinding> _findings = [];
    private readonly List<Line> _lines = [];
    private readonly List<(long Number, ExportProof Proof)> _proofs = [];
    private ExportHead? _head;
    private string? _keys;
    private long _signatures;

    private ExportAudit()
    {
    }

    private sealed record Line(long Number, Statement Statement, Jws Jws)
    {
        public string Where => $"line {Number}, {Statement.Channel}/{Statement.Member}/{Statement.Index}";
    }

    /// <param name="everySignature">In a whole channel verify each statement's own signature; of one statement all are verified in any case.</param>
    /// <param name="progress">Told how many lines have been read, now and then.</param>
    public static ExportReport Of(Stream file, bool everySignature = false, Action<long>? progress = null, CancellationToken cancellation = default)
    {
        var audit = new ExportAudit();
        audit.Read(file, progress, cancellation);
        var (journals, holders) = audit.Judge(everySignature, cancellation);
        return new ExportReport(audit._head, holders, new AuditReport(journals, audit._lines.Count, audit._signatures, audit._findings.ToValueList()));
    }

    private void Read(Stream file, Action<long>? progress, CancellationToken cancellation)
    {
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (last, ended) = (0L, false);
        foreach (var line in ExportLines.Read(file))
        {
            cancellation.ThrowIfCancellationRequested();
            last = line.Number;
            if (ended)
            {
                Find($"line {line.Number}", "export.end", "expected nothing after the end line, found more; what comes before it was judged");
                break;
            }

            if (line.Fault is { } fault)
            {
                Find($"line {line.Number}", "export.line", $"expected a line of UTF-8 ended by a line feed, found {fault}; read up to line {line.Number - 1}");
            }
            else if (line.Bytes.AsSpan().StartsWith("{\"end\":"u8))
            {
                ended = true;
                End(line, new Hash256(digest.GetHashAndReset()));
            }
            else
            {
                Take(line);
            }

            digest.AppendData(line.Bytes);
            digest.AppendData("\n"u8);
            if (last % 1000 == 0)
            {
                progress?.Invoke(last);
            }
        }

        if (!ended)
        {
            Find($"line {last}", "export.end", $"expected a last line that counts the lines, found the end of the file; it is cut short after line {last}");
        }
    }

    private void End(ExportLines.ExportLine line, Hash256 digest)
    {
        if (line.Text != ExportFormat.EndLine(line.Number - 1, digest))
        {
            Find($"line {line.Number}", "export.digest",
                $"expected {ExportFormat.EndLine(line.Number - 1, digest)}, found {StrictJson.Excerpt(line.Text)}: lines were added, removed or changed since the file was written");
        }
    }

    private void Take(ExportLines.ExportLine line)
    {
        var text = line.Text;
        if (line.Number == 1)
        {
            if (!ExportHead.TryRead(text, out _head, out var fault))
            {
                Find("line 1", "export.head", fault.Message);
            }
        }
        else if (line.Number == 2 && text[0] == '{')
        {
            _keys = text;
        }
        else if (text[0] == '{')
        {
            TakeProof(line.Number, text);
        }
        else if (!StatementGate.TryRead(text, out var statement, out var jws, out var fault))
        {
            Find($"line {line.Number}", "audit.gate", $"expected a statement that passes the gate, found: {fault.Message} ({fault.Code})");
        }
        else
        {
            var read = new Line(line.Number, statement, jws);
            if (_proofs.Count > 0)
            {
                Find(read.Where, "export.order", "expected statements before proofs, found one after them");
            }

            _lines.Add(read);
        }
    }

    private void TakeProof(long number, string text)
    {
        if (ExportProof.TryRead(text, out var proof))
        {
            _proofs.Add((number, proof));
        }
        else
        {
            Find($"line {number}", "export.proof", $"expected a proof with of, index, in, size, root and path, so written; found {StrictJson.Excerpt(text)}");
        }
    }

    private (long Journals, ValueList<MemberId> Holders) Judge(bool everySignature, CancellationToken cancellation)
    {
        if (_lines.Count == 0 || _lines[0].Statement is not { Kind: RecordKinds.Charter, Index: 0 } first || !first.Channel.IsPlenary || Founding.CharterIn(first).Charter is not { } charter)
        {
            Find("line 3", "audit.charter", "expected the charter as the first statement, found another or one that cannot be read; without it no key is anybody's");
            return (0, []);
        }

        if (_head is not { } head)
        {
            return (0, []);
        }

        JudgeHead(head, charter, first.Id);
        JudgePlaces(head, charter, first.Id);
        return head.Statement is { } one ? (JudgeOne(head, charter, one, cancellation), Holders(one)) : (JudgeChannel(head, charter, everySignature, cancellation), []);
    }

    private void JudgeHead(ExportHead head, Charter charter, StatementId forum)
    {
        if (head.Forum != forum)
        {
            Find("line 1", "export.head", $"forum: expected {forum}, the charter's id, found {head.Forum}");
        }

        if (head.Notice != charter.Notice)
        {
            Find("line 1", "export.head", $"notice: expected the charter's, \"{charter.Notice}\", found \"{StrictJson.Excerpt(head.Notice)}\"");
        }

        var members = head.Channel.MembersIn(charter.MemberIds);
        if (!head.Heads.Keys.SequenceEqual(members) || members.Any(m => charter.Find(m) is null))
        {
            Find("line 1", "export.head", $"expected a channel of the charter's members and a head of each of {string.Join(", ", members)}, found {string.Join(", ", head.Heads.Keys)}");
        }

        var keys = ExportWriter.KeysOf(_lines.Select(l => l.Statement));
        if (_keys != keys)
        {
            Find("line 2", "export.keys", "expected exactly the node keys of the rosters that the statements carry, sorted by kid; found others. The rosters count, not this line");
        }
    }

    // Each where it belongs: of this forum and channel, by a member of it, by member and index.
    private void JudgePlaces(ExportHead head, Charter charter, StatementId forum)
    {
        var members = head.Channel.MembersIn(charter.MemberIds);
        var before = _lines[0].Statement;
        var given = new HashSet<StatementId> { before.Id };
        foreach (var line in _lines.Skip(1))
        {
            var statement = line.Statement;
            if (statement.Forum != forum)
            {
                Find(line.Where, "audit.forum", $"expected a statement of forum {forum}, found one of {statement.Forum?.ToString() ?? "another charter"}");
            }

            if (statement.Channel != head.Channel || !members.Contains(statement.Member) || charter.Find(statement.Member) is null)
            {
                Find(line.Where, "export.order", $"expected statements of channel {head.Channel} by {string.Join(", ", members)}, found another");
            }

            // The charter comes first wherever its founder stands among the members.
            var follows = before.Member == statement.Member ? before.Channel != statement.Channel || before.Index < statement.Index : before.Id == forum || before.Member.CompareTo(statement.Member) < 0;
            if (!given.Add(statement.Id) || !follows)
            {
                Find(line.Where, "export.order", $"expected statements by member and index, each once, found this one after {before.Channel}/{before.Member}/{before.Index}");
            }

            before = statement;
        }
    }

    private long JudgeChannel(ExportHead head, Charter charter, bool everySignature, CancellationToken cancellation)
    {
        var audit = RecordAudit.Of(
            _lines.Select(l => new AuditedStatement(l.Statement.Channel, l.Statement.Member, l.Statement.Index, l.Statement.Id, l.Statement.Compact)), everySignature, cancellation: cancellation);
        _signatures = audit.Signatures;
        Adopt(audit.Findings);
        foreach (var proof in _proofs)
        {
            Find($"line {proof.Number}", "export.proof", "expected no proof in the export of a whole channel, which needs none");
        }

        foreach (var member in head.Channel.MembersIn(charter.MemberIds))
        {
            var tree = new MerkleTree();
            foreach (var line in _lines.Where(l => l.Statement.Channel == head.Channel && l.Statement.Member == member))
            {
                tree.Append(line.Statement.Id);
            }

            if (head.Heads.TryGetValue(member, out var said) && said != tree.Head)
            {
                Find("line 1", "export.head", $"heads: journal of {member}: expected size {tree.Size} with root {tree.Head.Root}, as its statements here give, found size {said.Size} with root {said.Root}");
            }
        }

        return audit.Journals;
    }

    // One fault makes every later root and index of its journal wrong: its first place says it all.
    private void Adopt(IEnumerable<AuditFinding> findings)
    {
        var lines = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var line in _lines)
        {
            var journal = $"{line.Statement.Channel}/{line.Statement.Member}";
            lines.TryAdd($"{journal}/{line.Statement.Index}", line.Number);
            lines.TryAdd(journal, line.Number);
        }

        var told = new HashSet<(string, string)>();
        foreach (var finding in findings)
        {
            var journal = finding.Where.Split('/') is [var channel, var member, ..] ? $"{channel}/{member}" : finding.Where;
            if (finding.Code is not ("audit.gap" or "audit.root") || told.Add((journal, finding.Code)))
            {
                Find(lines.TryGetValue(finding.Where, out var number) ? $"line {number}, {finding.Where}" : finding.Where, finding.Code, finding.Message);
            }
        }
    }

    private long JudgeOne(ExportHead head, Charter charter, StatementId id, CancellationToken cancellation)
    {
        var statements = _lines.ConvertAll(l => l.Statement);
        foreach (var line in _lines)
        {
            cancellation.ThrowIfCancellationRequested();
            JudgeSignature(charter, statements, line);
            JudgeSightings(head, line);
        }

        if (statements.Find(s => s.Id == id) is not { } one)
        {
            Find("line 1", "export.head", $"statement: expected {id} in the file, found no such statement");
            return Journals;
        }

        var witnesses = ExportWriter.Witnesses(statements, one);
        var needed = ExportWriter.Shown(statements[0], statements, one, witnesses);
        foreach (var line in _lines.Where(l => !needed.Contains(l.Statement)))
        {
            Find(line.Where, "export.order", "expected only the statement, its witnesses and what carries their rosters, found another");
        }

        JudgeProofs([.. ExportWriter.Needed(needed, one, witnesses)]);
        return Journals;
    }

    // Whoever exports a statement holds all that it had seen.
    private void JudgeSightings(ExportHead head, Line line)
    {
        foreach (var (member, seen) in line.Statement.Seen.Where(_ => line.Statement.Channel == head.Channel))
        {
            if (head.Heads.TryGetValue(member, out var said) && (said.Size < seen.Size || (said.Size == seen.Size && said.Root != seen.Root)))
            {
                Find(line.Where, "export.head", $"heads: journal of {member}: line 1 says size {said.Size} with root {said.Root}, this statement had seen size {seen.Size} with root {seen.Root}");
            }
        }
    }

    private long Journals => _lines.Select(l => (l.Statement.Channel, l.Statement.Member)).Distinct().Count();

    private void JudgeSignature(Charter charter, List<Statement> statements, Line line)
    {
        var statement = line.Statement;
        if (ExportWriter.CarrierFor(statements, statement) is not { } carrier)
        {
            Find(line.Where, "audit.roster", $"expected a statement before it that carries the roster of {statement.Member}, found none in the file");
            return;
        }

        var (roster, fault) = Founding.RosterIn(carrier)!.Value;
        fault ??= roster is null ? null : Founding.RootFault(charter, statements[0].Id, carrier, roster, before: null);
        if (roster is null || fault is not null || roster.Member != statement.Member || roster.Sequence != statement.Roster)
        {
            Find(line.Where, "audit.roster", $"expected roster {statement.Roster} of {statement.Member} under its root key, found {fault?.Message ?? "another"}");
            return;
        }

        _signatures++;
        if (roster.FindKey(statement.KeyId) is not { } key || !line.Jws.HoldsFor(key))
        {
            Find(line.Where, "audit.signature", $"expected a signature of {statement.Member} under a key of its roster {roster.Sequence}, found one that does not hold");
        }
    }

    private void JudgeProofs(List<(Statement Of, Statement In)> needed)
    {
        for (var i = 0; i < Math.Max(needed.Count, _proofs.Count); i++)
        {
            var wanted = i < needed.Count ? $"expected the proof of {needed[i].Of.Id} in {needed[i].In.Id}" : "expected no more proofs";
            if (i >= _proofs.Count)
            {
                Find($"line {(_proofs.Count > 0 ? _proofs[^1].Number : _lines[^1].Number)}", "export.proof", $"{wanted} after this line, found none");
            }
            else if (i >= needed.Count || _proofs[i].Proof.Of != needed[i].Of.Id || _proofs[i].Proof.In != needed[i].In.Id)
            {
                Find($"line {_proofs[i].Number}", "export.order", $"{wanted}, found that of {_proofs[i].Proof.Of} in {_proofs[i].Proof.In}");
            }
            else if (!_proofs[i].Proof.HoldsFor(needed[i].Of, needed[i].In))
            {
                Find($"line {_proofs[i].Number}", "export.proof", $"{wanted} under what {needed[i].In.Member} had seen, found a path that leads to another root or place");
            }
        }
    }

    private ValueList<MemberId> Holders(StatementId id)
    {
        var statements = _lines.ConvertAll(l => l.Statement);
        return statements.Find(s => s.Id == id) is { } one
            ? ExportWriter.Witnesses(statements, one).Where(w => w.Member != one.Member).Select(w => w.Member).ToValueList()
            : [];
    }

    private void Find(string where, string code, string message)
    {
        var finding = new AuditFinding(where, code, message);
        if (_findings.Count < MostFindings && !_findings.Contains(finding))
        {
            _findings.Add(finding);
        }
    }
}
