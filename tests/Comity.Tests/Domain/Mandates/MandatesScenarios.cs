using System.Globalization;
using System.Reflection;
using System.Text.RegularExpressions;
using Comity.Domain;
using Comity.Domain.Mandates;
using Comity.Record;

namespace Comity.Tests.Domain.Mandates;

public sealed class MandatesScenarios
{
    private static readonly DateOnly Day = new(2031, 3, 1);

    private readonly ForumScript _forum = new("Arda", "Bera");

    private MandatesFindings On(DateOnly day) => MandatesRules.Judge(_forum.Said.Aggregate(MandatesFacts.None, MandatesFold.Apply), _forum.On(day));

    private MandatesFindings Now => On(Day);

    [Fact]
    [Scenario("mandates.mandate.in-force")]
    [Scenario("mandates.mandate.not-yet")]
    [Scenario("mandates.mandate.ended")]
    public void A_mandate_stands_from_its_first_day_to_its_last_both_inclusive()
    {
        var head = SetUp();
        var given = _forum.Says("Arda", new MandateGiven("desk", Terms(MandateRole.Officer) with { From = Day, Until = Day.AddDays(2) }, "head", Day));

        Assert.Equal(("mandates.mandate.not-yet", MandateStanding.NotYet), Standing(Day.AddDays(-1), given));
        Assert.Equal(("mandates.mandate.in-force", MandateStanding.InForce), Standing(Day, given));
        Assert.Equal(("mandates.mandate.in-force", MandateStanding.InForce), Standing(Day.AddDays(2), given));
        Assert.Equal(("mandates.mandate.ended", MandateStanding.Ended), Standing(Day.AddDays(3), given));
        Assert.Equal([head, given], Now.Mandates.Select(m => m.Id));
    }

    [Fact]
    [Scenario("mandates.mandate.withdrawn")]
    public void A_withdrawn_mandate_opens_nothing_on_any_day_and_cannot_be_changed_back()
    {
        SetUp();
        var given = _forum.Says("Arda", new MandateGiven("desk", Terms(MandateRole.Officer), "head", Day));
        _forum.Says("Arda", new MandateWithdrawn(given, "head", Day));
        var late = _forum.Says("Arda", new MandateChanged(given, Terms(MandateRole.Head), "head", Day));

        Assert.Equal(("mandates.mandate.withdrawn", MandateStanding.Withdrawn), Standing(Day, given));
        Assert.Equal(("mandates.mandate.withdrawn", MandateStanding.Withdrawn), Standing(Day.AddDays(-9), given));
        Assert.Equal("mandates.reference.not-standing", ReasonFor(late));
    }

    [Fact]
    public void Changed_terms_take_the_place_of_the_earlier_ones_whole()
    {
        SetUp();
        var given = _forum.Says("Arda", new MandateGiven("desk", Terms(MandateRole.Officer) with { Tracks = ["economy"] }, "head", Day));
        var changed = _forum.Says("Arda", new MandateChanged(given, Terms(MandateRole.Drafter), "head", Day));

        var mandate = Now.Mandates.Single(m => m.Id == given);
        Assert.Equal((changed, MandateRole.Drafter, (ValueList<string>?)null), (mandate.Version, mandate.Terms.Role, mandate.Terms.Tracks));
    }

    [Fact]
    [Scenario("mandates.giver.not-head")]
    public void Nobody_but_a_standing_head_gives_changes_or_withdraws()
    {
        SetUp();
        var desk = _forum.Says("Arda", new MandateGiven("desk", Terms(MandateRole.Officer), "head", Day));
        var byDesk = _forum.Says("Arda", new MandateGiven("friend", Terms(MandateRole.Officer), "desk", Day));
        var byNobody = _forum.Says("Arda", new MandateGiven("friend", Terms(MandateRole.Officer), "nobody", Day));
        var tooEarly = _forum.Says("Arda", new MandateGiven("friend", Terms(MandateRole.Officer), "head", Day.AddDays(-900)));
        var raised = _forum.Says("Arda", new MandateChanged(desk, Terms(MandateRole.Head), "desk", Day));
        var withdrawn = _forum.Says("Arda", new MandateWithdrawn(desk, "desk", Day));

        Assert.All(new[] { byDesk, byNobody, tooEarly, raised, withdrawn }, id => Assert.Equal("mandates.giver.not-head", ReasonFor(id)));
        Assert.Equal(MandateRole.Officer, Now.Mandates.Single(m => m.Id == desk).Terms.Role);
    }

    [Fact]
    public void A_head_whose_mandate_was_withdrawn_gives_nothing_more_and_what_was_given_before_stands()
    {
        var head = SetUp();
        var before = _forum.Says("Arda", new MandateGiven("desk", Terms(MandateRole.Officer), "head", Day));
        _forum.Says("Arda", new MandateGiven("next", Terms(MandateRole.Head), "head", Day));
        _forum.Says("Arda", new MandateWithdrawn(head, "next", Day));
        var after = _forum.Says("Arda", new MandateGiven("friend", Terms(MandateRole.Officer), "head", Day));

        Assert.Equal("mandates.giver.not-head", ReasonFor(after));
        Assert.Equal(MandateStanding.InForce, Standing(Day, before).Standing);
    }

    [Fact]
    [Scenario("mandates.giver.beyond-own")]
    public void A_head_gives_nothing_that_its_own_mandate_does_not_open()
    {
        _forum.Says("Arda", new MandateGiven("head", Terms(MandateRole.Head) with { Tracks = ["economy"], Channels = [ChannelId.Plenary] }, null, Day));
        var all = _forum.Says("Arda", new MandateGiven("desk", Terms(MandateRole.Officer), "head", Day));
        var elsewhere = _forum.Says("Arda", new MandateGiven("desk", Terms(MandateRole.Officer) with { Tracks = ["economy"], Channels = [ChannelId.Public] }, "head", Day));
        var within = _forum.Says("Arda", new MandateGiven("desk", Terms(MandateRole.Officer) with { Tracks = ["economy"], Channels = [ChannelId.Plenary] }, "head", Day));

        Assert.Equal("mandates.giver.beyond-own", ReasonFor(all));
        Assert.Equal("mandates.giver.beyond-own", ReasonFor(elsewhere));
        Assert.Null(ReasonFor(within));
    }

    [Fact]
    [Scenario("mandates.giver.head-stands")]
    public void A_member_sets_itself_up_again_only_once_no_head_stands()
    {
        var head = SetUp();
        var second = _forum.Says("Arda", new MandateGiven("usurper", Terms(MandateRole.Head), null, Day));
        _forum.Says("Arda", new MandateWithdrawn(head, "head", Day));
        var again = _forum.Says("Arda", new MandateGiven("successor", Terms(MandateRole.Head), null, Day));

        Assert.Equal("mandates.giver.head-stands", ReasonFor(second));
        Assert.Equal(MandateStanding.InForce, Standing(Day, again).Standing);
    }

    [Fact]
    [Scenario("mandates.reference.unknown")]
    [Scenario("mandates.reference.not-standing")]
    public void What_refers_to_no_standing_mandate_has_no_effect()
    {
        SetUp();
        var unknown = _forum.Says("Arda", new MandateWithdrawn(ForumScript.Nowhere(), "head", Day));
        var idle = _forum.Says("Arda", new MandateGiven("desk", Terms(MandateRole.Officer), "nobody", Day));
        var onIdle = _forum.Says("Arda", new MandateWithdrawn(idle, "head", Day));

        Assert.Equal("mandates.reference.unknown", ReasonFor(unknown));
        Assert.Equal("mandates.reference.not-standing", ReasonFor(onIdle));
    }

    [Fact]
    public void One_members_mandates_are_nothing_to_another()
    {
        var head = SetUp();
        var stranger = _forum.Says("Bera", new MandateGiven("desk", Terms(MandateRole.Officer), "head", Day));
        var meddler = _forum.Says("Bera", new MandateWithdrawn(head, "head", Day));

        Assert.Equal("mandates.giver.not-head", ReasonFor(stranger));
        Assert.Equal("mandates.reference.not-standing", ReasonFor(meddler));
        Assert.Equal(MandateStanding.InForce, Standing(Day, head).Standing);
    }

    [Fact]
    [Scenario("mandates.body.unreadable")]
    public void A_mandate_that_cannot_be_read_opens_nothing() =>
        Assert.Equal("mandates.body.unreadable", ReasonFor(_forum.Says("Arda", "mandates.mandate-given/1", """{"officer":"desk","terms":{"role":"emperor"}}""")));

    [Fact]
    public void Every_fault_of_a_mandate_is_told_at_once()
    {
        var faults = new MandateGiven(
            "A Person", new MandateTerms(MandateRole.Officer, " ", "Top Level", [], [ChannelId.Plenary, ChannelId.Plenary], Day, Day.AddDays(-1)), "also a person", Day).Faults();

        Assert.Equal(
            ["mandates.officer.shape", "mandates.office.length", "mandates.level.shape", "mandates.tracks.count", "mandates.list.repeated", "mandates.dates.order", "mandates.officer.shape"],
            faults.Select(f => f.Code));
        Assert.Equal("mandates.track.shape", Assert.Single(new MandateChanged(ForumScript.Nowhere(), Terms(MandateRole.Head) with { Tracks = ["No track"] }, "head", Day).Faults()).Code);
        Assert.Equal("mandates.channels.count", Assert.Single(new MandateChanged(ForumScript.Nowhere(), Terms(MandateRole.Head) with { Channels = [] }, "head", Day).Faults()).Code);
    }

    [Fact]
    public void Every_rule_has_a_scenario_a_line_on_the_spec_page_and_wording_in_each_language()
    {
        var shown = typeof(MandatesScenarios).GetMethods().SelectMany(m => m.GetCustomAttributes<ScenarioAttribute>()).Select(s => s.Rule);
        Assert.Equal(MandatesRuleNames.All.Order(StringComparer.Ordinal), shown.Distinct().Order(StringComparer.Ordinal));
        Assert.All(MandatesRuleNames.All, rule => Assert.Contains($"| `{rule}` |", TestFiles.Text("docs/spec/mandates.md")));
        foreach (var language in new[] { "", "ja", "ko" })
        {
            Assert.Equal(
                MandatesRuleNames.All.Concat(MandatesFaultCodes.All).Order(StringComparer.Ordinal),
                MandatesText.Wording.CodesIn(CultureInfo.GetCultureInfo(language)).Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void Every_example_on_the_spec_page_is_without_fault_and_every_kind_has_one()
    {
        var examples = Regex.Matches(TestFiles.Text("docs/spec/mandates.md"), "```json\n(.*?)```", RegexOptions.Singleline).Select(m => ForumScript.Json(m.Groups[1].Value)).ToArray();

        Assert.All(examples, e => Assert.Empty(BodyCodec.Check(e.GetProperty("kind").GetString()!, e.GetProperty("body"))));
        Assert.Equal(
            new MandatesCapability().Bodies.Select(BodyCodec.KindOf).Order(StringComparer.Ordinal),
            examples.Select(e => e.GetProperty("kind").GetString()!).Distinct().Order(StringComparer.Ordinal));
    }

    private StatementId SetUp() => _forum.Says("Arda", new MandateGiven("head", Terms(MandateRole.Head), null, Day));

    private static MandateTerms Terms(MandateRole role) => new(role, "First Department", "working", null, null, Day.AddDays(-30), null);

    private (string Rule, MandateStanding Standing) Standing(DateOnly day, StatementId id) => On(day).Mandates.Where(m => m.Id == id).Select(m => (m.Rule, m.Standing)).Single();

    private string? ReasonFor(StatementId id) => Now.Ineffective.SingleOrDefault(i => i.Id == id)?.Rule;
}
