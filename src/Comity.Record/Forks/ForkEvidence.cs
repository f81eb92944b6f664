using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Comity.Record.Forum;
using Comity.Record.Forum.Repins;
using Comity.Record.Signing;
using Comity.Record.Statements;
using Comity.Record.Tree;

namespace Comity.Record.Forks;

/// <summary>Two objects signed by one member that cannot both stand in one journal: proof, for anybody, that the journal was forked.</summary>
/// <remarks>
/// Wire form and rules: docs/spec/forks.md, "Evidence". An instance has passed every rule there. Whether the roster was still in force
/// at the index is for a holder of the journal: <see cref="Journals.ForumRecord.Takes"/>.
/// </remarks>
public sealed class ForkEvidence
{
    /// <summary>Longest text taken, in characters.</summary>
    public const int MaxLength = 512 * 1024;

    private ForkEvidence(string text, StatementId forum, Charter charter, Statement first, Statement second, StatementId other)
    {
        Text = text;
        ForumId = forum;
        Root = charter.Find(first.Member)!.Root;
        First = first;
        Second = second;
        OtherId = other;
        Id = IdOf(forum, first.Channel, first.Member, first.Index, first.Id, other);
    }

    /// <summary>One pair of statements has one id, whoever wrote it down.</summary>
    public Hash256 Id { get; }

    /// <summary>The file, as read: docs/spec/forks.md.</summary>
    public string Text { get; }

    public StatementId ForumId { get; }

    /// <summary>Thumbprint of the member's root key, as the charter names it.</summary>
    public string Root { get; }

    public ChannelId Channel => First.Channel;

    /// <summary>The forker.</summary>
    public MemberId Member => First.Member;

    /// <summary>Where the journal has two statements.</summary>
    public long Index => First.Index;

    /// <summary>A statement at the index.</summary>
    public Statement First { get; }

    /// <summary>The other one at the index; or, where <see cref="IsCommitment"/>, a later one that commits to another than <see cref="First"/>.</summary>
    public Statement Second { get; }

    /// <summary>The id at the index that is not <see cref="First"/>'s.</summary>
    public StatementId OtherId { get; }

    public bool IsCommitment => Second.Index != First.Index;

    /// <summary>The lowest roster that a statement at the index relies on; a higher one carried at the index or later decides the fork.</summary>
    public int RosterSequence => Math.Min(First.Roster, Second.Roster);

    /// <summary>The roster that one of the two adopts at the index, where the other relies on a lower one; null where both rely on the same.</summary>
    public int? AdoptedSequence => First.Roster == Second.Roster ? null : Math.Max(First.Roster, Second.Roster);

    /// <summary>The id evidence of these two statements has, or would have.</summary>
    public static Hash256 IdOf(StatementId forum, ChannelId channel, MemberId member, long index, StatementId one, StatementId other)
    {
        var (lower, higher) = one.CompareTo(other) < 0 ? (one, other) : (other, one);
        return Hash256.Of(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{forum}\n{channel}\n{member}\n{index}\n{lower}\n{higher}")));
    }

    /// <summary>Evidence of the first form: two statements at one index.</summary>
    /// <param name="rosters">The member's rosters that are known; those the statements rely on are taken.</param>
    /// <param name="repins">Certificates that lead from the root the charter names to that of the rosters, in order; none where it is the charter's.</param>
    public static bool TryBuild(
        Statement charter, IEnumerable<Roster> rosters, Statement one, Statement other, [NotNullWhen(true)] out ForkEvidence? evidence, [NotNullWhen(false)] out Fault? fault,
        IReadOnlyList<string>? repins = null)
    {
        var (lower, higher) = one.Id.CompareTo(other.Id) < 0 ? (one, other) : (other, one);
        return TryRead(ForkText.Write(charter, repins ?? [], Used(rosters, lower, higher), [lower], higher), out evidence, out fault);
    }

    /// <summary>Evidence of the second form: a statement, and a proof that a later one of its journal commits to another at its index.</summary>
    /// <param name="leaf">The id that <paramref name="later"/> commits to at the statement's index.</param>
    /// <param name="path">Its inclusion proof under <c>seen[member]</c> of <paramref name="later"/>.</param>
    public static bool TryBuild(
        Statement charter, IEnumerable<Roster> rosters, Statement statement, Statement later, StatementId leaf, IReadOnlyList<Hash256> path,
        [NotNullWhen(true)] out ForkEvidence? evidence, [NotNullWhen(false)] out Fault? fault, IReadOnlyList<string>? repins = null) =>
        TryRead(ForkText.Write(charter, repins ?? [], Used(rosters, statement, later), [statement], later, leaf, path), out evidence, out fault);

    /// <summary>Reads and verifies evidence from its text alone. Never throws for what another party sent.</summary>
    public static bool TryRead(string text, [NotNullWhen(true)] out ForkEvidence? evidence, [NotNullWhen(false)] out Fault? fault)
    {
        evidence = null;
        if (!ForkText.TryRead(text, out var lines))
        {
            fault = Wrong("record.fork.form", "the lines of a comity-fork/1 file, in order");
            return false;
        }

        fault = Read(lines, text, out evidence);
        return fault is null;
    }

    private static Fault? Read(ForkText lines, string text, out ForkEvidence? evidence)
    {
        evidence = null;
        if (CharterOf(lines.Charter) is not var (forum, charter))
        {
            return Wrong("record.fork.charter", "a founding charter, signed under the roster it carries");
        }

        if (!StatementGate.TryRead(lines.First, out var first, out var firstJws, out var fault) || !StatementGate.TryRead(lines.Second, out var second, out var secondJws, out fault))
        {
            return fault;
        }

        if (!IsOf(first, forum) || !IsOf(second, forum) || first.Member != second.Member || first.Channel != second.Channel || charter.Find(first.Member) is not { } member)
        {
            return Wrong("record.fork.journal", "two statements of one journal of the charter's forum");
        }

        var other = second.Id;
        if (lines.Leaf is { } leaf)
        {
            other = leaf;
            if (leaf == first.Id || second.Index <= first.Index || !MerkleProofs.VerifyInclusion(MerkleHashing.Leaf(leaf), first.Index, second.Seen[first.Member], lines.Path))
            {
                return Wrong("record.fork.path", $"a later statement that commits to another than {first.Id} at index {first.Index}");
            }
        }
        else if (first.Index != second.Index || first.Id.CompareTo(second.Id) >= 0)
        {
            return Wrong("record.fork.same", "two different statements at one index, the lower id first");
        }

        if (RepinCertificate.Follow(lines.Repins, charter, forum, member.Id) is not ({ } roots, null))
        {
            return Wrong("record.fork.repin", $"certificates by which the root of {member.Id} was re-pinned, from the charter's on");
        }

        if (RostersOf(lines.Rosters, member.Id, roots) is not { } rosters || !rosters.Exists(r => r.Root.Thumbprint == roots[^1]) || !rosters.Select(r => r.Sequence).SequenceEqual(Sequences(first, second)) || !MayDiffer(lines, first, second))
        {
            return Wrong("record.fork.roster", $"the rosters of {member.Id} that the statements rely on: one, or a higher one adopted at that index");
        }

        if (!Holds(first, firstJws, rosters) || !Holds(second, secondJws, rosters))
        {
            return Wrong("record.fork.signature", $"both statements signed by keys of the rosters of {member.Id} that they rely on");
        }

        evidence = new ForkEvidence(text, forum, charter, first, second, other);
        return null;
    }

    // What an ended key signs proves nothing beside a statement under the roster that ended it, except where that one was adopted.
    private static bool MayDiffer(ForkText lines, Statement first, Statement second) =>
        first.Roster == second.Roster || (lines.Leaf is null && Founding.CarriesRoster((first.Roster > second.Roster ? first : second).Kind));

    private static (StatementId Forum, Charter Charter)? CharterOf(string compact) =>
        StatementGate.TryRead(compact, out var statement, out var jws, out _) && statement.Kind == RecordKinds.Charter
        && Founding.CharterIn(statement).Charter is { } charter && charter.Find(statement.Member) is { } founder
        && Roster.TryRead(charter.Roster, out var roster, out _) && roster.Member == founder.Id && roster.Root.Thumbprint == founder.Root
        && roster.Sequence == statement.Roster && roster.FindKey(statement.KeyId) is { } key && jws.HoldsFor(key)
            ? (statement.Id, charter)
            : null;

    private static bool IsOf(Statement statement, StatementId forum) =>
        (statement.Forum == forum || statement.Id == forum) && statement.Seen.ContainsKey(statement.Member);

    private static List<Roster>? RostersOf(IReadOnlyList<string> compacts, MemberId member, IReadOnlyList<string> roots)
    {
        var rosters = new List<Roster>(compacts.Count);
        foreach (var compact in compacts)
        {
            if (!Roster.TryRead(compact, out var roster, out _) || roster.Member != member || !roots.Contains(roster.Root.Thumbprint))
            {
                return null;
            }

            rosters.Add(roster);
        }

        return rosters;
    }

    private static bool Holds(Statement statement, Jws jws, List<Roster> rosters) =>
        rosters.Find(r => r.Sequence == statement.Roster)?.FindKey(statement.KeyId) is { } key && jws.HoldsFor(key);

    private static IEnumerable<int> Sequences(Statement one, Statement other) => new SortedSet<int> { one.Roster, other.Roster };

    private static IEnumerable<Roster> Used(IEnumerable<Roster> rosters, Statement one, Statement other)
    {
        var known = rosters.Concat(new[] { one, other }.Select(s => Founding.RosterIn(s)?.Roster).OfType<Roster>()).ToList();
        return Sequences(one, other).Select(sequence => known.Find(r => r.Sequence == sequence)).OfType<Roster>();
    }

    private static Fault Wrong(string code, string expected) => new("", code, $"expected {expected}");
}
