using Comity.Domain;
using Comity.Domain.Forks;
using Comity.Record;
using Comity.Record.Forks;
using Comity.Record.Journals;
using Comity.Record.Statements;
using Comity.Record.Tree;

namespace Comity.Node.Runtime;

/// <summary>Forked journals as the rules judge them, and what follows from them for this member's next statement (docs/spec/forks.md).</summary>
public static class ForkedPlaces
{
    /// <summary>Within the record's lock.</summary>
    /// <param name="size">How much of a member's journal is looked at.</param>
    /// <param name="read">What a statement says to the capabilities.</param>
    internal static ValueList<ForkedJournal> Of(Channel channel, ForkFacts facts, Func<MemberId, long> size, BranchBook branches, Func<Statement, Said?> read) =>
        facts.Forkers.Select(forker => Of(channel[forker], Math.Min(size(forker), channel[forker].Size), facts, branches, read)).OfType<ForkedJournal>().ToValueList();

    /// <summary>Heads somebody saw of forked journals whose text is not held here: it is asked for. Within the record's lock.</summary>
    internal static IEnumerable<(MemberId Member, TreeHead Head)> Missing(Channel channel, ForkFacts facts, BranchBook branches) => facts.Sightings
        .Where(s => channel[s.Of] is { Forks.Lowest: { } lowest } journal && s.Head.Size > lowest && !IsHeld(journal, s.Head) && branches.Find(channel.Id, s.Of, s.Head) is null)
        .Select(s => (s.Of, s.Head)).Distinct();

    /// <summary>Whether the journal had this head. Within the record's lock.</summary>
    public static bool IsHeld(Journal journal, TreeHead head) => head.Size <= journal.Size && journal.Tree.RootAt(head.Size) == head.Root;

    /// <summary>What the next statement in a channel cites for having seen a branch that did not go on. Within the record's lock.</summary>
    /// <remarks>Said once, for only then may its seen fall or change.</remarks>
    public static IEnumerable<StatementId> DecisionsToCite(Channel channel, MemberId me)
    {
        var last = channel[me].Last;
        foreach (var journal in channel.Journals.Where(j => j.Member != me && j.Forks is { Any: true, Open: null }))
        {
            if (last?.Seen[journal.Member] is { } seen && !IsHeld(journal, seen))
            {
                foreach (var index in journal.Forks.Indices)
                {
                    yield return journal.Forks.DecisionOf(index)!.Value.Id;
                }
            }
        }
    }

    // Null where the part looked at ends before the fork.
    private static ForkedJournal? Of(Journal journal, long size, ForkFacts facts, BranchBook branches, Func<Statement, Said?> read)
    {
        var indices = journal.Forks.Indices.Where(i => i < size).ToValueList();
        if (indices.Count == 0)
        {
            return null;
        }

        var decisions = indices.Select(i => (From: i, Decision: journal.Forks.DecisionOf(i) is { } d && d.At < size ? d : ((long At, StatementId Id)?)null)).ToList();
        var stretch = decisions.SelectMany(d => Range(d.From, d.Decision?.At ?? size)).Distinct().Order().Select(i => journal[i]).ToValueList();
        return new(
            journal.Member, indices, decisions.Select(d => d.Decision?.Id).OfType<StatementId>().Distinct().ToValueList(), stretch,
            Others(journal, indices[0], facts, branches).Select(o => new OtherBranch(
                o.Head, o.HeldBy, branches.Find(journal.Channel, journal.Member, o.Head) is { } path ? branches.Said(path, read) : null)).ToValueList());
    }

    // A head above the journal's size may be the journal's own, not held yet: only where its text says so is it another's.
    private static IEnumerable<(TreeHead Head, ValueList<MemberId> HeldBy)> Others(Journal journal, long lowest, ForkFacts facts, BranchBook branches)
    {
        var seen = facts.Sightings.Where(s => s.Of == journal.Member && s.Head.Size > lowest && !IsHeld(journal, s.Head))
            .Select(s => (Sighting: s, Path: branches.Find(journal.Channel, journal.Member, s.Head)))
            .Where(s => s.Path is not null || s.Sighting.Head.Size <= journal.Size).ToList();
        return seen.Where(s => !seen.Exists(longer => IsPart(s, longer))).GroupBy(s => s.Sighting.Head)
            .OrderBy(g => g.Key.Size).ThenBy(g => g.Key.Root).Select(g => (g.Key, g.Select(s => s.Sighting.By).Order().ToValueList()));
    }

    private static bool IsPart((BranchSighting Sighting, IReadOnlyList<Statement>? Path) one, (BranchSighting Sighting, IReadOnlyList<Statement>? Path) other) =>
        one.Path is { } path && other.Path is { } longer && longer.Count > path.Count && one.Sighting.By == other.Sighting.By
        && longer.Any(s => s.Id == path[^1].Id);

    private static IEnumerable<long> Range(long from, long to)
    {
        for (var i = from; i < to; i++)
        {
            yield return i;
        }
    }
}
