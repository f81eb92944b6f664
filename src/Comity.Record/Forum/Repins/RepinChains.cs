using Comity.Record.Journals;
using Comity.Record.Statements;

namespace Comity.Record.Forum.Repins;

/// <summary>Re-pins as a record holds them in plenary, and the certificates they make.</summary>
public static class RepinChains
{
    /// <summary>What follows from all that is held of re-pins; with a statement given, from what that had seen.</summary>
    public static RepinFindings Judge(ForumRecord record, Statement? within = null) =>
        RepinRules.Judge(record.Charter!, Said(record).Where(s => within is null || (within.Seen.TryGetValue(s.Member, out var head) && head.Size > s.Index)));

    /// <summary>The certificates that lead from the root the charter names to another of a member's, in order.</summary>
    /// <returns>Empty for the charter's root; null when nothing that is held leads there.</returns>
    public static IReadOnlyList<string>? Certificates(ForumRecord record, MemberId member, string root) => Certificates(record, Judge(record), member, root, 0);

    // A party that was re-pinned itself before it spoke has its own certificates told first; nobody is re-pinned by itself, so this ends.
    private static List<string>? Certificates(ForumRecord record, RepinFindings findings, MemberId member, string root, int depth)
    {
        var chain = new List<string>();
        var at = record.Charter!.Find(member)!.Root;
        while (at != root && depth < 4)
        {
            if (findings.Proposals.FirstOrDefault(p => p.Standing == RepinRuleNames.Effective && p.Proposal.Member == member && p.Proposal.From == at) is not { } step)
            {
                return null;
            }

            chain.Add(Certificate(record, findings, step, depth));
            at = step.Proposal.To;
        }

        return at == root ? chain : null;
    }

    private static string Certificate(ForumRecord record, RepinFindings findings, RepinFinding step, int depth)
    {
        var said = Said(record).ToDictionary(s => s.Id);
        var closings = step.Parties.Select(p => said[p.Closing!.Value]).ToList();
        var cited = closings.SelectMany(c => c.Cites).Distinct().Where(id => said.TryGetValue(id, out var s) && RepinProposal.NamedBy(s) == step.Proposal.Id).Select(id => said[id]);
        Statement[] statements = [said[step.Proposal.Id], .. cited.OrderBy(s => s.Member).ThenBy(s => s.Index), .. closings];
        var rosters = statements.Select(s => (s.Member, s.Roster)).Distinct().Order()
            .Select(r => record.Find(ChannelId.Plenary)![r.Member].Forks.Rosters.First(roster => roster.Sequence == r.Roster)).ToList();
        var earlier = rosters.Where(r => r.Root.Thumbprint != record.Charter!.Find(r.Member)!.Root).GroupBy(r => r.Member)
            .SelectMany(g => Certificates(record, findings, g.Key, g.Last().Root.Thumbprint, depth + 1) ?? []);
        return RepinCertificate.Write(earlier, rosters, statements);
    }

    private static IEnumerable<Statement> Said(ForumRecord record) => record.Find(ChannelId.Plenary)!.Journals.SelectMany(j => j.Repins);
}
