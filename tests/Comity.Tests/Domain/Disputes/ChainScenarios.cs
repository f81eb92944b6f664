using Comity.Domain.Disputes;

namespace Comity.Tests.Domain.Disputes;

public sealed class ChainScenarios
{
    [Fact]
    public void A_chain_counts_answers_and_walks_over_follows_and_self_links()
    {
        var script = new DisputesScript();
        var (first, answer, followed, last) = (script.Acts("Arda", 0), script.Acts("Bera", 1), script.Acts("Bera", 2), script.Acts("Arda", 3));
        script.Asserts("Arda", answer, first);
        script.Asserts("Bera", followed, answer);
        script.Asserts("Arda", last, followed, LinkRelation.Justifies);

        var chain = Assert.Single(script.On(5).Chains);

        Assert.Equal([first, answer, followed, last], chain.Acts);
        Assert.Equal((2, 2), (chain.Length, chain.LengthUndenied));
        Assert.Equal([true, false, true], chain.Steps.Select(s => s.Counts));
    }

    [Fact]
    public void A_denied_link_is_walked_in_one_length_and_not_in_the_other()
    {
        var script = new DisputesScript();
        var (first, answer, last) = (script.Acts("Arda", 0), script.Acts("Bera", 1), script.Acts("Arda", 2));
        script.Asserts("Arda", answer, first);
        script.Asserts("Bera", last, answer);
        script.Denies("Bera", answer, first);

        var chain = Assert.Single(script.On(5).Chains);

        Assert.Equal((2, 1), (chain.Length, chain.LengthUndenied));
        Assert.Equal([answer, last], chain.ActsUndenied);

        script.Denies("Arda", last, answer);
        Assert.Equal([last], Assert.Single(script.On(5).Chains).ActsUndenied);
    }

    [Fact]
    public void Easing_and_ending_lengthen_no_chain()
    {
        var script = new DisputesScript();
        var (first, easing) = (script.Acts("Arda", 0), script.Acts("Bera", 1));
        script.Asserts("Bera", easing, first, LinkRelation.Eases);
        script.Asserts("Bera", easing, first, LinkRelation.Ends);

        Assert.Empty(script.On(5).Chains);
        Assert.Equal(2, script.On(5).Links.Count);
    }

    [Fact]
    public void Of_lines_with_as_many_answers_the_one_that_began_earlier_is_shown()
    {
        var script = new DisputesScript();
        var (late, early, last) = (script.Acts("Arda", 1), script.Acts("Cirra", 0), script.Acts("Bera", 2));
        script.Asserts("Bera", last, late);
        script.Asserts("Bera", last, early);

        Assert.Equal([early, last], Assert.Single(script.On(5).Chains).Acts);
    }

    [Fact]
    public void Of_lines_that_began_together_the_one_that_tells_more_is_shown()
    {
        var script = new DisputesScript();
        var (first, between, last) = (script.Acts("Arda", 0), script.Acts("Arda", 1), script.Acts("Bera", 2));
        script.Asserts("Bera", last, first);
        script.Asserts("Bera", last, between);
        script.Asserts("Arda", between, first, LinkRelation.Follows);

        Assert.Equal([first, between, last], Assert.Single(script.On(5).Chains).Acts);
    }

    [Fact]
    [Scenario("disputes.chain.circular")]
    public void Answers_of_one_day_that_run_in_a_circle_enter_no_chain()
    {
        var script = new DisputesScript();
        var (one, other) = (script.Acts("Arda", 0), script.Acts("Bera", 0));
        var (there, back) = (script.Asserts("Bera", other, one), script.Asserts("Arda", one, other));

        Assert.Equal("disputes.chain.circular", script.ReasonFor(there));
        Assert.Equal("disputes.chain.circular", script.ReasonFor(back));
        Assert.Empty(script.On(5).Chains);
    }

    [Fact]
    public void A_denied_link_does_not_undo_one_of_the_same_day_that_nobody_denies()
    {
        var script = new DisputesScript();
        var (one, other) = (script.Acts("Arda", 0), script.Acts("Bera", 0));
        var there = script.Asserts("Bera", other, one);
        var back = script.Asserts("Cirra", one, other);
        script.Denies("Bera", one, other);

        Assert.Null(script.ReasonFor(there));
        Assert.Equal("disputes.chain.circular", script.ReasonFor(back));
        Assert.Equal([one, other], Assert.Single(script.On(5).Chains).Acts);
    }
}
