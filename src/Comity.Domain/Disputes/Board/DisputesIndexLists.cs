using System.Globalization;
using Comity.Record;

namespace Comity.Domain.Disputes.Board;

public sealed partial class DisputesIndex
{
    private int[] _byDate = [];
    private (long Version, List<(int Number, string Rule)> Found) _ineffective = (-1, []);

    internal bool Shows(ActFilter filter, in ActEntry act) => filter.Shows(_tracks[act.Track], act.Type, act.Confidence < 0 ? null : (Confidence)act.Confidence);

    /// <summary>Works out beforehand what the first page would wait for.</summary>
    public void Settle(JudgeContext context)
    {
        _ = ActsByDate();
        _ = Ineffective();
        _ = Measures.InOrder(context, (_, _) => false).Any();
    }

    /// <summary>Numbers of all acts, by date, then id.</summary>
    internal int[] ActsByDate()
    {
        if (_byDate.Length != _acts.Count)
        {
            _byDate = [.. _acts.Select(a => a.Number)];
            Array.Sort(_byDate, (a, b) => ActAt(a).Date.CompareTo(ActAt(b).Date) is var order and not 0 ? order : _ids[a].CompareTo(_ids[b]));
        }

        return _byDate;
    }

    /// <summary>Numbers of acts not ahead of the day that members have not affirmed, latest first; where members share a bit, perhaps some too many.</summary>
    internal IEnumerable<int> Unaffirmed(ulong member, bool byMember, int day) => ActsByDate().Reverse().Where(n =>
    {
        ref readonly var act = ref ActAt(n);
        var missing = act.Named & ~act.AffirmedBy & ~(BitOf(_entries[n].Author) & ~SharedBit);
        return missing != 0 && act.Date <= day && ((missing & member) != 0 == byMember || (missing & member & SharedBit) != 0);
    });

    /// <summary>Numbers of acts of others that name a member or its organ and that it has neither affirmed nor answered, latest first; where members share a bit, perhaps some too many.</summary>
    internal IEnumerable<int> ToAnswer(MemberId member)
    {
        var (place, bit) = (_members.IndexOf(member), Bit(member));
        return ActsByDate().Reverse().Where(n => ((ActAt(n).Named | ActAt(n).Organs) & bit) != 0 && _entries[n].Author != place
            && !Referrers(n).Any(r => _entries[r].Author == place && _entries[r].Kind is SaidKind.Affirmation or SaidKind.Answer));
    }

    /// <summary>What lies ahead of a day, as <see cref="DateRules"/> orders it.</summary>
    internal List<DateFinding> Ahead(int day, int most)
    {
        var reasons = new IndexReasons(this);
        var found = new List<(int Date, string What, int Statement, int Act)>();
        foreach (var act in _acts)
        {
            if (act.Deadline >= day)
            {
                found.Add((act.Deadline, "deadline", act.Number, act.Number));
            }

            if (act.Effective > day)
            {
                found.Add((act.Effective, "effective", act.Number, act.Number));
            }
        }

        foreach (var stage in Measures.Stages.Where(s => _entries[s].Date > day && reasons.IsEffective(s)))
        {
            found.Add((_entries[stage].Date, "stage", stage, _entries[stage].RefB >= 0 ? _entries[stage].RefB : _entries[_entries[stage].RefA].RefA));
        }

        return [.. found.OrderBy(d => d.Date).ThenBy(d => d.What, StringComparer.Ordinal).ThenBy(d => _ids[d.Statement]).Take(most)
            .Select(d => new DateFinding(DateOnly.FromDayNumber(d.Date), d.What, _ids[d.Statement], _ids[d.Act]))];
    }

    /// <summary>All statements without effect, by id, and assertions that enter no chain.</summary>
    internal List<(int Number, string Rule)> Ineffective()
    {
        if (_ineffective.Version != Version)
        {
            var reasons = new IndexReasons(this);
            var found = new List<(int Number, string Rule)>();
            for (var number = 0; number < _entries.Count; number++)
            {
                if (reasons.Of(number) is { } rule)
                {
                    found.Add((number, rule));
                }
            }

            found.AddRange(Chains.InNoChain.Select(c => (c.Key, c.Value)));
            found.Sort((a, b) => _ids[a.Number].CompareTo(_ids[b.Number]));
            _ineffective = (Version, found);
        }

        return _ineffective.Found;
    }

    internal IneffectiveFinding Finding(int number, string rule) => new(_ids[number], Author(_entries[number]), KindName(_entries[number]), rule);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{_entries.Count} statements, {_acts.Count} acts, {Measures.Count} measures, {_edges.Count} references");
}
