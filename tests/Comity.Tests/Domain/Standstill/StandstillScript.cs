using Comity.Domain.Disputes;
using Comity.Domain.Standstill;
using Comity.Record;

namespace Comity.Tests.Domain.Standstill;

/// <summary>Arda and Bera quarrel, Cirra convenes; what they say of a standstill, with all that does not matter filled in.</summary>
internal sealed class StandstillScript
{
    public static readonly MemberId Arda = ForumScript.Member("Arda");
    public static readonly MemberId Bera = ForumScript.Member("Bera");
    public static readonly MemberId Cirra = ForumScript.Member("Cirra");

    /// <summary>A Monday, working in Tokyo, Seoul and Washington.</summary>
    public static readonly DateOnly Day = new(2026, 3, 2);

    public ForumScript Forum { get; } = new("Cirra", "Arda", "Bera");

    /// <summary>30 days from <see cref="Day"/>; export lists and licences are covered, courts and private acts free.</summary>
    public static StandstillTerms SomeTerms() => SomeTerms(Day, Day.AddDays(29), [Arda, Bera]);

    public static StandstillTerms SomeTerms(DateOnly start, DateOnly last, ValueList<MemberId> bound) => new(
        "Standstill on glass", "en", bound,
        [new("goods", "economy", "export-list", null, "Lists of goods that need a licence"), new("licences", "economy", "export-licensing", null, "Licences")],
        new(start.AddDays(-1), []),
        [new("courts", CarveOutKind.Courts, "Judgments"), new("shops", CarveOutKind.Private, "What shoppers do"), new("free", CarveOutKind.Procedure, "Complaints to the tribunal")],
        start, last, "Talks on glass in Bera", new(ExtensionBy.None, 0), new(7, 5, 6, 10), new(CheckBy.Joint, null),
        [Consequence.Consultation, Consequence.Suspension], [new(PublicWhat.Existence, null)], true, [new("treaty", "Treaty of 2020", RelationEffect.Unaffected)],
        new("Asia/Tokyo", "24:00", DayCount.Calendar, false, bound.Select((m, i) => new Capital(m, i % 2 == 0 ? "Asia/Tokyo" : "Asia/Seoul")).ToValueList()));

    public StandstillFindings On(int day) => On(Day.AddDays(day));

    public StandstillFindings On(DateOnly day) => StandstillRules.Judge(Forum.Said.Aggregate(StandstillFacts.None, StandstillFold.Apply), Forum.On(day));

    public string? ReasonFor(StatementId id) => On(0).Ineffective.SingleOrDefault(i => i.Id == id)?.Rule;

    public StatementId Offers(StandstillTerms? terms = null, string by = "Cirra") => Forum.Says(by, new TermsOffered(terms ?? SomeTerms(), Day.AddDays(-1), Day.AddDays(-4)));

    public StatementId Accepts(string party, StatementId offer, int until = 5, int on = -3, params StatementId[] disputed) =>
        Forum.Says(party, new OfferAccepted(offer, Digest(offer), Day.AddDays(until), disputed.ToValueList(), Day.AddDays(on)));

    public StatementId Confirms(string party, StatementId offer, int on, params StatementId[] acceptances) =>
        Forum.Says(party, new OfferConfirmed(offer, acceptances.ToValueList(), Day.AddDays(on)));

    /// <summary>An offer of Cirra's that both accepted and Cirra confirmed the day before it starts.</summary>
    public StatementId Agreed(StandstillTerms? terms = null, params StatementId[] disputedByArda)
    {
        var offer = Offers(terms);
        Confirms("Cirra", offer, -1, Accepts("Arda", offer, disputed: disputedByArda), Accepts("Bera", offer));
        return offer;
    }

    public StatementId Measure(string party, MeasureNature nature, bool isPrivate, params (MeasureStage Stage, int Day)[] stages)
    {
        var act = Forum.Says(party, new ActRecorded(
            Day.AddDays(-20), DatePrecision.Day, ActType.Measure, [new(ForumScript.Member(party), null, null)], [], $"{party} acted", "", "en", null, null, Basis.OwnAct, false, [], null, null));
        var measure = Forum.Says(party, new MeasureAnnounced(act, $"{party}'s measure", "en", nature, isPrivate, MeasureEnd.ToBeRecorded, Basis.OwnAct, false, [], null));
        foreach (var (stage, day) in stages)
        {
            Reaches(party, measure, stage, day);
        }

        return measure;
    }

    public StatementId Measure(string party, params (MeasureStage Stage, int Day)[] stages) => Measure(party, MeasureNature.ExportList, false, stages);

    public StatementId Reaches(string party, StatementId measure, MeasureStage stage, int day) =>
        Forum.Says(party, new StageRecorded(measure, stage, Day.AddDays(day), DatePrecision.Day, null, null, "en", Basis.OwnAct, []));

    public StatementId Classifies(
        string party, StatementId standstill, StatementId step, string kind, StepEffect effect = StepEffect.Tightens, string? carveOut = null, int on = 1) =>
        Forum.Says(party, new StepClassified(standstill, step, "economy", kind, effect, null, carveOut, "So we see it.", "en", Day.AddDays(on)));

    public StatementId Notifies(string party, StatementId standstill, StatementId? measure, int planned, int on) =>
        Forum.Says(party, new StepNotified(standstill, measure, "A longer list", "economy", "export-list", Day.AddDays(planned), "en", Day.AddDays(on)));

    public StatementId Alleges(string party, string against, StatementId standstill, StatementId? step = null, int on = 2, int? delivered = 2, string clause = "goods") =>
        Forum.Says(party, Allegation(against, standstill, step, on, delivered, clause));

    public static AllegationMade Allegation(string against, StatementId standstill, StatementId? step, int on, int? delivered, string clause = "goods") => new(
        standstill, ForumScript.Member(against), step, clause, null, "The list grew.", "en", Confidence.Unconfirmed, [],
        delivered is { } d ? Day.AddDays(d) : null, Day.AddDays(on));

    public StatementId Answers(string party, StatementId allegation, Answer answer, int on, string? clause = null) =>
        Forum.Says(party, new AllegationAnswered(allegation, answer, clause, "Because.", "en", Day.AddDays(on)));

    public void Concludes(StatementId allegation, Outcome outcome, int on, params string[] parties)
    {
        foreach (var party in parties)
        {
            Forum.Says(party, new OutcomeStated(allegation, outcome, Day.AddDays(on)));
        }
    }

    private string Digest(StatementId offer) => Forum.Said.Single(s => s.Id == offer).Body switch
    {
        TermsOffered b => TermsDigest.Of(b.Terms).ToString(),
        RollbackOffered b => TermsDigest.Of(b.Plan).ToString(),
        _ => "",
    };
}
