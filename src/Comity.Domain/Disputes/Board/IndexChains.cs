using Comity.Record;

namespace Comity.Domain.Disputes.Board;

/// <summary>The chains of an index. Links part the acts into groups that know nothing of one another: a change has its own group judged anew.</summary>
internal sealed class IndexChains(DisputesIndex index)
{
    private readonly Dictionary<int, ChainEnd> _ends = [];               // by the number of the chain's last act
    private readonly Dictionary<int, string> _inNoChain = [];            // assertions that are shown and enter no chain
    private readonly HashSet<int> _changed = [];                         // acts whose links changed
    private readonly IndexReasons _reasons = new(index);
    private List<ChainEnd> _order = [];

    public int Count => Settled()._order.Count;

    /// <summary>Assertions that enter no chain, by number, with the rule.</summary>
    public IReadOnlyDictionary<int, string> InNoChain => Settled()._inNoChain;

    public ChainEnd? Longest => Settled()._order is [var first, ..] ? first : null;

    public void Taken(int number, in IndexEntry entry)
    {
        if (entry.Kind is SaidKind.Assertion or SaidKind.Denial or SaidKind.Withdrawal)
        {
            _changed.Add(entry.RefA);
        }
        else if (entry.Kind == SaidKind.Act && index.Entry(number).FirstReferrer >= 0)
        {
            _changed.Add(number);
        }
    }

    /// <summary>Writes the chains found, for <see cref="Restore"/>: to find them again takes longer than all else at a start.</summary>
    public void Write(BinaryWriter to)
    {
        var settled = Settled();
        to.Write(settled._order.Count);
        foreach (var end in settled._order)
        {
            to.Write(end.Last);
            to.Write(end.Length);
            to.Write(end.LengthUndenied);
            to.Write(end.Date.DayNumber);
        }

        to.Write(settled._inNoChain.Count);
        foreach (var (assertion, rule) in settled._inNoChain)
        {
            to.Write(assertion);
            to.Write(rule);
        }
    }

    /// <summary>Takes what was written, into the index it was written of.</summary>
    public void Restore(BinaryReader from)
    {
        for (var left = from.ReadInt32(); left > 0; left--)
        {
            var end = new ChainEnd(from.ReadInt32(), from.ReadInt32(), from.ReadInt32(), DateOnly.FromDayNumber(from.ReadInt32()));
            _ends[end.Last] = end;
            _order.Add(end);
        }

        for (var left = from.ReadInt32(); left > 0; left--)
        {
            _inNoChain[from.ReadInt32()] = string.Intern(from.ReadString());
        }
    }

    /// <summary>In the order of findings.</summary>
    public IReadOnlyList<ChainFinding> Part(int skip, int take)
    {
        var groups = new Dictionary<int, ILookup<StatementId, ChainFinding>>();
        var part = new List<ChainFinding>();
        foreach (var end in Settled()._order.Skip(skip).Take(take))
        {
            if (!groups.TryGetValue(end.Last, out var chains))
            {
                var (acts, found, _) = Judge(Group(end.Last));
                chains = found.ToLookup(c => c.Acts[^1]);
                acts.ForEach(a => groups.TryAdd(index.Find(a.Id), chains));
            }

            part.AddRange(chains[index.Id(end.Last)]);
        }

        return part;
    }

    private IndexChains Settled()
    {
        if (_changed.Count == 0)
        {
            return this;
        }

        var seen = new HashSet<int>();
        foreach (var act in _changed.Where(a => index.Is(a, SaidKind.Act) && !seen.Contains(a)).ToList())
        {
            var group = Group(act);
            seen.UnionWith(group);
            Renew(group);
        }

        _changed.Clear();
        _order = [.. _ends.Values.OrderByDescending(e => e.Length).ThenBy(e => e.Date).ThenBy(e => index.Id(e.Last))];
        return this;
    }

    private void Renew(IReadOnlyCollection<int> group)
    {
        foreach (var act in group)
        {
            _ends.Remove(act);
        }

        var (acts, chains, walk) = Judge(group);
        var dates = acts.ToDictionary(a => a.Id, a => a.Date);
        foreach (var chain in chains)
        {
            var last = index.Find(chain.Acts[^1]);
            _ends[last] = new ChainEnd(last, chain.Length, chain.LengthUndenied, dates[chain.Acts[^1]]);
        }

        foreach (var assertion in group.SelectMany(index.Referrers).Where(r => index.Is(r, SaidKind.Assertion) && _reasons.IsEffective(r)))
        {
            ref readonly var entry = ref index.Entry(assertion);
            if (walk.ReasonAgainst(Key(entry)) is { } reason)
            {
                _inNoChain[assertion] = reason;
            }
            else
            {
                _inNoChain.Remove(assertion);
            }
        }
    }

    // All acts that links lead to from this one, in either direction, withdrawn ones included.
    private HashSet<int> Group(int act)
    {
        var group = new HashSet<int> { act };
        var open = new Stack<int>([act]);
        while (open.TryPop(out var next))
        {
            foreach (var link in index.Referrers(next))
            {
                ref readonly var entry = ref index.Entry(link);
                if (entry.Kind is SaidKind.Assertion or SaidKind.Denial or SaidKind.Withdrawal)
                {
                    var other = entry.RefA == next ? entry.RefB : entry.RefA;
                    if (index.Is(other, SaidKind.Act) && group.Add(other))
                    {
                        open.Push(other);
                    }
                }
            }
        }

        return group;
    }

    private (List<DatedAct> Acts, ValueList<ChainFinding> Chains, ChainWalk Walk) Judge(IReadOnlyCollection<int> group)
    {
        var acts = group.Select(a => new DatedAct(index.Id(a), DateOnly.FromDayNumber(index.ActAt(a).Date))).OrderBy(a => a.Date).ThenBy(a => a.Id).ToList();
        var dates = acts.ToDictionary(a => a.Id, a => a.Date);
        var links = group.SelectMany(index.Referrers).Where(IsOnLink).Distinct().GroupBy(r => Key(index.Entry(r)))
            .OrderBy(l => dates[l.Key.From]).ThenBy(l => l.Key.From).ThenBy(l => l.Key.To).ThenBy(l => l.Key.Relation).Select(l => Judge(l.Key, l));
        var walk = new ChainWalk(acts, links);
        return (acts, ChainRules.Judge(acts, walk), walk);
    }

    private bool IsOnLink(int number) => index.Entry(number).Kind is SaidKind.Assertion or SaidKind.Denial or SaidKind.Withdrawal && _reasons.IsEffective(number);

    // As LinkRules judges: each member's latest own position and its latest report of observers.
    private LinkFinding Judge(LinkKey key, IEnumerable<int> said)
    {
        bool asserted = false, denied = false;
        foreach (var byMember in said.Select(n => index.Entry(n)).GroupBy(e => e.Author))
        {
            foreach (var present in Latest(byMember.Where(e => (e.Flags & IndexEntry.OfObservers) == 0))
                .Concat(Latest(byMember.Where(e => e.Kind == SaidKind.Withdrawal || (e.Flags & IndexEntry.OfObservers) != 0))))
            {
                asserted |= present.Kind == SaidKind.Assertion;
                denied |= present.Kind == SaidKind.Denial;
            }
        }

        var standing = (asserted, denied) switch
        {
            (true, false) => LinkStanding.Asserted,
            (true, true) => LinkStanding.Denied,
            (false, true) => LinkStanding.OnlyDenied,
            (false, false) => LinkStanding.Withdrawn,
        };
        var isSelf = index.ActAt(index.Find(key.From)).Actors == index.ActAt(index.Find(key.To)).Actors;
        return new(key.From, key.To, key.Relation, isSelf, standing, "", [], [], []);
    }

    private static IEnumerable<IndexEntry> Latest(IEnumerable<IndexEntry> said)
    {
        var last = said.Select(e => e.Index).DefaultIfEmpty(-1).Max();
        return said.Where(e => e.Index == last);
    }

    private LinkKey Key(in IndexEntry entry) => new(index.Id(entry.RefA), index.Id(entry.RefB), (LinkRelation)entry.Code);
}

/// <summary>A chain by its last act: how many answers it counts, with denied links and without.</summary>
internal sealed record ChainEnd(int Last, int Length, int LengthUndenied, DateOnly Date);
