using Comity.Record;

namespace Comity.Domain.Dialogue;

/// <summary>Whether everybody has agreed to one thing, by what each said of it in its own journal and had seen when it said it.</summary>
/// <remarks>
/// Agreement is one stretch of each party's journal in which it agreed, such that whoever said otherwise afterwards had seen the consent
/// of all the others: in ignorance of it everybody is free to turn back, and then nobody is bound. Such stretches are found as the first
/// consistent cut at which a conjunction holds (Garg and Waldecker, Detection of Weak Unstable Predicates, 1994): a stretch that does not
/// go with another party's present one goes with none of its later ones. From there one party's other word changes nothing; everybody's does.
/// </remarks>
internal sealed class AgreementRules
{
    private readonly IReadOnlyList<IReadOnlyList<PartyAct>> _acts;
    private readonly List<Stretch>[] _stretches;
    private readonly int[] _at;

    private AgreementRules(IReadOnlyList<IReadOnlyList<PartyAct>> acts)
    {
        _acts = acts;
        _stretches = [.. acts.Select(StretchesOf)];
        _at = new int[acts.Count];
    }

    /// <param name="acts">For each party its acts about the thing, in the order of its journal.</param>
    public static Agreement Judge(IReadOnlyList<IReadOnlyList<PartyAct>> acts) => new AgreementRules(acts).Judge();

    private Agreement Judge()
    {
        var ended = false;
        while (TryFindCut())
        {
            var cut = Current().ToArray();
            if (cut.Any(s => s.Left is null))
            {
                var frozen = cut.Select((s, party) => _acts[party].Where(a => s.Left is { } left && After(a.Said, left) && !a.Agrees)).SelectMany(a => a);
                return new(true, false, cut.Select(s => s.From.Id).Order().ToValueList(), [.. frozen.Select(a => a.Said.Id)]);
            }

            ended = true;
            for (var party = 0; party < _at.Length; party++)
            {
                _at[party]++;
            }
        }

        return new(false, ended, ended ? [] : Crossing(), []);
    }

    private bool TryFindCut()
    {
        for (var moved = true; moved;)
        {
            moved = false;
            for (var party = 0; party < _at.Length; party++)
            {
                if (_at[party] >= _stretches[party].Count)
                {
                    return false;
                }

                var own = _stretches[party][_at[party]];
                if (own.Left is { } left && Others(party).Any(other => other is not null && !Sight.HadSeen(left, other.From)))
                {
                    _at[party]++;
                    moved = true;
                }
            }
        }

        return true;
    }

    private IEnumerable<Stretch?> Others(int party) =>
        _stretches.Where((_, other) => other != party).Zip(_at.Where((_, other) => other != party), (stretches, at) => at < stretches.Count ? stretches[at] : null);

    private IEnumerable<Stretch> Current() => _stretches.Select((stretches, party) => stretches[_at[party]]);

    // All agreed at some time, and whoever left did so while another's consent was on its way, unseen by either.
    private ValueList<StatementId> Crossing()
    {
        if (_stretches.Any(s => s.Count == 0))
        {
            return [];
        }

        var last = _stretches.Select(s => s[^1]).ToArray();
        var left = last.Where(s => s.Left is not null).ToArray();
        var crossed = left.Select(l => last.FirstOrDefault(o => !Sight.HadSeen(l.Left!, o.From) && !Sight.HadSeen(o.From, l.Left!))).ToArray();
        return left.Length == 0 || crossed.Contains(null) ? [] : left.Select(l => l.Left!.Id).Concat(crossed.Select(c => c!.From.Id)).Distinct().Order().ToValueList();
    }

    private static List<Stretch> StretchesOf(IReadOnlyList<PartyAct> acts)
    {
        var stretches = new List<Stretch>();
        foreach (var act in acts)
        {
            var isOpen = stretches.Count > 0 && stretches[^1].Left is null;
            if (act.Agrees && !isOpen)
            {
                stretches.Add(new(act.Said, null));
            }
            else if (!act.Agrees && isOpen)
            {
                stretches[^1] = stretches[^1] with { Left = act.Said };
            }
        }

        return stretches;
    }

    private static bool After(Said act, Said from) => act.Index >= from.Index;

    private sealed record Stretch(Said From, Said? Left);
}

/// <param name="Stance">Null where the party left it: it withdrew it, or put other words of its own in its place.</param>
internal readonly record struct PartyAct(Said Said, Stance? Stance, bool Agrees);

/// <param name="Holds">Everybody agreed, and not everybody has turned back since.</param>
/// <param name="Ended">Everybody had agreed and everybody has turned back.</param>
/// <param name="By">The words that made it; where it does not hold: those that crossed, if any did.</param>
/// <param name="Frozen">Words against it that change nothing.</param>
internal sealed record Agreement(bool Holds, bool Ended, ValueList<StatementId> By, HashSet<StatementId> Frozen)
{
    public bool Crossed => !Holds && By.Count > 0;
}
