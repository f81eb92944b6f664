using Comity.Record;
using Comity.Record.Journals;

namespace Comity.Node.Runtime;

/// <summary>What follows from forks for the statements around them (docs/spec/forks.md).</summary>
internal static class ForkedPlaces
{
    /// <summary>Contested statements of a journal: from a fork's index up to what decides it, of the branch held here. Within the record's lock.</summary>
    public static IEnumerable<StatementId> Contested(Journal journal)
    {
        foreach (var index in journal.Forks.Indices)
        {
            var end = journal.Forks.DecisionOf(index)?.At ?? journal.Size;
            for (var i = index; i < end; i++)
            {
                yield return journal[i];
            }
        }
    }

    /// <summary>What the next statement in a channel cites for having seen a branch that did not go on. Within the record's lock.</summary>
    /// <remarks>Said once, for only then may its seen fall or change.</remarks>
    public static IEnumerable<StatementId> DecisionsToCite(Channel channel, MemberId me)
    {
        var last = channel[me].Last;
        foreach (var journal in channel.Journals.Where(j => j.Member != me && j.Forks is { Any: true, Open: null }))
        {
            if (last?.Seen[journal.Member] is { } seen && (seen.Size > journal.Size || journal.Tree.RootAt(seen.Size) != seen.Root))
            {
                foreach (var index in journal.Forks.Indices)
                {
                    yield return journal.Forks.DecisionOf(index)!.Value.Id;
                }
            }
        }
    }
}
