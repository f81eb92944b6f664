using System.Collections.Immutable;
using Comity.Record;

namespace Comity.Domain.Forks;

/// <summary>No undertaking is escaped, and no benefit gained, by telling two stories.</summary>
/// <remarks>docs/spec/forks.md, "What binds and what is suspended". Pure: the same facts and journals give the same findings.</remarks>
public static class ForkRules
{
    private static readonly ImmutableSortedDictionary<StatementId, MemberId> NoOne = ImmutableSortedDictionary<StatementId, MemberId>.Empty;

    /// <summary>Judges what follows, and says what the capabilities' facts still lack.</summary>
    /// <param name="stakeOf">What the author of a body stakes with it.</param>
    /// <returns>The findings; and the statements to gather beside those in the capabilities' facts: what binds from other branches, and benefits not suspended.</returns>
    public static (ForkFindings Findings, IReadOnlyList<Said> Effective) Judge(ForkFacts facts, IReadOnlyList<ForkedJournal> journals, Func<IBody, Stake> stakeOf)
    {
        var contested = Contested(facts, journals);
        var others = journals.SelectMany(Others).DistinctBy(o => o.Said.Id).OrderBy(o => o.Said.Id).ToList();
        var binding = others.Where(o => stakeOf(o.Said.Body) == Stake.Undertaking).ToList();
        var claimed = facts.Benefits.Concat(others.Select(o => o.Said).Where(s => stakeOf(s.Body) == Stake.Benefit)).DistinctBy(s => s.Id).OrderBy(s => s.Id).ToList();
        var findings = new ForkFindings(
            journals.Select(Finding).ToValueList(),
            binding.Select(b => new BindingFinding(b.Said.Id, b.Said.Author, b.Said.Index, b.Said.Statement.Kind, b.HeldBy, ForkRuleNames.Binding)).ToValueList(),
            claimed.Where(c => contested.ContainsKey(c.Id)).Select(c => new SuspendedFinding(c.Id, c.Author, c.Statement.Kind, contested[c.Id].On, ForkRuleNames.Suspended)).ToValueList(),
            contested.Values.ToValueList());
        return (findings, [.. binding.Select(b => b.Said), .. claimed.Where(c => !contested.ContainsKey(c.Id))]);
    }

    private static ForkedFinding Finding(ForkedJournal journal) => new(
        journal.Member, journal.Indices, journal.DecidedBy,
        journal.Branches.Select(b => new BranchFinding(b.Head.Size, b.Head.Root.ToString(), b.HeldBy, b.Statements is not null)).ToValueList());

    // A statement was held by whoever saw any head of a branch that contains it.
    private static IEnumerable<(Said Said, ValueList<MemberId> HeldBy)> Others(ForkedJournal journal) => journal.Branches
        .SelectMany(b => (b.Statements ?? []).Select(s => (Said: s, b.HeldBy))).GroupBy(s => s.Said.Id)
        .Select(g => (g.First().Said, g.SelectMany(s => s.HeldBy).Distinct().Order().ToValueList()));

    // In rounds, each in the order of ids: what is named as the ground is the same everywhere.
    private static SortedDictionary<StatementId, ContestedFinding> Contested(ForkFacts facts, IReadOnlyList<ForkedJournal> journals)
    {
        var contested = new SortedDictionary<StatementId, ContestedFinding>();
        foreach (var journal in journals)
        {
            foreach (var id in journal.Stretch)
            {
                contested[id] = new(id, journal.Member, null, ForkRuleNames.ContestedHere);
            }

            foreach (var (said, _) in Others(journal))
            {
                contested.TryAdd(said.Id, new(said.Id, said.Author, null, ForkRuleNames.ContestedOther));
            }
        }

        for (var ground = contested.Keys.ToList(); ground.Count > 0;)
        {
            var built = new SortedDictionary<StatementId, ContestedFinding>();
            foreach (var on in ground)
            {
                foreach (var (id, author) in facts.NamedBy.GetValueOrDefault(on, NoOne))
                {
                    if (!contested.ContainsKey(id))
                    {
                        built.TryAdd(id, new(id, author, on, ForkRuleNames.ContestedRests));
                    }
                }
            }

            ground = [.. built.Keys];
            ground.ForEach(id => contested[id] = built[id]);
        }

        return contested;
    }
}
