using Comity.Domain;
using Comity.Domain.Drafts;
using Comity.Domain.Mandates;
using Comity.Record;

namespace Comity.Tests.Domain.Drafts;

public sealed class DraftsScenarios
{
    private const string Kind = "terms.list-set/1";
    private const string Text = """{"terms":[]}""";
    private static readonly DateOnly Day = new(2031, 3, 1);

    private readonly ForumScript _forum = new("Arda", "Bera") { InOwnChannels = true };
    private ValueList<string> _twoPersons = [];

    private DraftsFindings Now => On(Day);

    [Fact]
    [Scenario("drafts.draft.being-written")]
    public void An_opened_draft_is_being_written_and_its_opening_is_its_first_version()
    {
        var draft = Open();

        Assert.Equal(("drafts.draft.being-written", DraftStanding.BeingWritten), Standing(draft));
        Assert.Equal([draft], Now.Find(draft)!.Latest);
    }

    [Fact]
    [Scenario("drafts.draft.versions-apart")]
    [Scenario("drafts.version.superseded")]
    public void Two_edits_of_one_version_both_stay_until_one_version_follows_both()
    {
        var draft = Open();
        var (one, other) = (Revise(draft, draft), Revise(draft, draft));

        Assert.Equal(("drafts.draft.versions-apart", DraftStanding.VersionsApart), Standing(draft));
        Assert.Equal([one, other], Now.Find(draft)!.Latest);
        Assert.Equal("drafts.version.superseded", ReasonFor(Says(new ReleaseAsked(draft, one, "desk", Day))));

        var both = Revise(draft, one, other);
        Assert.Equal([both], Now.Find(draft)!.Latest);
        Assert.Equal("drafts.draft.being-written", Standing(draft).Rule);
    }

    [Fact]
    [Scenario("drafts.draft.awaiting-clearance")]
    [Scenario("drafts.draft.cleared")]
    [Scenario("drafts.step.awaited")]
    [Scenario("drafts.step.cleared")]
    [Scenario("drafts.release.not-cleared")]
    public void A_later_version_is_not_cleared_by_what_was_said_of_an_earlier_one()
    {
        var draft = Open();
        var ask = Says(new ClearanceAsked(draft, draft, new(null, "Treaties Division", null), null, "desk", Day));
        Assert.Equal(("drafts.draft.awaiting-clearance", "drafts.step.awaited"), (Standing(draft).Rule, Now.Find(draft)!.Steps[0].Rule));

        Says(new ClearanceGiven(draft, ask, draft, ClearanceAnswer.Cleared, null, "legal", Day));
        Assert.Equal(("drafts.draft.cleared", "drafts.step.cleared"), (Standing(draft).Rule, Now.Find(draft)!.Steps[0].Rule));

        var version = Revise(draft, draft);
        Assert.Equal("drafts.draft.awaiting-clearance", Standing(draft).Rule);
        Assert.Equal("drafts.release.not-cleared", ReasonFor(Says(new ReleaseAsked(draft, version, "desk", Day))));
    }

    [Fact]
    [Scenario("drafts.draft.not-cleared")]
    [Scenario("drafts.step.not-cleared")]
    public void The_last_answer_for_a_version_counts()
    {
        var draft = Open();
        var ask = Says(new ClearanceAsked(draft, draft, new(MandateRole.Head, null, null), null, "desk", Day));
        Says(new ClearanceGiven(draft, ask, draft, ClearanceAnswer.NotCleared, "Not yet.", "head", Day));
        Assert.Equal(("drafts.draft.not-cleared", "drafts.step.not-cleared"), (Standing(draft).Rule, Now.Find(draft)!.Steps[0].Rule));

        Says(new ClearanceGiven(draft, ask, draft, ClearanceAnswer.Cleared, null, "head", Day));
        Assert.Equal("drafts.draft.cleared", Standing(draft).Rule);
    }

    [Fact]
    [Scenario("drafts.clearance.another-officer")]
    [Scenario("drafts.clearance.not-asker")]
    [Scenario("drafts.clearance.taken-back")]
    [Scenario("drafts.step.taken-back")]
    public void Only_the_officer_asked_answers_and_only_whoever_asked_stops_asking()
    {
        var draft = Open();
        var ask = Says(new ClearanceAsked(draft, draft, new(null, null, "legal"), null, "desk", Day));
        Assert.Equal("drafts.clearance.another-officer", ReasonFor(Says(new ClearanceGiven(draft, ask, draft, ClearanceAnswer.Cleared, null, "friend", Day))));
        Assert.Equal("drafts.clearance.not-asker", ReasonFor(Says(new ClearanceWithdrawn(draft, ask, "Not needed.", "friend", Day))));

        Says(new ClearanceWithdrawn(draft, ask, "Not needed.", "desk", Day));
        Assert.Equal(("drafts.draft.being-written", "drafts.step.taken-back"), (Standing(draft).Rule, Now.Find(draft)!.Steps[0].Rule));
        Assert.Equal("drafts.clearance.taken-back", ReasonFor(Says(new ClearanceGiven(draft, ask, draft, ClearanceAnswer.Cleared, null, "legal", Day))));
    }

    [Fact]
    [Scenario("drafts.draft.awaiting-approval")]
    [Scenario("drafts.release.under-way")]
    [Scenario("drafts.release.same-person")]
    [Scenario("drafts.draft.in-outbox")]
    public void Where_the_charter_wants_two_whoever_asked_does_not_approve()
    {
        _twoPersons = ["pairs"];
        var draft = Open();
        var ask = Says(new ReleaseAsked(draft, draft, "desk", Day));
        Assert.Equal("drafts.draft.awaiting-approval", Standing(draft).Rule);
        Assert.Equal("drafts.release.under-way", ReasonFor(Says(new ReleaseAsked(draft, draft, "friend", Day))));
        Assert.Equal("drafts.release.same-person", ReasonFor(Says(new ReleaseApproved(draft, ask, 4, "desk", Day))));

        var approved = Says(new ReleaseApproved(draft, ask, 4, "head", Day));
        Assert.Equal(("drafts.draft.in-outbox", DraftStanding.InOutbox), Standing(draft));
        Assert.Equal((approved, 4), (Now.Find(draft)!.Release!.Approval!.Id, Now.Find(draft)!.Release!.Approval!.After));
    }

    [Fact]
    public void What_waits_for_a_clearance_or_a_second_person_is_told_until_it_is_given()
    {
        _twoPersons = ["pairs"];
        var draft = Open();
        Assert.Empty(Told());
        var ask = Says(new ClearanceAsked(draft, draft, new(null, "Treaties Division", null), null, "desk", Day));
        Assert.Equal([("drafts.clearance", ask)], Told());
        Says(new ClearanceGiven(draft, ask, draft, ClearanceAnswer.Cleared, null, "legal", Day));
        Assert.Empty(Told());

        var release = Says(new ReleaseAsked(draft, draft, "desk", Day));
        Assert.Equal([("drafts.approval", release)], Told());
        Says(new ReleaseApproved(draft, release, 4, "head", Day));
        Assert.Empty(Told());
    }

    [Fact]
    public void Where_the_charter_wants_two_in_plenary_alone_one_suffices_among_named_members()
    {
        _twoPersons = ["plenary"];
        var draft = Open();
        Says(new ReleaseApproved(draft, Says(new ReleaseAsked(draft, draft, "desk", Day)), 4, "desk", Day));

        Assert.Equal("drafts.draft.in-outbox", Standing(draft).Rule);
    }

    [Fact]
    [Scenario("drafts.outbox.holds")]
    public void In_the_outbox_only_comments_and_a_stop_have_effect()
    {
        var draft = Approved(out var ask);

        Assert.Equal("drafts.outbox.holds", ReasonFor(Revise(draft, draft)));
        Assert.Equal("drafts.outbox.holds", ReasonFor(Says(new DraftWithdrawn(draft, null, "desk", Day))));
        Assert.Equal("drafts.outbox.holds", ReasonFor(Says(new ClearanceAsked(draft, draft, new(null, null, "legal"), null, "desk", Day))));
        Says(new DraftCommented(draft, draft, "Is it the right bay?", "friend", Day));
        Says(new ReleaseStopped(draft, ask, "The wrong bay.", "friend", Day));

        Assert.Equal("drafts.draft.being-written", Standing(draft).Rule);
        Assert.Equal((1, 1), (Now.Find(draft)!.Comments.Count, Now.Find(draft)!.Stops.Count));
    }

    [Fact]
    [Scenario("drafts.draft.approval-lapsed")]
    public void An_approval_holds_through_the_next_day_and_then_has_to_be_asked_for_anew()
    {
        var draft = Approved(out _);
        Assert.Equal("drafts.draft.in-outbox", On(Day.AddDays(1)).Find(draft)!.Rule);
        Assert.Equal("drafts.draft.approval-lapsed", On(Day.AddDays(2)).Find(draft)!.Rule);

        Says(new ReleaseApproved(draft, Says(new ReleaseAsked(draft, draft, "desk", Day.AddDays(2))), 9, "desk", Day.AddDays(2)));
        Assert.Equal("drafts.draft.in-outbox", On(Day.AddDays(2)).Find(draft)!.Rule);
        Assert.Equal([4L, 9], On(Day.AddDays(2)).Find(draft)!.Approvals.Select(a => a.After));
    }

    [Fact]
    [Scenario("drafts.release.not-standing")]
    public void A_new_version_ends_what_was_asked_for_an_earlier_one()
    {
        var draft = Open();
        var ask = Says(new ReleaseAsked(draft, draft, "desk", Day));
        Revise(draft, draft);

        Assert.Equal("drafts.draft.being-written", Standing(draft).Rule);
        Assert.Equal("drafts.release.not-standing", ReasonFor(Says(new ReleaseApproved(draft, ask, 4, "head", Day))));
        Assert.Equal("drafts.release.not-standing", ReasonFor(Says(new ReleaseStopped(draft, ask, null, "head", Day))));
    }

    [Fact]
    [Scenario("drafts.draft.said")]
    [Scenario("drafts.draft.closed")]
    [Scenario("drafts.release.not-approved")]
    public void What_was_said_is_noted_after_an_approval_whatever_the_day_and_closes_the_draft()
    {
        var draft = Approved(out var ask);
        var said = ForumScript.Nowhere("said");
        Assert.Equal("drafts.release.not-approved", ReasonFor(Says(new DraftReleased(draft, draft, said, Day))));
        Says(new DraftReleased(draft, ask, said, Day.AddDays(40)));

        Assert.Equal(("drafts.draft.said", DraftStanding.Said), Standing(draft));
        Assert.Equal(said, Now.Find(draft)!.Statement);
        Assert.Equal("drafts.draft.closed", ReasonFor(Revise(draft, draft)));
        Assert.Equal("drafts.draft.closed", ReasonFor(Says(new DraftReleased(draft, ask, said, Day))));
    }

    [Fact]
    [Scenario("drafts.draft.withdrawn")]
    public void A_withdrawn_draft_is_not_said()
    {
        var draft = Open();
        Says(new DraftWithdrawn(draft, "Overtaken.", "desk", Day));

        Assert.Equal(("drafts.draft.withdrawn", DraftStanding.Withdrawn), Standing(draft));
        Assert.Equal("drafts.draft.closed", ReasonFor(Says(new ReleaseAsked(draft, draft, "desk", Day))));
    }

    [Fact]
    [Scenario("drafts.body.unreadable")]
    [Scenario("drafts.reference.unknown")]
    [Scenario("drafts.reference.not-standing")]
    [Scenario("drafts.version.unknown")]
    [Scenario("drafts.kind.another")]
    public void What_names_nothing_of_the_draft_has_no_effect()
    {
        var draft = Open();
        var nowhere = ForumScript.Nowhere();

        Assert.Equal("drafts.body.unreadable", ReasonFor(_forum.Says("Arda", "drafts.draft-withdrawn/1", """{"why":1}""")));
        Assert.Equal("drafts.reference.unknown", ReasonFor(Says(new DraftWithdrawn(nowhere, null, "desk", Day))));
        Assert.Equal("drafts.reference.unknown", ReasonFor(Says(new ClearanceGiven(draft, nowhere, draft, ClearanceAnswer.Cleared, null, "legal", Day))));
        Assert.Equal("drafts.reference.not-standing", ReasonFor(_forum.Says("Bera", new DraftWithdrawn(draft, null, "desk", Day))));
        Assert.Equal("drafts.version.unknown", ReasonFor(Revise(draft, nowhere)));
        Assert.Equal("drafts.kind.another", ReasonFor(Says(new DraftRevised(draft, [draft], "strategy.model-withdrawn/1", $$"""{"of":"{{draft}}"}""", [], "desk", Day))));
        Assert.Equal("drafts.draft.being-written", Standing(draft).Rule);
    }

    [Fact]
    [Scenario("drafts.channel.not-own")]
    public void A_draft_that_others_heard_is_none()
    {
        var elsewhere = new ForumScript("Arda", "Bera");
        var draft = elsewhere.Says("Arda", Opened());
        var found = DraftsRules.Judge(elsewhere.Said.Aggregate(DraftsFacts.None, DraftsFold.Apply), elsewhere.On(Day));

        Assert.Empty(found.Drafts);
        Assert.Equal((draft, "drafts.channel.not-own"), (found.Ineffective.Single().Id, found.Ineffective.Single().Rule));
    }

    [Fact]
    public void What_would_have_no_effect_is_known_before_it_is_said()
    {
        var draft = Approved(out _);
        var facts = _forum.Said.Aggregate(DraftsFacts.None, DraftsFold.Apply);

        Assert.Equal("drafts.outbox.holds", DraftsRules.WhyNot(facts, ForumScript.Member("Arda"), new DraftWithdrawn(draft, null, "desk", Day), Context(Day)));
        Assert.Null(DraftsRules.WhyNot(facts, ForumScript.Member("Arda"), new DraftCommented(draft, draft, "Fine.", "desk", Day), Context(Day)));
    }

    [Fact]
    public void A_body_is_refused_with_all_its_faults_those_of_the_text_to_be_said_too()
    {
        var faults = (Opened() with { Channel = ChannelId.Of(ForumScript.Member("Arda")), Title = "", Text = """{"terms":[{"phrase":""}],"more":1}""", By = "a person" }).Faults().Select(f => (f.Field, f.Code));

        Assert.Equal(
            [
                ("channel", "drafts.channel.alone"), ("title", "drafts.title.length"), ("text.terms[0].phrase", "drafts.text.faulty"), ("text.more", "drafts.text.faulty"),
                ("by", "drafts.officer.shape"),
            ],
            faults);
        Assert.Equal(["drafts.kind.not-drafted"], (Opened() with { Kind = "drafts.draft-withdrawn/1" }).Faults().Select(f => f.Code));
        Assert.Equal(["drafts.text.shape"], (Opened() with { Text = "[]" }).Faults().Select(f => f.Code));
        Assert.Equal(["drafts.text.length"], (Opened() with { Text = new string(' ', 30_001) }).Faults().Select(f => f.Code));
        Assert.Equal(["drafts.words.missing"], new ClearanceGiven(default, default, default, ClearanceAnswer.NotCleared, null, "legal", Day).Faults().Select(f => f.Code));
        Assert.Equal(["drafts.clearer.one"], new ClearanceAsked(default, default, new(MandateRole.Head, "Office", null), null, "desk", Day).Faults().Select(f => f.Code));
    }

    private static DraftOpened Opened() => new(ChannelId.Of(ForumScript.Member("Arda"), ForumScript.Member("Bera")), Kind, "economy", "Our words", Text, null, [], "desk", Day);

    private StatementId Open() => Says(Opened());

    private StatementId Approved(out StatementId ask)
    {
        var draft = Open();
        ask = Says(new ReleaseAsked(draft, draft, "desk", Day));
        Says(new ReleaseApproved(draft, ask, 4, "desk", Day));
        return draft;
    }

    private StatementId Revise(StatementId draft, params StatementId[] follows) => Says(new DraftRevised(draft, follows.ToValueList(), Kind, $$"""{"terms":[{"phrase":"word {{_forum.Said.Count}}"}]}""", [], "desk", Day));

    private StatementId Says(IBody body) => _forum.Says("Arda", body);

    private JudgeContext Context(DateOnly day) => _forum.On(day) with { TwoPersons = _twoPersons };

    private DraftsFindings On(DateOnly day) => DraftsRules.Judge(_forum.Said.Aggregate(DraftsFacts.None, DraftsFold.Apply), Context(day));

    private (string Rule, DraftStanding Standing) Standing(StatementId draft) => Now.Find(draft) is { } found ? (found.Rule, found.Standing) : default;

    private List<(string What, StatementId Because)> Told() => [.. new DraftsCapability().Concerns(Now).Select(c => (c.What, c.Because))];

    private string ReasonFor(StatementId id) => Now.Ineffective.Single(i => i.Id == id).Rule;
}
