using Comity.Domain.Disputes;
using Comity.Record;
using static Comity.Domain.Standstill.StandstillRuleNames;

namespace Comity.Domain.Standstill;

/// <summary>
/// Judges every step of a bound party under a confirmed standstill at once: one finding per measure whatever its stages, one
/// verdict per bound party by its own classification. Where verdicts differ both stand, and consultation is open.
/// </summary>
internal sealed class StepRules(SaidIndex said, ValueList<SuspensionFinding> suspensions, DateOnly asOf)
{
    private readonly ILookup<StatementId, Spoken<StepClassified>> _classified = said.By<StepClassified>(c => c.Step);
    private readonly ILookup<StatementId, Spoken<NoticeCommented>> _comments = said.By<NoticeCommented>(c => c.Notice);
    private readonly ILookup<StatementId, Spoken<StepNotified>> _notified = said.By<StepNotified>(n => n.Standstill);

    /// <summary>By first day since the start, then owner, then id.</summary>
    public IEnumerable<StepFinding> Judge(OfferState offer, IReadOnlyList<Life> lives)
    {
        var under = new StandstillUnderWay(offer.Id, ((TermsOffered)offer.Offer.Body).Terms, lives);
        var last = lives.Max(l => l.Last);
        return Taken(under, last < asOf ? last : asOf).Select(step => Judge(step, under))
            .OrderBy(f => f.Since).ThenBy(f => f.Owner).ThenBy(f => f.Step).ToArray();
    }

    private IEnumerable<Step> Taken(StandstillUnderWay under, DateOnly through)
    {
        var terms = under.Terms;
        var notices = _notified[under.Id].Where(n => n.Body.Date <= asOf).ToArray();
        var noticeOf = notices.Where(n => n.Body.Measure is not null).ToLookup(n => n.Body.Measure!.Value);
        var classified = _classified.Where(c => c.Any(x => x.Body.Standstill == under.Id && x.Body.Date <= asOf)).Select(c => c.Key).ToHashSet();
        var measures = terms.Bound.SelectMany(m => said.Ledger.ByOwner[m]).Where(m => m.Stages.Any(s => s.Body.Date >= terms.Start && s.Body.Date <= through) || noticeOf[m.Id].Any())
            .UnionBy(classified.Select(said.Ledger.Measures.GetValueOrDefault).OfType<LedgerMeasure>(), m => m.Id);
        foreach (var measure in measures)
        {
            yield return Step.Of(measure, terms, through, [.. noticeOf[measure.Id]]);
        }

        foreach (var act in classified.Where(said.Ledger.Acts.ContainsKey).Select(id => said.Ledger.Acts[id]).Where(a => a.Body.Date >= terms.Start && a.Body.Date <= through))
        {
            yield return Step.Of(act);
        }

        foreach (var notice in notices.Where(n => n.Body.Measure is null))
        {
            yield return Step.Of(notice);
        }
    }

    private StepFinding Judge(Step step, StandstillUnderWay under)
    {
        var notice = step.Notices.Count > 0 ? Notice(step, under) : null;
        var verdicts = under.Lives.SelectMany(life => under.Terms.Bound.Select(m => ByParty(m, step, notice, under, life))).ToValueList();
        var kinds = Differ(verdicts);
        return new(
            under.Id, step.Id, step.What, step.Owner, step.Title, step.Track, step.Kind, step.Since,
            under.Lives.Count > 1 && verdicts.GroupBy(v => v.Member).All(g => g.Select(v => v.Standing).Distinct().Count() == 1)
                ? verdicts.Where(v => v.Effect == under.Lives[0].Effect).Select(v => v with { Effect = null }).ToValueList()
                : verdicts,
            kinds, kinds ? StepClassificationsDiffer : null, notice, step.Because);
    }

    // Among those who classified it, within one reading of the notices.
    private static bool Differ(ValueList<PartyVerdict> verdicts)
    {
        foreach (var one in verdicts)
        {
            foreach (var other in verdicts)
            {
                if (one.Standing != other.Standing && one.Effect == other.Effect && one.Standing != StepStanding.Unclassified && other.Standing != StepStanding.Unclassified)
                {
                    return true;
                }
            }
        }

        return false;
    }

    private PartyVerdict ByParty(MemberId member, Step step, NotifiedFinding? notice, StandstillUnderWay under, Life life)
    {
        var terms = under.Terms;
        var own = _classified.Contains(step.Id) ? Own(member, step, under.Id) : [];
        PartyVerdict Found(StepStanding standing, string rule, string? clause = null) =>
            new(member, standing, rule, clause, life.Effect, own.Select(c => c.Id).ToValueList());

        if (own.Length > 1)
        {
            return Found(StepStanding.Unclassified, StepClassificationForked);
        }

        var view = own is [var c] ? new View(c.Body) : member == step.Owner ? new View(step) : null;
        var inventory = under.Inventory.GetValueOrDefault(step.Id);
        return step.Since > life.Last ? Found(StepStanding.Outside, StepAfterTheEnd, "term")
            : step.Private && Clause(terms, CarveOutKind.Private) is { } apart ? Found(StepStanding.CarvedOut, StepPrivate, apart)
            : step.Since < terms.Start ? Found(StepStanding.Outside, StepNothingSinceTheStart, inventory?.Id)
            : step.Effect == StepEffect.Eases || view?.Effect == StepEffect.Eases && step.What != StepWhat.Measure ? Found(StepStanding.Easing, StepEasing)
            : step.PromulgatedOn <= terms.Baseline.Date && Clause(terms, CarveOutKind.Promulgated) is { } earlier ? Found(StepStanding.CarvedOut, StepPromulgated, earlier)
            : inventory is { Treatment: BaselineTreatment.RunsItsCourse } ? Found(StepStanding.Outside, StepRunsItsCourse, inventory.Id)
            : inventory is not null && !under.Disputes(member, step.Id, said) ? Found(StepStanding.Contrary, StepBeyondBaseline, inventory.Id)
            : view is null ? Found(StepStanding.Unclassified, StepUnclassified)
            : view.CarveOut is { } free ? Found(StepStanding.CarvedOut, StepCarvedOut, free)
            : Covering(terms, view) is not { } subject ? Found(StepStanding.Outside, StepOutside)
            : Suspended(step, subject, under) ? Found(StepStanding.CarvedOut, StepDutySuspended, subject)
            : Covered(step, view, notice) is var (standing, rule) ? Found(standing, rule, subject) : throw new InvalidOperationException();
    }

    // A party's latest word on the step; two of them at one place of its journal are a fork.
    private Spoken<StepClassified>[] Own(MemberId member, Step step, StatementId standstill)
    {
        var said = _classified[step.Id].Where(c => c.Author == member && c.Body.Standstill == standstill && c.Body.Date <= asOf).ToArray();
        return [.. said.Where(c => c.Index == said[^1].Index)];
    }

    private static (StepStanding Standing, string Rule) Covered(Step step, View view, NotifiedFinding? notice) => (notice, step.Planned) switch
    {
        _ when view.Effect == StepEffect.Threatens => (StepStanding.Contrary, StepThreat),
        _ when view.Effect == StepEffect.Omits => (StepStanding.Contrary, StepOmission),
        ({ InTime: false }, _) => (StepStanding.Contrary, StepNotifiedLate),
        ({ }, true) => (StepStanding.PlannedAndNotified, StepPlannedNotified),
        ({ AllWithoutObjection: true }, false) => (StepStanding.PlannedAndNotified, StepNotifiedWithoutObjection),
        ({ }, false) => (StepStanding.Contrary, StepTakenAfterNotice),
        (null, true) => (StepStanding.Contrary, StepPlannedNotNotified),
        _ => (StepStanding.Contrary, StepContrary),
    };

    private NotifiedFinding Notice(Step step, StandstillUnderWay under)
    {
        var first = step.Notices.MinBy(n => (n.Body.Date, n.Index));
        var allowed = Deadlines.After(first.Body.Date, under.Terms.Days.PriorNotice, under.Terms.Clock);
        var comments = _comments[first.Id].Where(c => c.Body.Date <= asOf).GroupBy(c => c.Author).Select(c => c.Last()).ToArray();
        var others = under.Terms.Bound.Where(m => m != step.Owner);
        return new(
            first.Id, first.Body.Date, first.Body.Planned, allowed, allowed.Date <= (step.TakenOn ?? first.Body.Planned),
            comments.Select(c => new CommentFinding(c.Id, c.Author, c.Body.Stance)).ToValueList(),
            others.All(m => comments.Any(c => c.Author == m && c.Body.Stance == NoticeStance.NoObjection)));
    }

    private bool Suspended(Step step, string subject, StandstillUnderWay under) => suspensions.Any(s =>
        s.Standstill == under.Id && s.By == step.Owner && s.Clause == subject && s.From <= step.Since && step.Since <= s.Through);

    private static string? Clause(StandstillTerms terms, CarveOutKind kind) => terms.CarveOuts.FirstOrDefault(c => c.Kind == kind)?.Id;

    private static string? Covering(StandstillTerms terms, View view) => terms.Covered.FirstOrDefault(s =>
        (s.Track is null || s.Track == view.Track) && (s.Kind is null || s.Kind == view.Kind) && (s.Matter is null || s.Matter == view.Matter))?.Id;

    /// <summary>What a party takes a step to be: by its own classification, or, for its own step, by the tags it recorded it with.</summary>
    private sealed record View(string Track, string Kind, StepEffect Effect, StatementId? Matter, string? CarveOut)
    {
        public View(StepClassified said)
            : this(said.Track, said.Kind, said.Effect, said.Matter, said.CarveOut)
        {
        }

        public View(Step tags)
            : this(tags.Track, tags.Kind, tags.Effect, tags.Matter, null)
        {
        }
    }
}

/// <summary>A confirmed standstill with the ways it is read.</summary>
internal sealed record StandstillUnderWay(StatementId Id, StandstillTerms Terms, IReadOnlyList<Life> Lives)
{
    /// <summary>The baseline's items by measure.</summary>
    public IReadOnlyDictionary<StatementId, BaselineItem> Inventory { get; } = Terms.Baseline.Inventory.ToDictionary(i => i.Measure);

    /// <summary>Whether a party accepted the terms while disputing that a measure belongs in the inventory.</summary>
    public bool Disputes(MemberId member, StatementId measure, SaidIndex said) =>
        said.By<OfferAccepted>(a => a.Offer)[Id].LastOrDefault(a => a.Author == member) is { Body: { } accepted } && accepted.Disputed.Contains(measure);
}
