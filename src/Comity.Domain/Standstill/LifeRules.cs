using Comity.Record;
using static Comity.Domain.Standstill.StandstillRuleNames;

namespace Comity.Domain.Standstill;

/// <summary>From when to when a confirmed standstill runs, by each way its notices are read.</summary>
internal sealed class LifeRules(SaidIndex said, IReadOnlyList<NoticeFinding> notices, IReadOnlyList<AllegationFinding> allegations, DateOnly asOf)
{
    private readonly ILookup<StatementId?, NoticeFinding> _notices = notices.ToLookup(n => n.Of);
    private readonly ILookup<StatementId, Spoken<StandstillExtended>> _extensions = said.By<StandstillExtended>(e => e.Standstill);

    /// <summary>One life where all read it alike, one for each reading where they do not.</summary>
    public IReadOnlyList<Life> Of(OfferState offer)
    {
        var terms = ((TermsOffered)offer.Offer.Body).Terms;
        var regular = Extended(offer.Id, terms);
        var ends = _notices[offer.Id].Where(n => n.Standing != NoticeStanding.Withdrawn).Select(n => (Notice: n, Last: LastDay(n, terms))).ToArray();
        var disputed = ends.Where(e => e.Notice.Standing == NoticeStanding.ReadingsDiffer).OrderBy(e => e.Last).FirstOrDefault();
        var certain = ends.Where(e => e.Notice.Standing != NoticeStanding.ReadingsDiffer && Ends(e.Notice)).Select(e => e.Last).DefaultIfEmpty(DateOnly.MaxValue).Min();
        var goesOn = Cut(terms, regular, certain);
        return disputed.Notice is null
            ? [new(goesOn, null, [])]
            : [.. ReadBy(disputed.Notice).Select(r => new Life(r.Effect == ReadingEffect.Ends ? Cut(terms, regular, Min(disputed.Last, certain)) : goesOn, r.Effect, r.Members))];
    }

    public LifeFinding Judge(OfferState offer, IReadOnlyList<Life> lives)
    {
        var terms = ((TermsOffered)offer.Offer.Body).Terms;
        var last = lives[0].Last;
        var differ = lives.Select(l => l.Last).Distinct().Count() > 1;
        var (standing, rule) = differ ? (LifeStanding.ReadingsDiffer, LifeReadingsDiffer)
            : asOf < terms.Start ? (LifeStanding.Ahead, LifeAhead)
            : asOf > last ? (LifeStanding.Ended, last < terms.LastDay || _notices[offer.Id].Any(n => Ends(n) && LastDay(n, terms) == last) ? LifeEndedByNotice : LifeTermEnded)
            : _notices[offer.Id].Any(n => n.Standing is NoticeStanding.Given or NoticeStanding.TakenEffect && LastDay(n, terms) == last) ? (LifeStanding.Ending, LifeEnding)
            : asOf > terms.LastDay ? (LifeStanding.Running, LifeExtended)
            : (LifeStanding.Running, LifeRunning);
        return new(
            offer.Id, terms.Bound, terms.Start, last, Math.Clamp(asOf.DayNumber - terms.Start.DayNumber + 1, 0, last.DayNumber - terms.Start.DayNumber + 1),
            last.DayNumber - terms.Start.DayNumber + 1, standing, rule,
            differ ? lives.Select(l => new ReadLife(l.Effect!.Value, l.Last, l.Readers)).ToValueList() : [],
            _notices[offer.Id].Select(n => n.Id).Prepend(offer.Id).ToValueList());
    }

    // A party that spoke later without having seen the notice reads it as not given in time until it says otherwise.
    private static IEnumerable<(ReadingEffect Effect, ValueList<MemberId> Members)> ReadBy(NoticeFinding notice) => notice.Readings
        .Select(r => (r.Effect, r.Member))
        .Concat(notice.UnseenBy.Where(m => notice.Readings.All(r => r.Member != m)).Select(m => (ReadingEffect.FreshNotice, m)))
        .Concat(notice.Readings.All(r => r.Member != notice.By) ? [(notice.Suspended ? ReadingEffect.Revocable : ReadingEffect.Ends, notice.By)] : [])
        .GroupBy(r => r.Item1).OrderBy(g => g.Key).Select(g => (g.Key, g.Select(r => r.Item2).ToValueList()));

    private static bool Ends(NoticeFinding notice) => notice.Standing switch
    {
        NoticeStanding.Given or NoticeStanding.TakenEffect => true,
        NoticeStanding.ReadingsAgreed => notice.Readings[0].Effect == ReadingEffect.Ends,
        _ => false,
    };

    private DateOnly LastDay(NoticeFinding notice, StandstillTerms terms)
    {
        var atOnce = terms.Consequences.Contains(Consequence.End)
            && allegations.Any(a => a.Standstill == notice.Of && a.By == notice.By && a.Standing == AllegationStanding.Breach);
        var earliest = notice.Given.AddDays(atOnce ? 0 : terms.Days.Leave);
        var named = notice.Effective.AddDays(-1);
        return named > earliest ? named : earliest;
    }

    // By silence: as many periods as reach the day asked for, or the day a notice ends it.
    private DateOnly Extended(StatementId offer, StandstillTerms terms)
    {
        var last = terms.LastDay;
        if (terms.Extension.By == ExtensionBy.Act)
        {
            foreach (var through in _extensions[offer].Where(e => e.Body.Date <= asOf).GroupBy(e => e.Body.Through).OrderBy(g => g.Key))
            {
                var inTime = through.Where(e => e.Body.Date <= last).Select(e => e.Author).ToHashSet();
                last = inTime.SetEquals(terms.Bound) && through.Key > last && through.Key.DayNumber - last.DayNumber <= terms.Extension.Days ? through.Key : last;
            }
        }

        return last;
    }

    private DateOnly Cut(StandstillTerms terms, DateOnly regular, DateOnly end)
    {
        if (terms.Extension.By != ExtensionBy.Silence)
        {
            return Min(regular, end);
        }

        var periods = Math.Max(0, (Min(asOf, end).DayNumber - regular.DayNumber + terms.Extension.Days - 1) / terms.Extension.Days);
        var through = Math.Min((long)regular.DayNumber + ((long)periods * terms.Extension.Days), DateOnly.MaxValue.DayNumber);
        return Min(DateOnly.FromDayNumber((int)through), end);
    }

    private static DateOnly Min(DateOnly one, DateOnly other) => one < other ? one : other;
}

/// <summary>How long a standstill runs as it is read.</summary>
/// <param name="Effect">The reading; null where all read alike.</param>
internal sealed record Life(DateOnly Last, ReadingEffect? Effect, ValueList<MemberId> Readers);
