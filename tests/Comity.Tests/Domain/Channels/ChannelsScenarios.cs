using Comity.Domain;
using Comity.Domain.Channels;
using Comity.Record;
using Comity.Record.Statements;

namespace Comity.Tests.Domain.Channels;

public sealed class ChannelsScenarios
{
    private static readonly DateOnly Day = new(2031, 3, 1);
    private static readonly ChannelId BeraCirra = SignedItems.Channel("Bera", "Cirra");
    private static readonly StatementId Item = ForumScript.Nowhere("a note of Bera's");

    private readonly ForumScript _forum = new("Arda", "Bera", "Cirra");

    private ChannelsFindings Now => On(Day);

    [Fact]
    [Scenario("channels.right.stands")]
    public void The_originators_last_word_on_an_item_stands_and_another_members_word_is_its_own()
    {
        _forum.Says("Bera", new PassingRightSet(Item, PassingRight.Yes));
        var last = _forum.Says("Bera", new PassingRightSet(Item, PassingRight.None));
        _forum.Says("Arda", new PassingRightSet(Item, PassingRight.Yes));

        Assert.Equal((last, PassingRight.None, "channels.right.stands"), Now.RightOf(Item, Bera) is { } right ? (right.Id, right.Right, right.Rule) : default);
        Assert.False(MayCarry(BeraCirra).May);
    }

    [Fact]
    [Scenario("channels.request.waiting")]
    [Scenario("channels.request.granted")]
    public void A_request_waits_for_the_originator_and_a_grant_lets_the_item_into_that_channel_alone()
    {
        var asked = Asks();
        Assert.Equal(("channels.request.waiting", RequestStanding.Waiting), Request(Now));
        Assert.Equal([Bera], ((ISchedule)new ChannelsCapability()).Turns(Now).Single().Of);
        Assert.Equal(PassingWhy.Waiting, MayCarry(BeraCirra).Why);

        var grant = _forum.Says("Bera", new PassingGranted(asked, Item, BeraCirra, Day, Day.AddDays(7)));
        Assert.Equal(("channels.request.granted", RequestStanding.Granted), Request(Now));
        Assert.Equal(new PassingAnswer(true, PassingWhy.Leave, grant), MayCarry(BeraCirra));
        Assert.Equal(PassingWhy.NoneByDefault, MayCarry(SignedItems.Channel("Arda", "Cirra")).Why);
        Assert.Equal(Day.AddDays(7), ((ISchedule)new ChannelsCapability()).Dates(Now).Single().Date);
    }

    [Fact]
    [Scenario("channels.request.refused")]
    public void A_refusal_stands_with_its_reason_and_a_grant_may_be_taken_back_by_one()
    {
        var asked = Asks();
        _forum.Says("Bera", new PassingGranted(asked, Item, BeraCirra, Day, null));
        _forum.Says("Bera", new PassingRefused(asked, Item, BeraCirra, "Not before the visit", "en", Day));

        Assert.Equal(("channels.request.refused", RequestStanding.Refused), Request(Now));
        Assert.Equal("Not before the visit", Now.Requests[0].Reason);
        Assert.False(MayCarry(BeraCirra).May);
    }

    [Fact]
    [Scenario("channels.leave.ended")]
    public void After_its_last_day_a_leave_has_ended()
    {
        _forum.Says("Bera", new PassingGranted(Asks(), Item, BeraCirra, Day, Day.AddDays(1)));

        Assert.Equal("channels.request.granted", On(Day.AddDays(1)).Requests[0].Rule);
        Assert.Equal("channels.leave.ended", On(Day.AddDays(2)).Requests[0].Rule);
    }

    [Fact]
    [Scenario("channels.leave.narrowed")]
    [Scenario("channels.report.stands")]
    [Scenario("channels.report.without-leave")]
    public void Narrowing_ends_a_leave_and_does_not_undo_what_was_carried_by_whoever_had_not_seen_it()
    {
        var grant = _forum.Says("Bera", new PassingGranted(Asks(), Item, BeraCirra, Day, null));
        var narrowed = _forum.Says("Bera", new PassingRightSet(Item, PassingRight.None));
        var unaware = _forum.SaysHavingSeen("Arda", new PassageReported(Item, Bera, BeraCirra, grant, ForumScript.Nowhere("first"), Day), grant);
        var aware = _forum.SaysHavingSeen("Arda", new PassageReported(Item, Bera, BeraCirra, grant, ForumScript.Nowhere("second"), Day), narrowed);
        var without = _forum.Says("Arda", new PassageReported(Item, Bera, BeraCirra, null, ForumScript.Nowhere("third"), Day));

        Assert.Equal("channels.leave.narrowed", Now.Requests[0].Rule);
        Assert.Equal(
            [(unaware, "channels.report.stands"), (aware, "channels.report.without-leave"), (without, "channels.report.without-leave")],
            Now.Reports.Select(r => (r.Id, r.Rule)));
    }

    [Fact]
    [Scenario("channels.passage.own")]
    [Scenario("channels.passage.all-hear-it")]
    public void Own_words_and_words_that_all_here_hear_already_need_no_leave()
    {
        _forum.Says("Bera", SignedItems.Passing(SignedItems.Note("Bera", BeraCirra), null, Day));
        _forum.Says("Arda", SignedItems.Passing(SignedItems.Note("Bera", ChannelId.Plenary), null, Day));

        Assert.Equal(["channels.passage.all-hear-it", "channels.passage.own"], Now.Passages.Select(p => p.Rule));
        Assert.All(Now.Passages, p => Assert.True(p.Effective));
    }

    [Fact]
    [Scenario("channels.passage.by-right")]
    [Scenario("channels.passage.by-leave")]
    [Scenario("channels.passage.without-leave")]
    public void What_is_carried_rests_on_the_originators_word_for_this_item_and_this_channel_or_has_no_effect()
    {
        var item = SignedItems.Note("Bera", BeraCirra);
        Statement Grant(ChannelId to, DateOnly? until = null, StatementId? of = null) => SignedItems.Say("Bera", BeraCirra, new PassingGranted(ForumScript.Nowhere("request"), of ?? item.Id, to, Day, until));
        _forum.Says("Cirra", SignedItems.Passing(item, SignedItems.Say("Bera", BeraCirra, new PassingRightSet(item.Id, PassingRight.Yes)), Day));
        _forum.Says("Cirra", SignedItems.Passing(item, Grant(ChannelId.Plenary, Day), Day));
        _forum.Says("Cirra", SignedItems.Passing(item, null, Day));
        _forum.Says("Cirra", SignedItems.Passing(item, Grant(SignedItems.Channel("Arda", "Cirra")), Day));
        _forum.Says("Cirra", SignedItems.Passing(item, Grant(ChannelId.Plenary, of: Item), Day));
        _forum.Says("Cirra", SignedItems.Passing(item, Grant(ChannelId.Plenary, Day), Day.AddDays(1)));
        _forum.Says("Cirra", SignedItems.Passing(item, SignedItems.Say("Bera", BeraCirra, new PassingRightSet(item.Id, PassingRight.Ask)), Day));

        Assert.Equal(["channels.passage.by-right", "channels.passage.by-leave", .. Enumerable.Repeat("channels.passage.without-leave", 5)], Now.Passages.Select(p => p.Rule));
        Assert.Equal([true, true, false, false, false, false, false], Now.Passages.Select(p => p.Effective));
        Assert.All(Now.Passages, p => Assert.Equal((item.Id, Bera, BeraCirra), (p.Item, p.Of, p.From)));
    }

    [Fact]
    [Scenario("channels.passage.not-authentic")]
    public void A_text_or_a_leave_that_its_originator_did_not_sign_has_no_effect()
    {
        var item = SignedItems.Note("Bera", BeraCirra);
        var forged = SignedItems.Say("Cirra", BeraCirra, new PassingGranted(ForumScript.Nowhere("request"), item.Id, ChannelId.Plenary, Day, null));
        _forum.Says("Cirra", SignedItems.Passing(item, null, Day, rosterOf: "Cirra"));
        _forum.Says("Cirra", SignedItems.Passing(item, forged, Day));

        Assert.All(Now.Passages, p => Assert.Equal(("channels.passage.not-authentic", false), (p.Rule, p.Effective)));
        Assert.Equal("channels.passage.not-authentic", ChannelsRules.Judge(Facts, _forum.On(Day) with { Roots = new Dictionary<MemberId, string>() }).Passages[0].Rule);
    }

    [Fact]
    [Scenario("channels.reads.registered")]
    public void Reads_of_an_item_are_registered_where_its_originator_asks_and_each_member_tells_its_own_offices()
    {
        _forum.Says("Bera", new ReadsRegistered(Item));
        _forum.Says("Arda", new ItemRead(Item, Bera, [ReadHow.Page, ReadHow.Export], Day));

        Assert.True(Now.AsksForReads(Item, Bera));
        Assert.False(Now.AsksForReads(Item, Arda));
        Assert.Equal("channels.reads.registered", Now.Registers[0].Rule);
        Assert.Equal((Arda, "Office"), (Now.Reads[0].By, Now.Reads[0].Office));
    }

    [Fact]
    [Scenario("channels.evidence.attached")]
    [Scenario("channels.evidence.empty")]
    public void Evidence_is_what_the_envelope_names_and_without_it_says_nothing()
    {
        var blob = new BlobRef(Hash256.Of([7]), 12, "application/pdf");
        _forum.Says("Bera", new EvidenceAttached(Item, "A scan", "en"));
        var empty = Facts.Evidence.Single();
        var attached = ChannelsFacts.None with { Evidence = StatementSet.Empty.Add(empty with { Statement = empty.Statement with { Blobs = [blob] } }) };

        Assert.Equal("channels.evidence.empty", Now.Evidence[0].Rule);
        var found = ChannelsRules.Judge(attached, _forum.On(Day)).Evidence[0];
        Assert.Equal(("channels.evidence.attached", Bera, blob.Id.ToString()), (found.Rule, found.By, found.Blobs.Single().Id));
    }

    [Fact]
    [Scenario("channels.blob.forgotten")]
    public void Each_holder_says_of_itself_that_it_has_forgotten()
    {
        var blob = Hash256.Of([1]).ToString();
        _forum.Says("Bera", new BlobForgotten(blob, "A person's name", "en", Day));

        Assert.Equal((blob, Bera, "channels.blob.forgotten"), (Now.Forgotten[0].Blob, Now.Forgotten[0].By, Now.Forgotten[0].Rule));
    }

    [Fact]
    [Scenario("channels.answer.not-originator")]
    [Scenario("channels.reference.unknown")]
    [Scenario("channels.body.unreadable")]
    public void Answers_of_others_or_to_nothing_and_unreadable_bodies_are_kept_without_effect()
    {
        var asked = Asks();
        var foreign = _forum.Says("Cirra", new PassingGranted(asked, Item, BeraCirra, Day, null));
        var nothing = _forum.Says("Bera", new PassingRefused(ForumScript.Nowhere(), Item, BeraCirra, null, "en", Day));
        var other = _forum.Says("Bera", new PassingGranted(asked, Item, ChannelId.Plenary, Day, null));
        var unreadable = _forum.Says("Bera", "channels.passing-right-set/1", """{"item":"all of them"}""");

        Assert.Equal("channels.request.waiting", Now.Requests[0].Rule);
        Assert.Equal(
            new[] { (foreign, "channels.answer.not-originator"), (nothing, "channels.reference.unknown"), (other, "channels.reference.unknown"), (unreadable, "channels.body.unreadable") }.OrderBy(i => i.Item1),
            Now.Ineffective.Select(i => (i.Id, i.Rule)));
    }

    [Fact]
    public void All_faults_of_a_body_are_named_at_once()
    {
        Assert.Equal(["channels.to.public", "channels.text.length", "channels.language.form"], Codes(new PassingAsked(Item, Bera, ChannelId.Public, " ", "english please", Day)));
        Assert.Equal(["channels.to.public", "channels.dates.order"], Codes(new PassingGranted(Item, Item, ChannelId.Public, Day, Day.AddDays(-1))));
        Assert.Equal(["channels.text.length", "channels.text.characters"], Codes(new PassingRefused(Item, Item, BeraCirra, new string('x', 1000) + "\u0007", "en", Day)));
        Assert.Equal(["channels.item.unreadable", "channels.leave.unreadable", "channels.roster.unreadable", "channels.roster.unreadable"], Codes(new ItemPassed("a", "b", "c", "d", null, "en", Day)));
        Assert.Equal(["channels.how.count"], Codes(new ItemRead(Item, Bera, [ReadHow.Api, ReadHow.Page], Day)));
        Assert.Equal(["channels.title.length", "channels.language.form"], Codes(new EvidenceAttached(Item, "two\nlines", "")));
        Assert.Equal(["channels.blob.form"], Codes(new BlobForgotten("a name", "Reason", "en", Day)));
    }

    private static MemberId Arda => ForumScript.Member("Arda");

    private static MemberId Bera => ForumScript.Member("Bera");

    private ChannelsFacts Facts => _forum.Said.Aggregate(ChannelsFacts.None, ChannelsFold.Apply);

    private static (string Rule, RequestStanding Standing) Request(ChannelsFindings found) => (found.Requests.Single().Rule, found.Requests.Single().Standing);

    private static IEnumerable<string> Codes(IBody body) => body.Faults().Select(f => f.Code);

    private ChannelsFindings On(DateOnly day) => ChannelsRules.Judge(Facts, _forum.On(day));

    private StatementId Asks() => _forum.Says("Arda", new PassingAsked(Item, Bera, BeraCirra, "To prepare the visit", "en", Day));

    // Bera's item stands in the channel of Arda and Bera; Arda would carry it.
    private PassingAnswer MayCarry(ChannelId to) => PassingRules.MayCarry(Now, Item, Bera, SignedItems.Channel("Arda", "Bera"), Arda, to, _forum.Members);
}
