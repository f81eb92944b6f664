using System.Diagnostics.CodeAnalysis;
using System.Text;
using Comity.Record.Signing;
using Comity.Record.Statements;

namespace Comity.Record.Forum.Repins;

/// <summary>The statements by which the other parties re-pinned a root, with the rosters they rely on: proof for anybody who knows the charter.</summary>
/// <remarks>
/// Wire form: docs/spec/keys.md, "Certificate". Carried by every adoption of a roster under a root other than the charter's, so that each journal verifies by itself.
/// Whether those rosters were in force then, and whether a veto had been seen, only a holder of plenary can say; admission there asks both.
/// </remarks>
public sealed record RepinCertificate(MemberId Member, string From, string To, ValueList<Statement> Statements)
{
    public const string Heading = "comity-repin/1";

    /// <summary>Longest text taken, in characters: with it a statement stays below its own bound.</summary>
    public const int MaxLength = 44 * 1024;

    /// <summary>Most certificates that lead from the charter's root to another.</summary>
    public const int MostInChain = 8;

    private const int Deepest = 4;

    /// <param name="earlier">Certificates of other parties whose roots were re-pinned before they spoke here.</param>
    /// <param name="rosters">Those the statements rely on.</param>
    public static string Write(IEnumerable<string> earlier, IEnumerable<Roster> rosters, IEnumerable<Statement> statements)
    {
        var text = new StringBuilder(Heading).Append('\n');
        foreach (var certificate in earlier)
        {
            text.Append("earlier ").Append(Base64UrlText.Encode(Encoding.ASCII.GetBytes(certificate))).Append('\n');
        }

        foreach (var roster in rosters)
        {
            text.Append("roster ").Append(roster.Compact).Append('\n');
        }

        foreach (var statement in statements)
        {
            text.Append("statement ").Append(statement.Compact).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Follows certificates from the root the charter names. Never throws for what another party sent.</summary>
    /// <returns>Every root on the way, the charter's first and the one in force last; or the fault.</returns>
    public static (IReadOnlyList<string>? Roots, Fault? Fault) Follow(IReadOnlyList<string> certificates, Charter charter, StatementId forum, MemberId member) =>
        Follow(certificates, charter, forum, member, 0);

    private static (IReadOnlyList<string>? Roots, Fault? Fault) Follow(IReadOnlyList<string> certificates, Charter charter, StatementId forum, MemberId member, int depth)
    {
        var roots = new List<string> { charter.Find(member)!.Root };
        foreach (var text in certificates)
        {
            if (!TryRead(text, charter, forum, depth, out var read, out var fault))
            {
                return (null, fault);
            }

            if (read.Member != member || read.From != roots[^1] || roots.Contains(read.To))
            {
                return (null, Wrong("record.repin.certificate-root", $"a re-pin of {member} from {roots[^1]}, found one of {read.Member} from {read.From} to {read.To}"));
            }

            roots.Add(read.To);
        }

        return (roots, null);
    }

    private static bool TryRead(string text, Charter charter, StatementId forum, int depth, [NotNullWhen(true)] out RepinCertificate? certificate, [NotNullWhen(false)] out Fault? fault)
    {
        certificate = null;
        if (!TryLines(text, out var earlier, out var rosterTexts, out var statementTexts) || depth >= Deepest)
        {
            fault = Wrong("record.repin.certificate", $"a {Heading} text of at most {MaxLength} characters: earlier, rosters, statements, a line each");
            return false;
        }

        var roots = charter.Members.ToDictionary(m => m.Id, m => (IReadOnlyList<string>)[m.Root]);
        fault = Overlay(earlier, charter, forum, depth, roots);
        if (fault is not null || (fault = ReadAll(rosterTexts, statementTexts, forum, roots, out var statements)) is not null)
        {
            return false;
        }

        certificate = Effective(charter, statements);
        fault = certificate is null ? Wrong("record.repin.certificate-effect", "statements by which every other party closed one re-pin, and no others") : null;
        return certificate is not null;
    }

    // The proposal's own From is believed here: the caller compares it with the root in force.
    private static RepinCertificate? Effective(Charter charter, List<Statement> statements)
    {
        if (statements.Find(s => s.Kind == RecordKinds.RepinProposed) is not { } first || RepinProposal.In(first) is not { } proposal)
        {
            return null;
        }

        var found = RepinRules.Judge(charter, statements, new Dictionary<MemberId, string> { [proposal.Member] = proposal.From });
        var isWhole = found.Ineffective.Count == 0 && found.Proposals is [{ Standing: RepinRuleNames.Effective }] && statements.TrueForAll(s => RepinProposal.IsKind(s.Kind) && s.Kind != RecordKinds.RepinVetoed);
        return isWhole ? new RepinCertificate(proposal.Member, proposal.From, proposal.To, statements.ToValueList()) : null;
    }

    private static Fault? Overlay(List<string> earlier, Charter charter, StatementId forum, int depth, Dictionary<MemberId, IReadOnlyList<string>> roots)
    {
        foreach (var nested in earlier)
        {
            if (!Base64UrlText.TryDecode(nested, out var bytes) || !TryRead(Encoding.ASCII.GetString(bytes), charter, forum, depth + 1, out var read, out var fault))
            {
                return Wrong("record.repin.certificate-earlier", "certificates of other parties' re-pins, each by itself");
            }

            if (roots[read.Member][^1] != read.From)
            {
                return Wrong("record.repin.certificate-earlier", $"a re-pin of {read.Member} from {roots[read.Member][^1]}");
            }

            roots[read.Member] = [.. roots[read.Member], read.To];
        }

        return null;
    }

    private static Fault? ReadAll(List<string> rosterTexts, List<string> statementTexts, StatementId forum, Dictionary<MemberId, IReadOnlyList<string>> roots, out List<Statement> statements)
    {
        statements = [];
        var rosters = new List<Roster>();
        foreach (var compact in rosterTexts)
        {
            if (!Roster.TryRead(compact, out var roster, out _) || !roots.TryGetValue(roster.Member, out var allowed) || !allowed.Contains(roster.Root.Thumbprint))
            {
                return Wrong("record.repin.certificate-roster", "rosters of members under roots of theirs");
            }

            rosters.Add(roster);
        }

        foreach (var compact in statementTexts)
        {
            if (!StatementGate.TryRead(compact, out var statement, out var jws, out _) || statement.Forum != forum || !statement.Channel.IsPlenary
                || rosters.Find(r => r.Member == statement.Member && r.Sequence == statement.Roster)?.FindKey(statement.KeyId) is not { } key || !jws.HoldsFor(key))
            {
                return Wrong("record.repin.certificate-statement", "statements of plenary of this forum, each signed by a key of the roster it relies on");
            }

            statements.Add(statement);
        }

        return null;
    }

    private static bool TryLines(string text, out List<string> earlier, out List<string> rosters, out List<string> statements)
    {
        var (first, second, third) = (new List<string>(), new List<string>(), new List<string>());
        (earlier, rosters, statements) = (first, second, third);
        if (text.Length > MaxLength || !text.EndsWith('\n'))
        {
            return false;
        }

        var lines = new Queue<string>(text[..^1].Split('\n'));
        void TakeAll(string name, List<string> into)
        {
            while (lines.TryPeek(out var line) && line.StartsWith(name + " ", StringComparison.Ordinal))
            {
                into.Add(lines.Dequeue()[(name.Length + 1)..]);
            }
        }

        if (lines.Dequeue() != Heading)
        {
            return false;
        }

        TakeAll("earlier", first);
        TakeAll("roster", second);
        TakeAll("statement", third);
        return lines.Count == 0 && third.Count > 0;
    }

    private static Fault Wrong(string code, string expected) => new("repins", code, $"expected {expected}");
}
