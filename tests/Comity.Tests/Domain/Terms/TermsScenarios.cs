using Comity.Domain;
using Comity.Domain.Terms;

namespace Comity.Tests.Domain.Terms;

public sealed class TermsScenarios
{
    private static readonly DateOnly Day = new(2031, 3, 1);

    private readonly ForumScript _forum = new("Arda", "Bera");

    private TermsFindings Now => TermsRules.Judge(_forum.Said.Aggregate(TermsFacts.None, TermsFold.Apply), _forum.On(Day));

    [Fact]
    [Scenario("terms.list.stands")]
    public void The_last_list_of_each_member_stands_whole()
    {
        _forum.Says("Bera", new TermListSet([new("Glass Bay", "Bera Bay", null)]));
        _forum.Says("Arda", new TermListSet([new("Glass Bay", "Arda Bay", null), new("retaliation", null, "a word for the others")]));
        var last = _forum.Says("Arda", new TermListSet([new("Glass Bay", "the Bay", null)]));

        Assert.Equal([ForumScript.Member("Arda"), ForumScript.Member("Bera")], Now.Lists.Select(l => l.Author));
        Assert.Equal((last, "terms.list.stands"), (Now.Lists[0].Id, Now.Lists[0].Rule));
        Assert.Equal([new("Glass Bay", "the Bay", null)], Now.Lists[0].Terms);
    }

    [Fact]
    [Scenario("terms.body.unreadable")]
    public void A_list_that_cannot_be_read_is_kept_and_the_one_before_it_stands()
    {
        var before = _forum.Says("Arda", new TermListSet([new("Glass Bay", null, null)]));
        var unreadable = _forum.Says("Arda", "terms.list-set/1", """{"terms":"Glass Bay"}""");

        Assert.Equal(before, Assert.Single(Now.Lists).Id);
        Assert.Equal((unreadable, "terms.body.unreadable"), Now.Ineffective.Select(i => (i.Id, i.Rule)).Single());
    }

    [Fact]
    public void All_faults_of_a_list_are_named_at_once()
    {
        var list = new TermListSet([new(" Glass Bay", null, null), new("RETALIATION", null, null), new("ｒetaliation", "bell\u0007", ""), new("same", "same", null)]);

        Assert.Equal(
            [
                ("terms[0].phrase", "terms.text.length"), ("terms[2].instead", "terms.text.characters"), ("terms[2].note", "terms.text.length"),
                ("terms[2].phrase", "terms.phrase.repeated"), ("terms[3].instead", "terms.instead.same"),
            ],
            list.Faults().Select(f => (f.Field, f.Code)));
        Assert.Equal(["terms.terms.count"], new TermListSet([.. Enumerable.Range(0, 301).Select(i => new Term($"word {i}", null, null))]).Faults().Select(f => f.Code));
    }
}
