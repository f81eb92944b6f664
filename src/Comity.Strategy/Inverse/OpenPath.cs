namespace Comity.Strategy.Inverse;

/// <summary>A path condition with the steps that are still open, and what leads from one of them to another whatever they decide.</summary>
internal sealed class OpenPath
{
    private readonly int _at;
    private readonly IReadOnlyList<(int From, int To)> _fixed;

    /// <param name="at">Which of the conditions it is.</param>
    public OpenPath(int at, IReadOnlyList<(int From, int To)> links, IReadOnlyList<ConditionalStep> open)
    {
        (_at, _fixed, Steps) = (at, links, open);
        Text = at + ":" + string.Join(' ', links.Select(e => $"{e.From}-{e.To}"));
    }

    /// <summary>The open ones.</summary>
    public IReadOnlyList<ConditionalStep> Steps { get; }

    // Which steps are open follows from the groups taken, so that it need not be part of the text.
    public string Text { get; }

    /// <returns>Null when a path exists now, or when <paramref name="dead"/>: none can any more.</returns>
    public OpenPath? After(HashSet<StatePair> holds, HashSet<int> group, out bool dead)
    {
        dead = false;
        if (!Steps.Any(s => IsDecided(s, group)))
        {
            return this;
        }

        var open = Steps.Where(s => !IsDecided(s, group)).ToList();
        var links = _fixed.Concat(Steps.Where(s => IsDecided(s, group) && holds.Contains(s.Preferred)).Select(s => (s.From, s.To))).ToLookup(e => e.Item1, e => e.Item2);
        if (PathCondition.ReachedFrom(PathCondition.Start, links).Contains(PathCondition.Target))
        {
            return null;
        }

        var all = links.SelectMany(l => l.Select(to => (From: l.Key, To: to))).Concat(open.Select(s => (s.From, s.To))).ToList();
        var ahead = PathCondition.ReachedFrom(PathCondition.Start, all.ToLookup(e => e.From, e => e.To));
        dead = !ahead.Contains(PathCondition.Target);
        return dead ? null : Shortened(links, open, ahead, PathCondition.ReachedFrom(PathCondition.Target, all.ToLookup(e => e.To, e => e.From)));
    }

    // Only how open steps hang together is kept: from where one of them ends, which others begin.
    private OpenPath Shortened(ILookup<int, int> links, List<ConditionalStep> open, HashSet<int> ahead, HashSet<int> useful)
    {
        var steps = open.Where(s => ahead.Contains(s.From) && useful.Contains(s.To)).ToList();
        var beginnings = steps.Select(s => s.From).Append(PathCondition.Target).ToHashSet();
        var ends = steps.Select(s => s.To).Append(PathCondition.Start).Distinct().Order();
        return new(_at, [.. ends.SelectMany(end => PathCondition.ReachedFrom(end, links).Where(to => to != end && beginnings.Contains(to)).Order().Select(to => (end, to)))], steps);
    }

    private static bool IsDecided(ConditionalStep step, HashSet<int> group) => group.Contains(step.Preferred.Better) || group.Contains(step.Preferred.Worse);
}
