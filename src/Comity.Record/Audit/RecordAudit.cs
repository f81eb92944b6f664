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
    /// <summary>Statements looked at together.</summary>
    private const int Together = 4096;

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

        var count = audit.ReadAll(statements, everySignature, progress, cancellation);
        audit.Judge(everySignature);
        return new AuditReport(audit._journals.Count, count, audit._signatures, audit._findings.ToValueList());
    }

    // While some are looked at on all cores, the next are read.
    private long ReadAll(IEnumerable<AuditedStatement> statements, bool everySignature, Action<long>? progress, CancellationToken cancellation)
    {
        using var source = statements.Chunk(Together).GetEnumerator();
        Task<AuditedStatement[]?> Next() => Task.Run(() => source.MoveNext() ? source.Current : null, CancellationToken.None);
        var count = 0L;
        var coming = Next();
        try
        {
            while (coming.GetAwaiter().GetResult() is { } part)
            {
                coming = Next();
                cancellation.ThrowIfCancellationRequested();
                Read(part, everySignature);
                count += part.Length;
                progress?.Invoke(count);
            }

            return count;
        }
        finally
        {
            Task.WhenAny(coming).GetAwaiter().GetResult();
        }
    }

    private void Read(AuditedStatement[] part, bool everySignature)
    {
        var read = new AuditedText[part.Length];
        Parallel.For(0, part.Length, i => read[i] = AuditedText.Read(part[i]));
        foreach (var text in read)
        {
            text.Place = Place(text);
        }

        // At its place in the tree each is looked at by itself.
        Parallel.ForEach(read, text => text.Look(everySignature));
        foreach (var text in read)
        {
            Note(text);
        }
    }

    // Null for what has no place in its journal.
    private AuditedJournal? Place(AuditedText text)
    {
        var stored = text.Stored;
        var journal = _journals.TryGetValue((stored.Channel, stored.Member), out var known) ? known : _journals[(stored.Channel, stored.Member)] = new AuditedJournal();
        if (text.Statement is not { } statement)
        {
            Find(text.Where, "audit.gate", $"expected a statement that passes the gate, found: {text.Fault!.Message}; the journal holds up to {journal.Tree.Size}");
            journal.IsBroken = true;
            return null;
        }

        if (statement.Channel != stored.Channel || statement.Member != stored.Member || statement.Index != stored.Index)
        {
            Find(text.Where, "audit.place", $"expected the statement of this place, found one of {statement.Channel}/{statement.Member}/{statement.Index}");
            journal.IsBroken = true;
        }

        if (statement.Id != stored.Id)
        {
            Find(text.Where, "audit.id", $"expected the id {stored.Id}, found a text whose id is {statement.Id}");
            journal.IsBroken = true;
        }

        if (statement.Index != journal.Tree.Size)
        {
            Find(text.Where, "audit.gap", $"expected index {journal.Tree.Size}, found {statement.Index}");
            journal.IsBroken = true;
            return null;
        }

        journal.Add(statement, text.Jws!);
        text.Key = journal.Roster?.FindKey(statement.KeyId);
        return journal;
    }

    private void Note(AuditedText text)
    {
        if (text.Place is not { } journal || text.Statement is not { } statement)
        {
            return;
        }

        journal.Roots.Add(text.RootBefore);
        if (statement.Seen[statement.Member].Root != text.RootBefore)
        {
            Find(text.Where, "audit.root", $"root at size {statement.Index} is {text.RootBefore}, the statement says {statement.Seen[statement.Member].Root}");
            journal.IsBroken = true;
        }

        if (!text.Holds)
        {
            journal.BadSignatures.Add(statement.Index);
        }
    }

    private void Judge(bool everySignature)
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

            JudgeJournal(charter, forum, $"{channel}/{member}", journal, everySignature);
            journal.Sightings.ForEach(sighting => JudgeSighting(channel, member, sighting));
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
    private void JudgeJournal(Charter? charter, StatementId forum, string where, AuditedJournal journal, bool everySignature)
    {
        var (rosters, fault) = JudgeRosters(charter, forum, journal);
        var end = fault?.Index ?? journal.Tree.Size;
        foreach (var index in everySignature ? journal.BadSignatures.Where(i => i < end) : journal.Signed().Where(s => s.Statement.Index < end && !Holds(rosters, s)).Select(s => s.Statement.Index))
        {
            Find($"{where}/{index}", "audit.signature", index == journal.Tree.Size - 1
                ? $"the head's signature does not hold: nothing vouches for this journal's last statement; held up to {index}"
                : "the statement's own signature does not hold; what it says is still held by the head that follows");
        }

        _signatures += everySignature ? end : journal.Signed().Count(s => s.Statement.Index < end);
        if (fault is { } found)
        {
            Find($"{where}/{found.Index}", "audit.roster", found.Message);
        }
    }

    private static bool Holds(List<(long Index, Roster Roster)> rosters, (Statement Statement, Jws Jws) signed) =>
        rosters.FindLast(r => r.Index <= signed.Statement.Index).Roster?.FindKey(signed.Statement.KeyId) is { } key && signed.Jws.HoldsFor(key);

    // The rosters that count, up to the first that does not.
    private static (List<(long Index, Roster Roster)> Rosters, (long Index, string Message)? Fault) JudgeRosters(Charter? charter, StatementId forum, AuditedJournal journal)
    {
        var rosters = new List<(long Index, Roster Roster)>();
        foreach (var (statement, _) in journal.Carriers)
        {
            var before = rosters.Count > 0 ? rosters[^1].Roster : null;
            var carried = Founding.RosterIn(statement)!.Value;
            var fault = carried.Roster is null ? carried.Fault : charter is null ? null : Founding.RootFault(charter, forum, statement, carried.Roster, before);
            if (carried.Roster is null || fault is not null || carried.Roster.Member != statement.Member || carried.Roster.Sequence <= (before?.Sequence ?? 0))
            {
                return (rosters, (statement.Index, $"expected a roster of {statement.Member} under its root key and above {before?.Sequence ?? 0}, found {fault?.Message ?? "another"}"));
            }

            rosters.Add((statement.Index, carried.Roster));
        }

        return (rosters, null);
    }

    private void JudgeSighting(ChannelId channel, MemberId author, AuditedSighting sighting)
    {
        var (index, member, head) = sighting;
        if (head.Size > _forks.GetValueOrDefault((channel, member), long.MaxValue))
        {
            return;
        }

        var held = _journals.GetValueOrDefault((channel, member));
        if (held is null || held.Tree.Size < head.Size)
        {
            if (held is not { IsBroken: true })
            {
                Find($"{channel}/{member}", "audit.shorter", $"journal of {member}: {author} had seen {head.Size} statements (its index {index}), found {held?.Tree.Size ?? 0}");
            }
        }
        else if (!held.IsBroken && held.RootAt(head.Size) is var root && root != head.Root)
        {
            Find($"{channel}/{member}", "audit.sighting", $"journal of {member}: root at size {head.Size} is {root}, {author} saw {head.Root} (its index {index})");
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
}
