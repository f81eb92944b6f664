using Comity.Domain.Disputes;
using Comity.Record;

namespace Comity.Domain.Press;

/// <summary>The acts of a picture as facts for the press.</summary>
public static class PressFacts
{
    /// <summary>Acts that lie ahead of the picture's day are left out.</summary>
    public static IReadOnlyList<PressFact> Of(DisputesFindings findings)
    {
        var measures = findings.Measures.ToDictionary(m => m.Id);
        var denied = findings.Links.Where(l => l.Standing == LinkStanding.Denied)
            .SelectMany(l => new[] { (Act: l.From, Link: Denied(l, l.To)), (Act: l.To, Link: Denied(l, l.From)) })
            .ToLookup(l => l.Act, l => l.Link);
        return [.. findings.Acts.Where(a => !a.Ahead).Select(a => Of(a, [.. a.Measures.Select(m => measures[m])], denied[a.Id].ToValueList()))];
    }

    private static DeniedLink Denied(LinkFinding link, StatementId other) =>
        new(other, link.DeniedBy.Select(d => d.Member).Distinct().ToValueList());

    private static PressFact Of(ActFinding act, IReadOnlyList<MeasureFinding> measures, ValueList<DeniedLink> denied)
    {
        var texts = new[] { act.Title, act.Detail }.Concat(act.Translations.Where(t => t.Field is "title" or "detail").Select(t => t.Text));
        var actors = act.Actors.Select(a => a.Member ?? a.OrganOf).OfType<MemberId>().Distinct();
        var confirmed = act.Confidence == Confidence.Confirmed || (act.Basis == Basis.OwnAct && !act.Reported);
        return new(
            act.Id, texts.Concat(measures.Select(m => m.Title)).ToValueList(), DatesOf(act, measures).Distinct().ToValueList(), actors.ToValueList(),
            confirmed, act.ContestedBy, denied);
    }

    private static IEnumerable<PressDate> DatesOf(ActFinding act, IEnumerable<MeasureFinding> measures) =>
        new[] { new PressDate(act.Date, act.Precision) }
            .Concat(new[] { act.Effective, act.Deadline }.OfType<DateOnly>().Select(d => new PressDate(d, DatePrecision.Day)))
            .Concat(measures.SelectMany(m => m.Stages).Where(s => s.Reached).Select(s => new PressDate(s.Date, s.Precision)));
}
