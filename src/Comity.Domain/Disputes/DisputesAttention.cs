using Comity.Record;

namespace Comity.Domain.Disputes;

/// <summary>Whom it concerns that an act is contested, that a link is denied, and that somebody recorded an act about them.</summary>
internal static class DisputesAttention
{
    public static IEnumerable<Concern> Concerns(DisputesFindings found)
    {
        var acts = found.Acts.ToDictionary(a => a.Id);
        return found.Acts.SelectMany(a => a.Accounts.Where(c => c.Stance == AccountStance.Contests && c.Author != a.Author).Select(c => Of("disputes.contested", c.Id, a, [a.Author])))
            .Concat(found.Acts.Where(a => a.ToAnswer.Count > 0).Select(a => Of("disputes.recorded-about", a.Id, a, a.ToAnswer)))
            .Concat(found.Links.Where(l => l.Standing == LinkStanding.Denied && acts.ContainsKey(l.From)).SelectMany(l => l.DeniedBy.Select(d =>
                Of("disputes.link-denied", d.Id, acts[l.From], l.AssertedBy.Select(s => s.Member).Where(m => m != d.Member).Distinct().ToValueList()))));
    }

    private static Concern Of(string what, StatementId because, ActFinding act, ValueList<MemberId> of) =>
        new(what, because, act.Id, act.Title, act.Language, act.Track, act.Date, of, $"disputes/acts/{act.Id}");
}
