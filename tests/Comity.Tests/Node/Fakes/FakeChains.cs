using Comity.Domain.Disputes;
using Comity.Record;

namespace Comity.Tests.Node.Fakes;

internal static class FakeChains
{
    public static IEnumerable<ChainFinding> Of(FakeEntry[] held, ValueList<LinkFinding> links)
    {
        var answered = links.Where(l => l.Relation == LinkRelation.Answers).Select(l => l.To).ToHashSet();
        var byFrom = links.Where(l => l.Relation is LinkRelation.Answers or LinkRelation.Follows).ToLookup(l => l.From);
        return held.Where(e => byFrom[e.Id].Any(l => l.Relation == LinkRelation.Answers) && !answered.Contains(e.Id))
            .Select(e => Chain(e.Id, byFrom)).OrderByDescending(c => c.Length);
    }

    private static ChainFinding Chain(StatementId last, ILookup<StatementId, LinkFinding> byFrom)
    {
        var walked = Longest(last, byFrom, 0);
        walked.Reverse();
        var undenied = walked.AsEnumerable().Reverse().TakeWhile(l => l.Standing != LinkStanding.Denied).Reverse().ToArray();
        return new(
            Acts(walked, last), walked.Count(Counts), Acts(undenied, last), undenied.Count(Counts),
            walked.Select(l => new ChainStep(l.From, l.To, l.Relation, l.Standing == LinkStanding.Denied, Counts(l))).ToValueList());
    }

    private static List<LinkFinding> Longest(StatementId act, ILookup<StatementId, LinkFinding> byFrom, int depth) => depth > 40 ? [] :
        byFrom[act].Select(link => new List<LinkFinding> { link }.Concat(Longest(link.To, byFrom, depth + 1)).ToList())
            .MaxBy(l => l.Count(Counts)) ?? [];

    private static bool Counts(LinkFinding link) => link is { Relation: LinkRelation.Answers, Self: false };

    private static ValueList<StatementId> Acts(IReadOnlyCollection<LinkFinding> links, StatementId last) =>
        links.Count == 0 ? [last] : links.Select(l => l.To).Append(last).ToValueList();
}
