using Comity.Domain.Disputes;
using static Comity.Tests.Domain.Disputes.DisputesScript;

namespace Comity.Tests.Domain.Disputes;

public sealed class LinkScenarios
{
    [Fact]
    [Scenario("disputes.link.asserted")]
    public void A_link_asserted_by_one_and_denied_by_none_stands_asserted()
    {
        var (script, first, answer) = TwoActs();
        var assertion = script.Asserts("Arda", answer, first);

        var link = Assert.Single(script.On(5).Links);

        Assert.Equal((LinkStanding.Asserted, "disputes.link.asserted"), (link.Standing, link.Rule));
        Assert.Equal([assertion], link.Because);
        Assert.False(link.Self);
    }

    [Fact]
    [Scenario("disputes.link.denied")]
    public void A_denial_stands_beside_the_assertion_and_removes_nothing()
    {
        var (script, first, answer) = TwoActs();
        var assertion = script.Asserts("Arda", answer, first);
        var denial = script.Denies("Bera", answer, first);

        var link = Assert.Single(script.On(5).Links);

        Assert.Equal((LinkStanding.Denied, "disputes.link.denied"), (link.Standing, link.Rule));
        Assert.Equal([assertion], link.AssertedBy.Select(a => a.Id));
        Assert.Equal([denial], link.DeniedBy.Select(d => d.Id));
    }

    [Fact]
    [Scenario("disputes.link.only-denied")]
    public void A_link_whose_one_assertion_was_taken_back_stands_only_denied()
    {
        var (script, first, answer) = TwoActs();
        script.Asserts("Arda", answer, first);
        script.Denies("Bera", answer, first);
        script.Withdraws("Arda", answer, first);

        Assert.Equal((LinkStanding.OnlyDenied, "disputes.link.only-denied"), Standing(script));
    }

    [Fact]
    [Scenario("disputes.link.withdrawn")]
    public void A_link_taken_back_by_all_who_spoke_of_it_stands_withdrawn_and_enters_no_chain()
    {
        var (script, first, answer) = TwoActs();
        script.Asserts("Arda", answer, first);
        var withdrawal = script.Withdraws("Arda", answer, first);

        Assert.Equal((LinkStanding.Withdrawn, "disputes.link.withdrawn"), Standing(script));
        Assert.Equal([withdrawal], script.On(5).Links[0].Because);
        Assert.Empty(script.On(5).Chains);
    }

    [Fact]
    public void A_members_latest_word_in_its_own_journal_is_its_position()
    {
        var (script, first, answer) = TwoActs();
        script.Asserts("Arda", answer, first);
        script.Denies("Arda", answer, first);
        Assert.Equal(LinkStanding.OnlyDenied, Standing(script).Standing);

        script.Asserts("Arda", answer, first);
        Assert.Equal(LinkStanding.Asserted, Standing(script).Standing);
    }

    [Fact]
    public void A_member_may_report_observers_and_deny_for_itself()
    {
        var (script, first, answer) = TwoActs();
        script.Asserts("Bera", answer, first, onBehalfOf: Asserter.Observers);
        script.Asserts("Cirra", answer, first);
        script.Denies("Bera", answer, first);

        var link = Assert.Single(script.On(5).Links);

        Assert.Equal(LinkStanding.Denied, link.Standing);
        Assert.Equal([(Cirra, Asserter.Author), (Bera, Asserter.Observers)], link.AssertedBy.Select(a => (a.Member, a.OnBehalfOf)));
    }

    [Fact]
    public void A_withdrawal_ends_what_was_reported_of_observers_too()
    {
        var (script, first, answer) = TwoActs();
        script.Asserts("Bera", answer, first, onBehalfOf: Asserter.Observers);
        script.Asserts("Bera", answer, first);
        script.Withdraws("Bera", answer, first);

        Assert.Equal(LinkStanding.Withdrawn, Standing(script).Standing);
    }

    [Fact]
    public void Where_a_member_forked_its_word_both_branches_show_and_no_hash_decides()
    {
        var (script, first, answer) = TwoActs();
        var assertion = script.Asserts("Bera", answer, first);
        var index = script.Forum.Said.Single(s => s.Id == assertion).Index;
        script.Forum.SaysAt("Bera", index, new LinkDenied(
            answer, first, LinkRelation.Answers, AccountForm.OwnWords, null, "en", Basis.OwnAct, []));

        Assert.Equal(LinkStanding.Denied, Standing(script).Standing);
    }

    [Fact]
    public void A_link_between_acts_of_the_same_actors_is_self_whatever_their_order()
    {
        var script = new DisputesScript();
        var first = script.Acts("Arda", 0, "Arda", "Bera");
        var second = script.Acts("Arda", 1, "Bera", "Arda");
        script.Asserts("Arda", second, first);

        Assert.True(script.On(5).Links[0].Self);
        Assert.Empty(script.On(5).Chains);
    }

    private static (DisputesScript Script, Comity.Record.StatementId First, Comity.Record.StatementId Answer) TwoActs()
    {
        var script = new DisputesScript();
        return (script, script.Acts("Arda", 0), script.Acts("Bera", 1));
    }

    private static (LinkStanding Standing, string Rule) Standing(DisputesScript script)
    {
        var link = Assert.Single(script.On(5).Links);
        return (link.Standing, link.Rule);
    }
}
