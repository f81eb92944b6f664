using System.Globalization;
using Comity.Domain;
using Comity.Domain.Disputes;
using Comity.Node.Rooms;
using Comity.Node.Shared;
using Comity.Record;

namespace Comity.Node.Disputes;

/// <summary>Lays findings into lanes: own party on top, then the charter's order, then everybody who is no member.</summary>
public static class TimelineLayout
{
    /// <summary>Acts beyond which the picture opens on the months before the day instead of on everything.</summary>
    private const int Crowded = 40;

    public static TimelineView Of(RoomView view, Formats formats, DisputesWords words, DisputesQuery query, IReadOnlyList<ActFinding> shown)
    {
        var parties = view.Members.Where(m => m.IsParty).ToList();
        var lanes = Lanes.OfMembers(view);
        var at = shown.Select((a, n) => (a.Id, n)).ToDictionary(p => p.Id, p => p.n);
        var acts = shown.Select(a => Mark(a, lanes, query, formats, words)).ToList();
        var measures = view.Acts.MeasuresOn(at.Keys.ToHashSet()).Where(m => at.ContainsKey(m.Act) && m.Stages.Count > 0).Select(m => Bar(m, lanes, at, formats, words)).ToList();
        var links = shown.SelectMany(a => view.Acts.From(a.Id)).Where(l => l.Standing is LinkStanding.Asserted or LinkStanding.Denied && at.ContainsKey(l.From) && at.ContainsKey(l.To))
            .Select(l => new LinkArc(at[l.From], at[l.To], l.Relation.Wire(), l.Standing == LinkStanding.Denied, l.Self)).ToList();
        var extent = Extent(shown, measures, view.AsOf);
        return new(
            DisputesQuery.Iso(view.AsOf), words["asof.line", Formats.Date(view.AsOf)], Formats.Language, Window(shown, query, extent, view.AsOf), Text(extent),
            LaneViews(view, formats, words, parties, acts), acts, measures, links, Enum.GetValues<ActType>().ToDictionary(t => t.Wire(), t => new ShapeView(MarkShapes.Path(t, 8, 8, 6.6), MarkShapes.IsOpen(t))));
    }

    /// <summary>How a stage looks from its date on; null when it changes nothing about what stands.</summary>
    public static string? Look(MeasureStage stage) => stage switch
    {
        MeasureStage.Proposed or MeasureStage.Comment or MeasureStage.Decided or MeasureStage.Promulgated => "announced",
        MeasureStage.InForce or MeasureStage.Resumed => "force",
        MeasureStage.Eased => "eased",
        MeasureStage.Suspended => "suspended",
        MeasureStage.Lifted => "end",
        _ => null,
    };

    public static IReadOnlyList<BarSegment> Segments(MeasureFinding measure)
    {
        // "Announced" said again is not a second bar; a second easing is, since something more was eased.
        var steps = new List<(DateOnly Date, string Look, bool Ahead)>();
        foreach (var stage in measure.Stages)
        {
            if (Look(stage.Stage) is { } look && (steps.Count == 0 || steps[^1].Look != look || steps[^1].Ahead == stage.Reached))
            {
                steps.Add((stage.Date, look, !stage.Reached));
            }
        }

        var segments = steps.Select((s, n) => new BarSegment(
            DisputesQuery.Iso(s.Date), n + 1 < steps.Count ? DisputesQuery.Iso(steps[n + 1].Date) : s.Look == "end" || s.Ahead ? DisputesQuery.Iso(s.Date) : null, s.Look, s.Ahead)).ToList();
        var last = segments.FindLastIndex(s => !s.Ahead);
        if (measure.Standing == MeasureStanding.NoEndRecorded && last >= 0 && segments[last].Look != "end")
        {
            segments[last] = segments[last] with { Look = "open" };
        }

        return segments;
    }

    private static ActMark Mark(ActFinding act, Lanes lanes, DisputesQuery query, Formats formats, DisputesWords words) => new(
        act.Id.ToString(), DisputesQuery.Iso(act.Date), Until(act), lanes.Of(act), act.Track, act.Type.Wire(), formats.Title(act).Text,
        Formats.Date(act.Date, act.Precision), formats.Actors(act), $"{words.Of(act.Type)} · {formats.Track(act.Track)}",
        [.. words.Marks(act).Select(m => m.Words)], act.Actors.All(a => a.Member is null), act.ContestedBy.Count > 0, act.Ahead,
        (query with { Act = act.Id }).Url());

    private static MeasureBar Bar(MeasureFinding measure, Lanes lanes, Dictionary<StatementId, int> at, Formats formats, DisputesWords words) => new(
        measure.Id.ToString(), measure.Act.ToString(), lanes.Of(measure), measure.Track, formats.Title(measure).Text, words.Standing(measure),
        [.. measure.Stages.Select(words.Stage)], Segments(measure),
        [.. measure.Stages.Select(s => s.Act).OfType<StatementId>().Append(measure.Act).Where(at.ContainsKey).Select(id => at[id]).Distinct()]);

    private static List<LaneView> LaneViews(RoomView view, Formats formats, DisputesWords words, List<MemberView> parties, List<ActMark> acts)
    {
        var counts = acts.SelectMany(a => a.Lanes).CountBy(l => l).ToDictionary();
        return [.. parties.Select(m => (Id: m.Id.ToString(), Name: formats.Name(m.Id), Own: m.Id == view.Me))
            .Append((Id: "others", Name: words["lane.others"], Own: false))
            .Select((l, n) => new LaneView(l.Id, l.Name, l.Own, words.Count("count.acts", counts.GetValueOrDefault(n))))];
    }

    private static string? Until(ActFinding act) => act.Precision switch
    {
        DatePrecision.Month => DisputesQuery.Iso(new DateOnly(act.Date.Year, act.Date.Month, 1).AddMonths(1).AddDays(-1)),
        DatePrecision.Year => DisputesQuery.Iso(new DateOnly(act.Date.Year, 12, 31)),
        _ => null,
    };

    private static (DateOnly From, DateOnly To) Extent(IReadOnlyList<ActFinding> acts, List<MeasureBar> measures, DateOnly day)
    {
        var dates = acts.Select(a => a.Date).Append(day)
            .Concat(measures.SelectMany(m => m.Segments).Select(s => DateOnly.ParseExact(s.From, "yyyy-MM-dd", CultureInfo.InvariantCulture))).ToList();
        return (dates.Min().AddDays(-20), dates.Max().AddDays(20));
    }

    private static DayRange Window(IReadOnlyList<ActFinding> acts, DisputesQuery query, (DateOnly From, DateOnly To) extent, DateOnly day)
    {
        var to = query.To ?? Earlier(extent.To, acts.Count > Crowded ? day.AddDays(50) : extent.To);
        var from = query.From ?? (acts.Count > Crowded ? Later(extent.From, day.AddDays(-330)) : extent.From);
        return from < to ? Text((Later(from, extent.From), Earlier(to, extent.To))) : Text(extent);
    }

    private static DayRange Text((DateOnly From, DateOnly To) range) => new(DisputesQuery.Iso(range.From), DisputesQuery.Iso(range.To));

    private static DateOnly Later(DateOnly a, DateOnly b) => a > b ? a : b;

    private static DateOnly Earlier(DateOnly a, DateOnly b) => a < b ? a : b;
}
