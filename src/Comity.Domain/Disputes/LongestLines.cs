using Comity.Record;

namespace Comity.Domain.Disputes;

/// <summary>For every act the line of links with most answers that ends in it. Linear in acts and links.</summary>
/// <remarks>Among lines with as many answers: the earlier first act, then more acts, then ids.</remarks>
internal sealed class LongestLines
{
    private readonly IReadOnlyList<DatedAct> _acts;
    private readonly Best[] _best;

    public LongestLines(IReadOnlyList<DatedAct> acts, IReadOnlyList<int> fromEarliest, IEnumerable<ChainLink> links)
    {
        _acts = acts;
        _best = new Best[acts.Count];
        var linksFrom = links.ToLookup(l => l.From);
        foreach (var act in fromEarliest)
        {
            _best[act] = linksFrom[act].Select(Through).Append(new(0, act, 1, null)).Aggregate((a, b) => IsBetter(b, a) ? b : a);
        }
    }

    /// <summary>Number of answers in the line that ends in the act.</summary>
    public int Length(int act) => _best[act].Answers;

    /// <summary>Number of acts in the line that ends in the act, itself included.</summary>
    public int Acts(int act) => _best[act].Acts;

    /// <summary>The line's latest links, newest first, at most <paramref name="most"/>.</summary>
    public IEnumerable<ChainLink> Back(int act, int most)
    {
        for (var link = _best[act].Last; link is not null && most > 0; link = _best[link.To].Last, most--)
        {
            yield return link;
        }
    }

    private Best Through(ChainLink link) => _best[link.To] is var earlier
        ? new(earlier.Answers + (link.Counts ? 1 : 0), earlier.First, earlier.Acts + 1, link)
        : default;

    private bool IsBetter(Best one, Best other)
    {
        var order = other.Answers.CompareTo(one.Answers);
        order = order != 0 ? order : _acts[one.First].Date.CompareTo(_acts[other.First].Date);
        order = order != 0 ? order : other.Acts.CompareTo(one.Acts);
        order = order != 0 ? order : _acts[one.First].Id.CompareTo(_acts[other.First].Id);
        order = order != 0 ? order : ByLast(one.Last, other.Last);
        return order < 0;
    }

    // Between two links to the same act, the one that says most: an answer, undenied, then as the relations are listed.
    private int ByLast(ChainLink? one, ChainLink? other)
    {
        if (one is null || other is null)
        {
            return 0;
        }

        var order = _acts[one.To].Id.CompareTo(_acts[other.To].Id);
        order = order != 0 ? order : other.Counts.CompareTo(one.Counts);
        order = order != 0 ? order : one.Denied.CompareTo(other.Denied);
        return order != 0 ? order : one.Relation.CompareTo(other.Relation);
    }

    /// <param name="First">Place of the first act.</param>
    /// <param name="Last">The link into the act; null when the line is the act alone.</param>
    private readonly record struct Best(int Answers, int First, int Acts, ChainLink? Last);
}
