using Comity.Record.Forks;
using Comity.Record.Forum;
using Comity.Record.Signing;
using Comity.Record.Statements;
using Comity.Record.Tree;

namespace Comity.Record.Audit;

/// <summary>Checks a whole record from outside, believing nothing but the charter: every byte of every signing input is covered.</summary>
/// <remarks>
/// A statement's id is the digest of its signing input, the tree is built from the ids, and the journal's last statement signs the root of all
/// before it: so one verified signature at the head holds the journal. Statements that carry rosters are verified each;
/// the others' own signatures only when asked for, since changing them changes nothing that was said.
/// </remarks>
public sealed class RecordAudit
{
    private readonly List<AuditFinding> _findings = [];
    private readonly SortedDictionary<(ChannelId, MemberId), AuditedJournal> _journals = [];
    private readonly Dictionary<(ChannelId, MemberId), long> _forks = [];
    private long _signatures;

    private RecordAudit()
    {
    }

    /// <param name="statements">By channel, member and index.</param>
    /// <param name="everySignature">Verify each statement's own signature too.</param>
    /// <param name="forks">Evidence kept beside the record: above a fork, sightings of the journal may be of another branch.</param>
    /// <param name="progress">Told how many statements have been read, now and then.</param>
    public static AuditReport Of(IEnumerable<AuditedStatement> statements, bool everySignature, Action<long>? progress = null, IEnumerable<ForkEvidence>? forks = null, CancellationToken cancellation = default)
    {
        var audit = new RecordAudit();
        foreach (var fork in forks ?? [])
        {
            var journal = (fork.Channel, fork.Member);
            audit._forks[journal] = Math.Min(audit._forks.GetValueOrDefault(journal, fork.Index), fork.Index);
        }

        var count = 0L;
        foreach (var statement in statements)
        {
            cancellation.ThrowIfCancellationRequested();
            audit.Read(statement);
            if (++count % 1000 == 0)
            {
                progress?.Invoke(count);
            }
        }

        audit.Judge(everySignature, cancellation);
        return new AuditReport(audit._journals.Count, count, audit._signatures, audit._findings.ToValueList());
    }

    private void Read(AuditedStatement stored)
    {
        var where = $"{stored.Channel}/{stored.Member}/{stored.Index}";
        var journal = _journals.TryGetValue((stored.Channel, stored.Member), out var known) ? known : _journals[(stored.Channel, stored.Member)] = new AuditedJournal();
        if (!StatementGate.TryRead(stored.Compact, out var statement, out var jws, out var fault))
        {
            Find(where, "audit.gate", $"expected a statement that passes the gate, found: {fault.Message}; the journal holds up to {journal.Tree.Size}");
            journal.IsBroken = true;
            return;
        }

        if (statement.Channel != stored.Channel || statement.Member != stored.Member || statement.Index != stored.Index)
        {
            Find(where, "audit.place", $"expected the statement of this place, found one of {statement.Channel}/{statement.Member}/{statement.Index}");
            journal.IsBroken = true;
        }

        if (statement.Id != stored.Id)
        {
            Find(where, "audit.id", $"expected the id {stored.Id}, found a text whose id is {statement.Id}");
            journal.IsBroken = true;
        }

        if (statement.Index != journal.Tree.Size)
        {
            Find(where, "audit.gap", $"expected index {journal.Tree.Size}, found {statement.Index}");
            journal.IsBroken = true;
            return;
        }

        if (statement.Seen[statement.Member].Root != journal.Tree.Head.Root)
        {
            Find(where, "audit.root", $"root at size {journal.Tree.Size} is {journal.Tree.Head.Root}, the statement says {statement.Seen[statement.Member].Root}");
            journal.IsBroken = true;
        }

        journal.Tree.Append(statement.Id);
        journal.Add(statement, jws);
    }

    private void Judge(bool everySignature, CancellationToken cancellation)
    {
        var (charter, forum) = CharterHeld();
        foreach (var ((channel, member), journal) in _journals)
        {
            if (charter is not null && (charter.Find(member) is null || !channel.MembersIn(charter.MemberIds).Contains(member)))
            {
                // Without a root named for it, any roster would do.
                Find($"{channel}/{member}", "audit.member", $"expected journals of the channel's members under the charter, found one of {member}");
                continue;
            }

            JudgeJournal(charter, forum, $"{channel}/{member}", journal, everySignature, cancellation);
            foreach (var (index, seen) in journal.Sightings)
            {
                JudgeSighting(channel, member, index, seen);
            }
        }
    }

    private (Charter? Charter, StatementId Forum) CharterHeld()
    {
        var carriers = _journals.Where(j => j.Key.Item1.IsPlenary).Select(j => j.Value.First).Where(s => s?.Kind == RecordKinds.Charter).ToList();
        if (carriers.Count != 1)
        {
            Find("plenary", "audit.charter", $"expected one charter at index 0 of its founder's plenary journal, found {carriers.Count}");
            return default;
        }

        var (charter, fault) = Founding.CharterIn(carriers[0]!);
        if (charter is null)
        {
            Find("plenary", "audit.charter", fault!.Message);
        }

        foreach (var ((channel, member), journal) in _journals.Where(j => j.Value.First is { } first && first.Id != carriers[0]!.Id && first.Forum != carriers[0]!.Id))
        {
            Find($"{channel}/{member}", "audit.forum", $"expected statements of forum {carriers[0]!.Id}");
        }

        return (charter, carriers[0]!.Id);
    }

    // The roster in force, the signatures of those that carry one, and the signature of the head.
    private void JudgeJournal(Charter? charter, StatementId forum, string where, AuditedJournal journal, bool everySignature, CancellationToken cancellation)
    {
        Roster? roster = null;
        for (var i = 0; i < journal.Signed.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var (statement, jws) = journal.Signed[i];
            if (Founding.RosterIn(statement) is { } carried)
            {
                var fault = carried.Roster is null ? carried.Fault : charter is null ? null : Founding.RootFault(charter, forum, statement, carried.Roster, roster);
                if (carried.Roster is null || fault is not null || carried.Roster.Member != statement.Member || carried.Roster.Sequence <= (roster?.Sequence ?? 0))
                {
                    Find($"{where}/{i}", "audit.roster", $"expected a roster of {statement.Member} under its root key and above {roster?.Sequence ?? 0}, found {fault?.Message ?? "another"}");
                    return;
                }

                roster = carried.Roster;
            }

            var isHead = i == journal.Signed.Count - 1;
            if (everySignature || isHead || Founding.CarriesRoster(statement.Kind))
            {
                _signatures++;
                if (roster?.FindKey(statement.KeyId) is not { } key || !jws.HoldsFor(key))
                {
                    Find($"{where}/{i}", "audit.signature", isHead
                        ? $"the head's signature does not hold: nothing vouches for this journal's last statement; held up to {i}"
                        : "the statement's own signature does not hold; what it says is still held by the head that follows");
                }
            }
        }
    }

    private void JudgeSighting(ChannelId channel, MemberId author, long index, Seen seen)
    {
        foreach (var (member, head) in seen.Where(s => s.Key != author && s.Value.Size > 0 && s.Value.Size <= _forks.GetValueOrDefault((channel, s.Key), long.MaxValue)))
        {
            var held = _journals.GetValueOrDefault((channel, member));
            if (held is null || held.Tree.Size < head.Size)
            {
                if (held is not { IsBroken: true })
                {
                    Find($"{channel}/{member}", "audit.shorter", $"journal of {member}: {author} had seen {head.Size} statements (its index {index}), found {held?.Tree.Size ?? 0}");
                }
            }
            else if (!held.IsBroken && held.Tree.RootAt(head.Size) != head.Root)
            {
                Find($"{channel}/{member}", "audit.sighting", $"journal of {member}: root at size {head.Size} is {held.Tree.RootAt(head.Size)}, {author} saw {head.Root} (its index {index})");
            }
        }
    }

    private void Find(string where, string code, string message)
    {
        var finding = new AuditFinding(where, code, message);
        if (_findings.Count < 1000 && !_findings.Contains(finding))
        {
            _findings.Add(finding);
        }
    }

    private sealed class AuditedJournal
    {
        public MerkleTree Tree { get; } = new();

        public bool IsBroken { get; set; }

        public Statement? First => Signed.Count > 0 ? Signed[0].Statement : null;

        public List<(Statement Statement, Jws Jws)> Signed { get; } = [];

        public List<(long Index, Seen Seen)> Sightings { get; } = [];

        public void Add(Statement statement, Jws jws)
        {
            Signed.Add((statement, jws));
            Sightings.Add((statement.Index, statement.Seen));
        }
    }
}
