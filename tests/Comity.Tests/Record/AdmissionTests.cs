using System.Text.Json.Nodes;
using Comity.Record;
using Comity.Record.Forum;
using Comity.Record.Journals;
using Comity.Record.Signing;
using Comity.Record.Statements;
using Comity.Record.Tree;

namespace Comity.Tests.Record;

/// <summary>docs/spec/statement.md, "Admission": a sentence per rule.</summary>
public sealed class AdmissionTests
{
    private static readonly ChannelId ArdaBera = ChannelId.Parse("arda+bera");
    private static readonly ChannelId ArdaAlone = ChannelId.Parse("arda");

    // Founding

    [Fact]
    public void Before_all_have_accepted_the_forum_is_not_founded()
    {
        var forum = new ForumBuilder();
        forum.TellAll();
        Assert.False(forum["Arda"].Record.IsFounded);

        forum["Bera"].Opens(ChannelId.Plenary);
        forum.TellAll();
        Assert.False(forum["Arda"].Record.IsFounded);

        forum["Cirra"].Opens(ChannelId.Plenary);
        forum.TellAll();
        Assert.All(forum.Parties, p => Assert.True(p.Record.IsFounded));
    }

    [Fact]
    public void Before_the_charter_is_held_everything_waits_for_it()
    {
        var forum = new ForumBuilder();
        forum["Bera"].Hears(forum.CharterStatement);
        var acceptance = forum["Bera"].Opens(ChannelId.Plenary);

        Assert.Equal(new Admission.Waiting([]), forum["Cirra"].Hears(acceptance));
        IsNew(forum["Cirra"].Hears(forum.CharterStatement));
        IsNew(forum["Cirra"].Hears(acceptance));
    }

    [Fact]
    public void A_charter_that_does_not_name_the_holder_is_refused_and_leaves_no_trace()
    {
        var forum = new ForumBuilder();
        var stranger = new ForumRecord(forum.Id, MemberId.Parse("dora"));

        IsRefused("record.channel", Judge(stranger, forum.CharterStatement));
        Assert.Null(stranger.Charter);
    }

    [Fact]
    public void A_charter_signed_by_somebody_it_does_not_name_is_refused()
    {
        var forum = new ForumBuilder();
        var dora = SigningKey.Generate();
        var roster = Roster.Sign(dora, MemberId.Parse("dora"), 1, null, [dora.Public]);
        var charter = StatementSigner.Sign(
            new StatementDraft(RecordKinds.Charter, null, null, [], (forum.Charter with { Roster = roster }).ToBody(), "Desk", "head", forum.Tick()),
            null, ChannelId.Plenary, MemberId.Parse("dora"), Seen.Nothing(forum.Charter.MemberIds.Append(MemberId.Parse("dora"))), 1, dora);

        IsRefused("record.channel", Judge(new ForumRecord(charter.Id, MemberId.Parse("arda")), charter));
    }

    [Fact]
    public void A_malformed_charter_is_refused_with_its_own_fault()
    {
        var forum = new ForumBuilder();
        var arda = forum["Arda"];
        var charter = Founding.SignCharter(forum.Charter with { Publishers = [MemberId.Parse("dora")] }, arda.Id, arda.Key, "Desk", "head", forum.Tick());

        IsRefused("record.charter.convener", Judge(new ForumRecord(charter.Id, arda.Id), charter));
    }

    [Fact]
    public void A_charter_under_a_roster_of_another_root_is_refused()
    {
        var forum = new ForumBuilder();
        var arda = forum["Arda"];
        var thief = SigningKey.Generate();
        var charter = Founding.SignCharter(
            forum.Charter with { Roster = Roster.Sign(thief, arda.Id, 1, null, [thief.Public]) }, arda.Id, thief, "Desk", "head", forum.Tick());

        IsRefused("record.roster.root", Judge(new ForumRecord(charter.Id, arda.Id), charter));
    }

    [Fact]
    public void A_forum_id_that_names_no_charter_admits_nothing()
    {
        var forum = ForumBuilder.Founded();
        var said = forum["Arda"].Says("words");

        IsRefused("record.charter.place", Judge(new ForumRecord(said.Id, forum["Bera"].Id), said));
    }

    [Fact]
    public void A_statement_of_another_forum_is_refused()
    {
        var (forum, other) = (ForumBuilder.Founded(), ForumBuilder.Founded());

        IsRefused("record.forum", forum["Bera"].Judges(other["Arda"].Says("words")));
        IsRefused("record.forum", forum["Bera"].Judges(other.CharterStatement));
    }

    [Fact]
    public void An_acceptance_that_does_not_cite_the_charter_is_refused()
    {
        var forum = new ForumBuilder();
        forum.TellAll();
        var bera = forum["Bera"];

        IsRefused("record.opening.cites", forum["Arda"].Judges(bera.Signs(bera.Opening(ChannelId.Plenary) with { Cites = [] })));
    }

    [Fact]
    public void A_roster_under_another_root_does_not_open_a_journal()
    {
        var forum = new ForumBuilder();
        forum.TellAll();
        var bera = forum["Bera"];
        var thief = SigningKey.Generate();
        var draft = bera.Opening(ChannelId.Plenary) with { Body = new JsonObject { ["roster"] = Roster.Sign(thief, bera.Id, 1, null, [thief.Public]) } };

        IsRefused("record.roster.root", forum["Arda"].Judges(bera.Signs(draft, key: thief)));
    }

    [Fact]
    public void Another_members_roster_does_not_open_a_journal()
    {
        var forum = new ForumBuilder();
        forum.TellAll();
        var (bera, cirra) = (forum["Bera"], forum["Cirra"]);
        var draft = bera.Opening(ChannelId.Plenary) with { Body = new JsonObject { ["roster"] = cirra.Roster.Compact } };

        IsRefused("record.roster.root", forum["Arda"].Judges(bera.Signs(draft, key: cirra.Key)));
    }

    [Theory]
    [InlineData("arda+bera")]
    [InlineData("plenary")]
    [InlineData("public")]
    public void A_journal_opens_with_its_members_roster_and_nothing_else(string channel)
    {
        var forum = new ForumBuilder();
        forum.TellAll();
        var bera = forum["Bera"];

        IsRefused("record.opening", forum["Arda"].Judges(bera.Signs(bera.Draft("words"), ChannelId.Parse(channel))));
    }

    [Fact]
    public void Acceptance_opens_only_plenary_and_adoption_only_the_rest()
    {
        var forum = new ForumBuilder();
        forum.TellAll();
        var bera = forum["Bera"];

        IsRefused("record.opening", forum["Arda"].Judges(bera.Signs(bera.Opening(ChannelId.Plenary), ArdaBera)));
        IsRefused("record.opening", forum["Arda"].Judges(bera.Signs(bera.Adoption())));
    }

    [Fact]
    public void An_acceptance_stands_at_index_0_only()
    {
        var forum = ForumBuilder.Founded();
        var bera = forum["Bera"];

        IsRefused("record.opening.again", forum["Arda"].Judges(bera.Signs(bera.Opening(ChannelId.Plenary))));
    }

    [Fact]
    public void An_opening_without_a_roster_is_refused()
    {
        var forum = new ForumBuilder();
        forum.TellAll();
        var bera = forum["Bera"];

        IsRefused("record.roster.missing", forum["Arda"].Judges(bera.Signs(bera.Opening(ChannelId.Plenary) with { Body = [] })));
        IsRefused("record.jws.parts", forum["Arda"].Judges(bera.Signs(bera.Opening(ChannelId.Plenary) with { Body = new JsonObject { ["roster"] = "none" } })));
    }

    // Place

    [Fact]
    public void A_statement_is_admitted_once_and_its_repeat_is_admitted_and_not_new()
    {
        var forum = ForumBuilder.Founded();
        var said = forum["Arda"].Says("words");

        IsNew(forum["Bera"].Hears(said));
        Assert.Equal(new Admission.Admitted(said.Id, IsNew: false), forum["Bera"].Hears(said));
        Assert.Equal(2, forum["Bera"].SizeOf(ChannelId.Plenary, forum["Arda"].Id));
    }

    [Fact]
    public void A_statement_ahead_of_its_journal_waits_for_what_comes_before()
    {
        var forum = ForumBuilder.Founded();
        var (first, second) = (forum["Arda"].Says("one"), forum["Arda"].Says("two"));

        Assert.Equal(new Admission.Waiting([new Sighting(forum["Arda"].Id, second.Seen[forum["Arda"].Id])]), forum["Bera"].Hears(second));
        IsNew(forum["Bera"].Hears(first));
        IsNew(forum["Bera"].Hears(second));
    }

    [Fact]
    public void Another_statement_at_a_taken_index_is_refused()
    {
        var forum = ForumBuilder.Founded();
        var arda = forum["Arda"];
        var other = arda.Signs(arda.Draft("another story"));
        forum["Bera"].Hears(arda.Says("one story"));

        IsRefused("record.index-taken", forum["Bera"].Hears(other));
        IsNew(forum["Cirra"].Hears(other));
    }

    [Fact]
    public void A_statement_with_another_root_of_its_own_journal_is_refused()
    {
        var forum = ForumBuilder.Founded();
        var arda = forum["Arda"];
        var held = arda.Record.Find(ChannelId.Plenary)!;
        var wrong = new Seen(held.Seen.Select(s => s.Key == arda.Id ? KeyValuePair.Create(s.Key, s.Value with { Root = Hash256.Of([1]) }) : s));

        IsRefused("record.seen-self", forum["Bera"].Judges(arda.Signs(arda.Draft("words"), seen: wrong)));
    }

    // Channels

    [Fact]
    public void A_pair_speaks_in_its_own_channel_and_the_third_is_not_told()
    {
        var forum = ForumBuilder.Founded();
        var said = forum["Arda"].Says("between us", ArdaBera);
        forum.TellAll();

        Assert.Equal(2, forum["Bera"].SizeOf(ArdaBera, forum["Arda"].Id));
        IsRefused("record.channel", forum["Cirra"].Judges(said));
        Assert.Null(forum["Cirra"].Record.Find(ArdaBera));
    }

    [Fact]
    public void A_members_own_channel_is_held_by_that_member_alone()
    {
        var forum = ForumBuilder.Founded();
        var said = forum["Arda"].Says("a draft", ArdaAlone);

        Assert.Equal(2, forum["Arda"].SizeOf(ArdaAlone, forum["Arda"].Id));
        IsRefused("record.channel", forum["Bera"].Judges(said));
    }

    [Fact]
    public void Everybody_writes_in_public()
    {
        var forum = ForumBuilder.Founded();
        foreach (var party in forum.Parties)
        {
            party.Says("to the public", ChannelId.Public);
            forum.TellAll();
        }

        Assert.All(forum.Parties, p => Assert.All(p.Record.Find(ChannelId.Public)!.Journals, j => Assert.Equal(2, j.Size)));
    }

    [Fact]
    public void Nobody_writes_in_a_channel_it_does_not_belong_to()
    {
        var forum = ForumBuilder.Founded();
        var (arda, cirra) = (forum["Arda"], forum["Cirra"]);
        var seen = new Seen([KeyValuePair.Create(arda.Id, TreeHead.Empty), KeyValuePair.Create(forum["Bera"].Id, TreeHead.Empty), KeyValuePair.Create(cirra.Id, TreeHead.Empty)]);

        IsRefused("record.channel", arda.Judges(cirra.Signs(cirra.Opening(ArdaBera), ArdaBera, seen, roster: 1)));
    }

    [Fact]
    public void A_channel_with_a_member_the_charter_does_not_name_is_refused()
    {
        var forum = ForumBuilder.Founded();
        var arda = forum["Arda"];
        var channel = ChannelId.Parse("arda+dora");
        var seen = Seen.Nothing(channel.MembersIn([]));

        IsRefused("record.channel", arda.Judges(arda.Signs(arda.Opening(channel), channel, seen)));
    }

    [Fact]
    public void Seen_names_exactly_the_members_of_the_channel()
    {
        var forum = ForumBuilder.Founded();
        var arda = forum["Arda"];
        var held = arda.Record.Find(ChannelId.Plenary)!.Seen;

        IsRefused("record.seen-members", forum["Bera"].Judges(arda.Signs(arda.Draft("words"), seen: new(held.Where(s => s.Key != forum["Cirra"].Id)))));
        IsRefused("record.seen-members", forum["Bera"].Judges(arda.Signs(arda.Draft("words"), seen: new(held.Append(KeyValuePair.Create(MemberId.Parse("dora"), TreeHead.Empty))))));
    }

    [Fact]
    public void Judging_changes_nothing_even_for_channels_never_heard_of()
    {
        var forum = ForumBuilder.Founded();
        var (arda, bera) = (forum["Arda"], forum["Bera"]);
        var said = arda.Signs(arda.Opening(ArdaBera), ArdaBera);
        var before = bera.Record.Channels.Select(c => c.Id).ToList();

        IsNew(bera.Judges(said));
        IsRefused("record.opening", bera.Judges(arda.Signs(arda.Draft("words"), ArdaBera)));

        Assert.Equal(before, bera.Record.Channels.Select(c => c.Id));
    }

    // Words

    [Fact]
    public void A_level_the_charter_does_not_name_is_refused()
    {
        var forum = ForumBuilder.Founded();
        var arda = forum["Arda"];

        IsRefused("record.level", forum["Bera"].Judges(arda.Signs(arda.Draft("words") with { Level = "summit" })));
    }

    [Fact]
    public void A_track_the_charter_does_not_name_is_refused()
    {
        var forum = ForumBuilder.Founded();
        var arda = forum["Arda"];

        IsRefused("record.track", forum["Bera"].Judges(arda.Signs(arda.Draft("words", track: "weather"))));
        IsNew(forum["Bera"].Judges(arda.Signs(arda.Draft("words", track: null))));
    }

    // Authority

    [Fact]
    public void A_key_that_is_not_in_the_roster_does_not_count()
    {
        var forum = ForumBuilder.Founded();
        var arda = forum["Arda"];

        IsRefused("record.key", forum["Bera"].Judges(arda.Signs(arda.Draft("words"), key: SigningKey.Generate())));
        IsRefused("record.key", forum["Bera"].Judges(arda.Signs(arda.Draft("words"), key: arda.Root)));
    }

    [Fact]
    public void Nobody_speaks_for_another()
    {
        var forum = ForumBuilder.Founded();
        var bera = forum["Bera"];

        IsRefused("record.key", forum["Cirra"].Judges(bera.Signs(bera.Draft("we yield"), member: forum["Arda"].Id, roster: 1)));
    }

    [Fact]
    public void A_signature_made_with_another_key_is_refused()
    {
        var forum = ForumBuilder.Founded();
        var (arda, bera) = (forum["Arda"], forum["Bera"]);
        var said = arda.Signs(arda.Draft("words"));
        var input = said.Compact[..said.Compact.LastIndexOf('.')];
        var forged = input + "." + Base64UrlText.Encode(bera.Key.Sign(System.Text.Encoding.ASCII.GetBytes(input)));

        IsRefused("record.signature", Judge(forum["Cirra"].Record, forged));
        IsNew(Judge(forum["Cirra"].Record, said.Compact));
    }

    [Fact]
    public void A_signature_known_to_hold_is_not_checked_again_and_only_under_the_roster_s_key()
    {
        var forum = ForumBuilder.Founded();
        var (arda, bera) = (forum["Arda"], forum["Bera"]);
        var compact = arda.Signs(arda.Draft("words")).Compact;
        var unsigned = compact[..^86] + new string('A', 86);
        Assert.True(StatementGate.TryRead(unsigned, out var statement, out var jws, out _));

        IsNew(bera.Record.Judge(statement, jws, verifiedBy: arda.Key.Public));
        IsRefused("record.signature", bera.Record.Judge(statement, jws, verifiedBy: bera.Key.Public));
    }

    [Fact]
    public void From_the_adopting_statement_on_only_the_new_key_counts()
    {
        var forum = ForumBuilder.Founded();
        var (arda, bera) = (forum["Arda"], forum["Bera"]);
        forum["Arda"].Says("before");
        forum.TellAll();
        arda.NewRoster();

        IsRefused("record.key", bera.Judges(arda.Signs(arda.Adoption(), roster: 2, key: arda.KeyOf(1))));
        arda.AdoptsNewestRoster(ChannelId.Plenary);
        forum.TellAll();

        IsRefused("record.key-ended", bera.Judges(arda.Signs(arda.Draft("with the old key"), key: arda.KeyOf(1))));
        IsRefused("record.key-ended", bera.Judges(arda.Signs(arda.Draft("with the old roster"), roster: 1)));
        IsNew(bera.Hears(arda.Says("after")));
    }

    [Fact]
    public void A_roster_is_adopted_journal_by_journal()
    {
        var forum = ForumBuilder.Founded();
        var (arda, bera) = (forum["Arda"], forum["Bera"]);
        arda.Says("between us", ArdaBera);
        arda.NewRoster();
        arda.AdoptsNewestRoster(ChannelId.Plenary);
        var said = arda.Says("still with the old key", ArdaBera);
        forum.TellAll();

        Assert.Equal(1, said.Roster);
        Assert.Equal(3, bera.SizeOf(ArdaBera, arda.Id));
    }

    [Fact]
    public void A_roster_that_is_not_higher_is_refused()
    {
        var forum = ForumBuilder.Founded();
        var arda = forum["Arda"];
        var again = Roster.Sign(arda.Root, arda.Id, 1, arda.Roster.Id, [arda.Key.Public]);

        IsRefused("record.roster.not-higher", forum["Bera"].Judges(arda.Signs(arda.Adoption(again))));
        IsRefused("record.roster.not-higher", forum["Bera"].Judges(arda.Signs(arda.Adoption())));
    }

    [Fact]
    public void A_roster_that_does_not_follow_the_one_before_is_refused()
    {
        var forum = ForumBuilder.Founded();
        var arda = forum["Arda"];
        var orphan = Roster.Sign(arda.Root, arda.Id, 2, null, [arda.Key.Public]);
        var other = Roster.Sign(arda.Root, arda.Id, 2, Hash256.Of([7]), [arda.Key.Public]);

        IsRefused("record.roster.not-higher", forum["Bera"].Judges(arda.Signs(arda.Adoption(orphan), roster: 2, key: arda.Key)));
        IsRefused("record.roster.previous", forum["Bera"].Judges(arda.Signs(arda.Adoption(other), roster: 2, key: arda.Key)));
    }

    [Fact]
    public void A_journal_may_pass_over_a_roster_it_never_used()
    {
        var forum = ForumBuilder.Founded();
        var arda = forum["Arda"];
        arda.NewRoster();
        arda.NewRoster();

        IsNew(forum["Bera"].Hears(arda.AdoptsNewestRoster(ChannelId.Plenary)));
        Assert.Equal(3, forum["Bera"].Record.Find(ChannelId.Plenary)![arda.Id].Roster!.Sequence);
    }

    // Sight

    [Fact]
    public void A_statement_that_saw_more_than_is_held_waits_and_is_then_admitted()
    {
        var forum = ForumBuilder.Founded();
        var (arda, bera, cirra) = (forum["Arda"], forum["Bera"], forum["Cirra"]);
        var question = arda.Says("a question");
        bera.Hears(question);
        var reply = bera.Says("a reply");

        Assert.Equal(new Admission.Waiting([new Sighting(arda.Id, reply.Seen[arda.Id])]), cirra.Hears(reply));
        IsNew(cirra.Hears(question));
        IsNew(cirra.Hears(reply));
    }

    [Fact]
    public void A_forgery_never_waits_for_a_sighting()
    {
        var forum = ForumBuilder.Founded();
        var (arda, bera, cirra) = (forum["Arda"], forum["Bera"], forum["Cirra"]);
        bera.Hears(arda.Says("a question"));

        IsRefused("record.key", cirra.Judges(bera.Signs(bera.Draft("a reply"), key: SigningKey.Generate())));
    }

    [Fact]
    public void What_was_seen_once_stays_seen()
    {
        var forum = ForumBuilder.Founded();
        var (arda, bera) = (forum["Arda"], forum["Bera"]);
        arda.Says("words");
        forum.TellAll();
        bera.Says("read");
        forum.TellAll();
        var back = new Seen(bera.Record.Find(ChannelId.Plenary)!.Journals.Select(j =>
            KeyValuePair.Create(j.Member, j.Member == arda.Id ? new TreeHead(1, j.Tree.RootAt(1)) : j.Head)));

        IsRefused("record.seen-back", forum["Cirra"].Judges(bera.Signs(bera.Draft("never read"), seen: back)));
    }

    [Fact]
    public void A_disputed_sighting_is_refused_and_charged_to_its_author_only()
    {
        var forum = ForumBuilder.Founded();
        var (arda, bera, cirra) = (forum["Arda"], forum["Bera"], forum["Cirra"]);
        var invented = new Seen(bera.Record.Find(ChannelId.Plenary)!.Seen.Select(s => s.Key == arda.Id ? KeyValuePair.Create(s.Key, s.Value with { Root = Hash256.Of([3]) }) : s));
        var sizes = cirra.Record.Find(ChannelId.Plenary)!.Seen;

        IsRefused("record.seen-disputed", cirra.Hears(bera.Signs(bera.Draft("Arda said otherwise"), seen: invented)));
        Assert.Equal(sizes, cirra.Record.Find(ChannelId.Plenary)!.Seen);
        IsNew(cirra.Hears(arda.Says("Arda goes on")));
        IsNew(cirra.Hears(bera.Says("and so does Bera")));
    }

    [Fact]
    public void An_invented_sighting_beyond_what_is_held_waits_and_blocks_only_its_author()
    {
        var forum = ForumBuilder.Founded();
        var (arda, bera, cirra) = (forum["Arda"], forum["Bera"], forum["Cirra"]);
        var head = new TreeHead(900, Hash256.Of([3]));
        var invented = new Seen(bera.Record.Find(ChannelId.Plenary)!.Seen.Select(s => s.Key == arda.Id ? KeyValuePair.Create(s.Key, head) : s));

        Assert.Equal(new Admission.Waiting([new Sighting(arda.Id, head)]), cirra.Hears(bera.Signs(bera.Draft("from the future"), seen: invented)));
        IsNew(cirra.Hears(arda.Says("Arda goes on")));
    }

    [Fact]
    public void Appending_out_of_place_is_a_mistake_and_changes_nothing()
    {
        var forum = ForumBuilder.Founded();
        var (arda, bera) = (forum["Arda"], forum["Bera"]);
        var (first, second) = (arda.Says("one"), arda.Says("two"));
        var before = bera.Record.Find(ChannelId.Plenary)!.Seen;

        Assert.Throws<InvalidOperationException>(() => bera.Record.Append(second));
        Assert.Equal(before, bera.Record.Find(ChannelId.Plenary)!.Seen);
        bera.Record.Append(first);
        Assert.Throws<InvalidOperationException>(() => bera.Record.Append(first));
    }

    private static void IsNew(Admission admission) => Assert.True(admission is Admission.Admitted { IsNew: true }, admission.ToString());

    private static void IsRefused(string code, Admission admission) => Assert.True((admission as Admission.Refused)?.Code == code, $"expected {code}, found {admission}");

    private static Admission Judge(ForumRecord record, Statement statement) => Judge(record, statement.Compact);

    private static Admission Judge(ForumRecord record, string compact) => StatementGate.TryRead(compact, out var statement, out var jws, out var fault)
        ? record.Judge(statement, jws)
        : new Admission.Refused(fault.Code, fault.Message);
}
