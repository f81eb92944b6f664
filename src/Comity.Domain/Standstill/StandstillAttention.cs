using Comity.Record;

namespace Comity.Domain.Standstill;

/// <summary>Whom allegations, notices, planned steps and objections concern.</summary>
internal static class StandstillAttention
{
    // As in StandstillSchedule: what is said of standstills has no track of its own.
    private const string AnyTrack = "";

    public static IEnumerable<Concern> Concerns(StandstillFindings found)
    {
        var offers = found.Offers.ToDictionary(o => o.Id);
        return found.Allegations.Select(a => Of("standstill.allegation", a.Id, Title(offers, a.Standstill), a.Date, [a.Against], a.Standstill))
            .Concat(found.Notices.Where(n => n.Standing is NoticeStanding.Given or NoticeStanding.ReadingsDiffer)
                .Select(n => Of("standstill.notice", n.Id, n.Instrument, n.Given, n.Parties.Where(p => p != n.By).ToValueList(), offers.ContainsKey(n.Of ?? n.Id) ? n.Of : null)))
            .Concat(found.Steps.Where(s => s.Notice is not null).SelectMany(s => Planned(s, s.Notice!, offers)));
    }

    private static IEnumerable<Concern> Planned(StepFinding step, NotifiedFinding notice, Dictionary<StatementId, OfferFinding> offers) =>
        notice.Comments.Where(c => c.Stance == NoticeStance.Objection).Select(c => Of("standstill.objection", c.Id, step.Title, notice.Date, [step.Owner], step.Standstill))
            .Prepend(Of("standstill.planned", notice.Id, step.Title, notice.Date, offers[step.Standstill].Bound.Where(b => b != step.Owner).ToValueList(), step.Standstill));

    private static string Title(Dictionary<StatementId, OfferFinding> offers, StatementId? standstill) => standstill is { } id && offers.TryGetValue(id, out var offer) ? offer.Title : "";

    private static Concern Of(string what, StatementId because, string title, DateOnly since, ValueList<MemberId> of, StatementId? standstill) =>
        new(what, because, standstill ?? because, title, "und", AnyTrack, since, of, standstill is { } id ? $"standstill/{id}" : "standstill");
}
