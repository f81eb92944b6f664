using Comity.Domain.Standstill;
using Comity.Record;

namespace Comity.Domain.Dialogue;

/// <summary>An order in which to show statements: whoever had seen another comes after it. It decides nothing.</summary>
/// <remarks>What a statement's author had seen only grows along any chain of seeing, so the sum of the sizes does too.</remarks>
internal static class Sight
{
    public static bool HadSeen(Said speaking, Said of) => Witness.HadSeen(speaking, of);

    public static IOrderedEnumerable<Spoken<T>> InSight<T>(this IEnumerable<Spoken<T>> said, IComparer<MemberId> order)
        where T : IBody => said.OrderBy(s => Extent(s.Said)).ThenBy(s => s.Author, order).ThenBy(s => s.Index).ThenBy(s => s.Id);

    private static long Extent(Said said)
    {
        var extent = said.Index;
        foreach (var (member, head) in said.Statement.Seen)
        {
            extent += member == said.Author ? 0 : head.Size;
        }

        return extent;
    }
}
