using Comity.Record;
using static Comity.Domain.Disputes.DisputesRuleNames;

namespace Comity.Domain.Disputes;

/// <summary>Which links a chain may use: none dated backwards, and none that would run in a circle.</summary>
internal sealed class ChainWalk
{
    private readonly Dictionary<LinkKey, string> _against = [];

    public ChainWalk(IReadOnlyList<DatedAct> acts, IEnumerable<LinkFinding> links)
    {
        var place = acts.Index().ToDictionary(a => a.Item.Id, a => a.Index);
        var forward = new List<(LinkKey Key, ChainLink Link)>();
        foreach (var link in links.Where(l => l.Standing is LinkStanding.Asserted or LinkStanding.Denied))
        {
            var key = new LinkKey(link.From, link.To, link.Relation);
            var (from, to) = (place[link.From], place[link.To]);
            if (acts[from].Date < acts[to].Date)
            {
                _against[key] = LinkFromBeforeTo;
            }
            else if (ChainLink.IsWalked(link.Relation))
            {
                var counts = link.Relation != LinkRelation.Follows && !link.Self;
                forward.Add((key, new(from, to, link.Relation, link.Standing == LinkStanding.Denied, counts)));
            }
        }

        Links = WithoutCircles(acts.Count, forward);
        var component = StrongComponents.Of(acts.Count, Links.ToLookup(l => l.From, l => l.To));
        FromEarliest = Enumerable.Range(0, acts.Count).OrderBy(a => component[a]).ToArray();
    }

    public IReadOnlyList<ChainLink> Links { get; }

    /// <summary>Places of the acts, each after all that the links lead to from it.</summary>
    public IReadOnlyList<int> FromEarliest { get; }

    /// <summary>The rule that keeps a link out of every chain; null when none does.</summary>
    public string? ReasonAgainst(LinkKey link) => _against.GetValueOrDefault(link);

    // A link that somebody denies must not be able to undo one that nobody denies; hence in two steps.
    private List<ChainLink> WithoutCircles(int acts, List<(LinkKey Key, ChainLink Link)> forward)
    {
        var all = StrongComponents.Of(acts, forward.ToLookup(l => l.Link.From, l => l.Link.To));
        var undenied = StrongComponents.Of(acts, forward.Where(l => !l.Link.Denied).ToLookup(l => l.Link.From, l => l.Link.To));
        var walked = new List<ChainLink>();
        foreach (var (key, link) in forward)
        {
            if (all[link.From] != all[link.To] || (!link.Denied && undenied[link.From] != undenied[link.To]))
            {
                walked.Add(link);
            }
            else
            {
                _against[key] = ChainCircular;
            }
        }

        return walked;
    }
}
