using Comity.Domain.Disputes;
using Comity.Domain.Standstill;
using Comity.Record;
using static Comity.Tests.Domain.Standstill.StandstillScript;

namespace Comity.Tests.Domain.Standstill;

public sealed class StandstillFaultsTests
{
    private static readonly StatementId One = ForumScript.Nowhere("one");
    private static readonly TermsOffered Offer = new(SomeTerms(), Day, Day);
    private static readonly AllegationMade Allegation = StandstillScript.Allegation("Bera", One, null, 0, 0);
    private static readonly ConsultationRequested Request = new([Bera], "On glass.", "en", 3, SomeTerms().Clock, null, Day);
    private static readonly RollbackStep First = new("first", Arda, "Lift it.", Day, null, null);
    private static readonly RollbackPlan Plan = new("Back", "en", [new("pair", PairMode.Staggered, [First, new("second", Bera, "Lift it too.", Day, null, null)])]);

    private static readonly (string Field, string Code, IBody Body)[] Faulty =
    [
        ("terms.title", StandstillFaultCodes.TextLength, Offer with { Terms = SomeTerms() with { Title = " " } }),
        ("terms.talks", StandstillFaultCodes.TextCharacters, Offer with { Terms = SomeTerms() with { Talks = "a\0b" } }),
        ("terms.language", StandstillFaultCodes.LanguageShape, Offer with { Terms = SomeTerms() with { Language = "e" } }),
        ("date", StandstillFaultCodes.DateRange, new OfferWithdrawn(One, new(1799, 12, 31))),
        ("terms.lastDay", StandstillFaultCodes.DateOrder, Offer with { Terms = SomeTerms() with { LastDay = Day.AddDays(-1) } }),
        ("until", StandstillFaultCodes.DateOrder, Offer with { Until = Day.AddDays(-1) }),
        ("delivered", StandstillFaultCodes.DateOrder, Allegation with { Delivered = Day.AddDays(1) }),
        ("days", StandstillFaultCodes.NumberRange, Request with { Days = 367 }),
        ("terms.extension.days", StandstillFaultCodes.NumberRange, Offer with { Terms = SomeTerms() with { Extension = new(ExtensionBy.Silence, 0) } }),
        ("terms.covered", StandstillFaultCodes.ListCount, Offer with { Terms = SomeTerms() with { Covered = [] } }),
        ("acceptances", StandstillFaultCodes.ListRepeated, new OfferConfirmed(One, [One, One], Day)),
        ("terms", StandstillFaultCodes.ListRepeated, Offer with { Terms = SomeTerms() with { Relations = [new("goods", "Pact", RelationEffect.Yields)] } }),
        ("terms", StandstillFaultCodes.ListRepeated, Offer with { Terms = SomeTerms() with { Relations = [new("scope", "Pact", RelationEffect.Yields)] } }),
        ("kind", StandstillFaultCodes.WordShape, new StepNotified(One, null, "A list", "economy", "Export list", Day, "en", Day)),
        ("digest", StandstillFaultCodes.DigestShape, new OfferAccepted(One, "short", Day, [], Day)),
        ("clock.zone", StandstillFaultCodes.ZoneUnknown, Request with { Clock = Request.Clock with { Zone = "Asia/Nowhere" } }),
        ("clock.hour", StandstillFaultCodes.HourShape, Request with { Clock = Request.Clock with { Hour = "24:01" } }),
        ("clock.hour", StandstillFaultCodes.HourShape, Request with { Clock = Request.Clock with { Hour = "00:00" } }),
        ("terms.clock.capitals", StandstillFaultCodes.NotBound, Offer with { Terms = SomeTerms() with { Clock = SomeTerms().Clock with { Capitals = [new(Arda, "Asia/Tokyo")] } } }),
        ("terms.covered[0]", StandstillFaultCodes.SubjectEmpty, Offer with { Terms = SomeTerms() with { Covered = [new("all", null, null, null, "Everything")] } }),
        ("terms.check.expert", StandstillFaultCodes.GivenWrongly, Offer with { Terms = SomeTerms() with { Check = new(CheckBy.Expert, null) } }),
        ("clause", StandstillFaultCodes.GivenWrongly, Allegation with { Clause = null }),
        ("clause", StandstillFaultCodes.GivenWrongly, new AllegationAnswered(One, Answer.Excuses, null, "Because.", "en", Day)),
        ("linkage.waitsFor", StandstillFaultCodes.GivenWrongly, new LinkageDeclared(new("economy", "economy"), "It waits.", "en", Day)),
        ("plan.pairs[0].steps[1].after", StandstillFaultCodes.StepUnknown, new RollbackOffered(
            Plan with { Pairs = [new("pair", PairMode.Conditional, [First, new("second", Bera, "Lift it too.", Day, null, "third")])] }, Day, Day)),
        ("plan.pairs[0].steps", StandstillFaultCodes.DateOrder, new RollbackOffered(
            Plan with { Pairs = [new("pair", PairMode.Simultaneous, [First, new("second", Bera, "Lift it too.", Day.AddDays(1), null, null)])] }, Day, Day)),
    ];

    [Fact]
    public void Each_fault_is_found_alone_at_its_field() => Assert.All(Faulty, f => Assert.Equal([(f.Field, f.Code)], f.Body.Faults().Select(x => (x.Field, x.Code))));

    [Fact]
    public void Every_fault_code_has_an_example() =>
        Assert.Equal(StandstillFaultCodes.All.Order(StringComparer.Ordinal), Faulty.Select(f => f.Code).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public void What_is_well_formed_has_no_fault() => Assert.All<IBody>([Offer, Allegation, Request, new RollbackOffered(Plan, Day, Day)], b => Assert.Empty(b.Faults()));
}
