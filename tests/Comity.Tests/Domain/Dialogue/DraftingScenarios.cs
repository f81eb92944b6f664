using Comity.Domain.Dialogue;
using Comity.Record;
using static Comity.Tests.Domain.Dialogue.TableScript;

namespace Comity.Tests.Domain.Dialogue;

public sealed class DraftingScenarios
{
    private readonly TableScript _table = new();
    private readonly StatementId _text;

    public DraftingScenarios() => _text = _table.Opens();

    [Fact]
    [Scenario("dialogue.text.empty")]
    public void A_text_without_clauses_is_empty() => Assert.Equal((TextStanding.Drafting, "dialogue.text.empty"), (_table.Text.Standing, _table.Text.Rule));

    [Fact]
    [Scenario("dialogue.text.open")]
    [Scenario("dialogue.clause.awaited")]
    public void One_wording_waits_for_those_who_have_said_nothing()
    {
        var clause = _table.Clause("Arda", _text);
        _table.States("Cirra", clause, Stance.CanLiveWith);

        var found = _table.Found(clause);
        Assert.Equal("dialogue.text.open", _table.Text.Rule);
        Assert.Equal((ClauseStanding.Open, "dialogue.clause.awaited", "1"), (found.Standing, found.Rule, found.Number));
        Assert.Equal([Bera], found.AwaitedFrom);
        Assert.Equal([Cirra, Arda], found.Wordings.Single().HeldBy);
    }

    [Fact]
    [Scenario("dialogue.text.all-agreed")]
    [Scenario("dialogue.clause.agreed")]
    [Scenario("dialogue.position.stands")]
    public void A_clause_to_which_every_party_agrees_is_agreed()
    {
        var clause = _table.Clause("Arda", _text);
        var (bera, cirra) = (_table.States("Bera", clause, Stance.CanLiveWith), _table.States("Cirra", clause));

        var found = _table.Found(clause);
        Assert.Equal((ClauseStanding.Agreed, "dialogue.clause.agreed", clause), (found.Standing, found.Rule, found.Agreed));
        Assert.Equal(new[] { clause, bera, cirra }.Order(), found.Because);
        Assert.All(found.Wordings.Single().Positions, p => Assert.Equal("dialogue.position.stands", p.Rule));
        Assert.Equal((TextStanding.AllAgreed, "dialogue.text.all-agreed"), (_table.Text.Standing, _table.Text.Rule));
        Assert.Empty(_table.Text.Open);
    }

    [Fact]
    [Scenario("dialogue.position.frozen")]
    public void An_agreed_clause_is_frozen_against_the_word_of_one()
    {
        var clause = _table.Clause("Arda", _text);
        _table.Agree(clause, "Bera", "Cirra");
        _table.States("Bera", clause, Stance.Object);

        var found = _table.Found(clause);
        Assert.Equal((ClauseStanding.Agreed, true), (found.Standing, found.ChangeProposed));
        Assert.Equal("dialogue.position.frozen", found.Wordings.Single().Positions.Single(p => p.Member == Bera).Rule);
    }

    [Fact]
    public void An_author_cannot_take_agreed_words_back_alone_by_withdrawing_or_by_writing_others()
    {
        var clause = _table.Clause("Arda", _text);
        _table.Agree(clause, "Bera", "Cirra");
        _table.Says("Arda", new WordingWithdrawn(clause, Day));
        var other = _table.Words("Arda", clause, "The parties may meet.", clause);
        _table.States("Bera", other);

        var found = _table.Found(clause);
        Assert.Equal((ClauseStanding.Agreed, clause, true), (found.Standing, found.Agreed, found.ChangeProposed));
    }

    [Fact]
    [Scenario("dialogue.clause.changed-by-all")]
    public void An_agreed_clause_is_changed_by_everybody_again()
    {
        var clause = _table.Clause("Arda", _text);
        _table.Agree(clause, "Bera", "Cirra");
        var other = _table.Words("Bera", clause, "The parties meet each quarter.", clause);
        _table.Agree(other, "Arda");
        Assert.Equal(clause, _table.Found(clause).Agreed);
        _table.Agree(other, "Cirra");

        Assert.Equal((ClauseStanding.Agreed, "dialogue.clause.changed-by-all", other), (_table.Found(clause).Standing, _table.Found(clause).Rule, _table.Found(clause).Agreed));
    }

    [Fact]
    [Scenario("dialogue.clause.reopened-by-all")]
    public void What_all_agreed_to_is_open_again_when_all_say_so()
    {
        var clause = _table.Clause("Arda", _text);
        _table.Agree(clause, "Bera", "Cirra");
        foreach (var party in new[] { "Arda", "Bera", "Cirra" })
        {
            Assert.Equal(ClauseStanding.Agreed, _table.Found(clause).Standing);
            _table.States(party, clause, Stance.Reserve);
        }

        Assert.Equal((ClauseStanding.Open, "dialogue.clause.reopened-by-all"), (_table.Found(clause).Standing, _table.Found(clause).Rule));
        _table.Agree(clause);
        Assert.Equal(ClauseStanding.Agreed, _table.Found(clause).Standing);
    }

    [Fact]
    [Scenario("dialogue.clause.agreement-crossed")]
    public void A_word_taken_back_that_crosses_the_last_consent_frees_its_author()
    {
        var clause = _table.Clause("Arda", _text);
        var first = _table.States("Bera", clause);
        var last = _table.States("Cirra", clause);
        _table.SaysWithoutHavingSeen("Bera", Position(clause, Stance.Reserve), last);

        var found = _table.Found(clause);
        Assert.Equal((ClauseStanding.Open, "dialogue.clause.agreement-crossed"), (found.Standing, found.Rule));
        Assert.Contains(last, found.Because);
        Assert.DoesNotContain(first, found.Because);
    }

    [Fact]
    public void A_word_taken_back_before_the_others_agree_crosses_nothing()
    {
        var clause = _table.Clause("Arda", _text);
        _table.States("Bera", clause);
        var back = _table.States("Bera", clause, Stance.Reserve);
        _table.States("Cirra", clause);

        Assert.Equal("dialogue.clause.reserved", _table.Found(clause).Rule);
        Assert.Equal([back], _table.Found(clause).Because);
    }

    [Fact]
    [Scenario("dialogue.clause.alternatives")]
    public void Concurrent_edits_stand_side_by_side_and_no_word_is_lost()
    {
        var clause = _table.Clause("Arda", _text, "The parties meet.");
        var one = _table.Words("Arda", clause, "The parties shall meet.", clause);
        var other = _table.SaysWithoutHavingSeen("Bera", Wording(clause, "The parties should meet.", clause), one);

        var found = _table.Found(clause);
        Assert.Equal((ClauseStanding.Bracketed, "dialogue.clause.alternatives"), (found.Standing, found.Rule));
        Assert.Equal(new[] { one, other }.Order(), found.Held.Select(w => w.Id).Order());
        Assert.Equal([clause, one, other], found.Wordings.Select(w => w.Id).OrderBy(w => w != clause).ThenBy(w => w != one));
        Assert.Equal([(Arda, 1), (Bera, 1)], _table.Text.Open.Select(o => (o.Member, o.Count)));
    }

    [Fact]
    public void Words_that_somebody_else_supports_stay_when_their_author_moves_on()
    {
        var clause = _table.Clause("Arda", _text, "The parties shall meet.");
        _table.States("Bera", clause);
        _table.Words("Arda", clause, "The parties may meet.", clause);

        Assert.Equal([Bera], _table.Found(clause).Wordings.Single(w => w.Id == clause).HeldBy);
    }

    [Fact]
    public void A_wording_of_the_chair_replaces_nobodys_until_they_accept_it()
    {
        var clause = _table.Clause("Arda", _text, "shall");
        var other = _table.Words("Bera", clause, "should");
        var chair = _table.Words("Cirra", clause, "will", clause, other);
        Assert.Equal(3, _table.Found(clause).Held.Count());
        _table.Agree(chair, "Arda", "Bera");

        Assert.Equal((ClauseStanding.Agreed, chair), (_table.Found(clause).Standing, _table.Found(clause).Agreed));
    }

    [Theory]
    [InlineData(Stance.Object, "dialogue.clause.objected")]
    [InlineData(Stance.Reserve, "dialogue.clause.reserved")]
    [InlineData(Stance.InstructionBound, "dialogue.clause.instruction-bound")]
    [InlineData(Stance.AdReferendum, "dialogue.clause.ad-referendum")]
    [Scenario("dialogue.clause.objected")]
    [Scenario("dialogue.clause.reserved")]
    [Scenario("dialogue.clause.instruction-bound")]
    [Scenario("dialogue.clause.ad-referendum")]
    public void What_one_party_says_against_it_keeps_the_clause_open(Stance stance, string rule)
    {
        var clause = _table.Clause("Arda", _text);
        _table.Agree(clause, "Cirra");
        var said = _table.States("Bera", clause, stance);

        var found = _table.Found(clause);
        Assert.Equal(rule, found.Rule);
        Assert.False(found.IsSettled);
        Assert.Contains(said, found.Because);
        Assert.Equal([(Bera, 1)], _table.Text.Open.Select(o => (o.Member, o.Count)));
    }

    [Fact]
    public void An_author_bound_by_instructions_to_its_own_words_agrees_to_them()
    {
        var clause = _table.Clause("Arda", _text);
        _table.States("Arda", clause, Stance.InstructionBound);
        _table.Agree(clause, "Bera", "Cirra");

        Assert.Equal(ClauseStanding.Agreed, _table.Found(clause).Standing);
    }

    [Fact]
    [Scenario("dialogue.clause.brackets-inside")]
    public void Words_with_open_brackets_do_not_freeze()
    {
        var clause = _table.Clause("Arda", _text, "The parties [bera: shall [fully]] [should] meet.");
        _table.Agree(clause);

        Assert.Equal((ClauseStanding.Bracketed, "dialogue.clause.brackets-inside", 3), (_table.Found(clause).Standing, _table.Found(clause).Rule, _table.Found(clause).Wordings.Single().Brackets));
        Assert.Equal([(Arda, 2), (Bera, 1)], _table.Text.Open.Select(o => (o.Member, o.Count)));
    }

    [Fact]
    [Scenario("dialogue.clause.several-agreed")]
    public void Two_wordings_that_all_can_live_with_settle_nothing_until_one_takes_the_place_of_the_other()
    {
        var clause = _table.Clause("Arda", _text);
        var other = _table.Words("Bera", clause, "The parties gather.");
        _table.Agree(clause);
        _table.Agree(other);

        Assert.Equal((ClauseStanding.Bracketed, "dialogue.clause.several-agreed"), (_table.Found(clause).Standing, _table.Found(clause).Rule));
        var third = _table.Words("Cirra", clause, "The parties convene.", clause, other);
        _table.Agree(third);
        Assert.Equal(third, _table.Found(clause).Agreed);
    }

    [Fact]
    [Scenario("dialogue.clause.held-by-nobody")]
    public void A_withdrawn_wording_stays_in_the_trail()
    {
        var clause = _table.Clause("Arda", _text);
        _table.Says("Arda", new WordingWithdrawn(clause, Day));

        Assert.Equal("dialogue.clause.held-by-nobody", _table.Found(clause).Rule);
        Assert.Equal([clause], _table.Found(clause).Wordings.Select(w => w.Id));
    }

    [Fact]
    [Scenario("dialogue.clause.left-out")]
    public void A_clause_is_left_out_by_everybody()
    {
        var (first, second) = (_table.Clause("Arda", _text), default(StatementId));
        second = _table.Clause("Arda", _text, after: first);
        var part = _table.Clause("Arda", _text, under: first);
        var strike = _table.Words("Bera", first, "", first);
        Assert.Equal(["1", "1.1", "2"], _table.Text.Clauses.Select(c => c.Number));
        _table.Agree(strike, "Arda", "Cirra");

        Assert.Equal((ClauseStanding.LeftOut, "dialogue.clause.left-out"), (_table.Found(first).Standing, _table.Found(first).Rule));
        Assert.Equal([(first, ""), (part, ""), (second, "1")], _table.Text.Clauses.Select(c => (c.Id, c.Number)));
    }

    [Fact]
    [Scenario("dialogue.text.nothing-until-everything")]
    [Scenario("dialogue.clause.agreed-provisionally")]
    public void Nothing_is_agreed_until_everything_is_agreed()
    {
        var table = new TableScript();
        var text = table.Opens(wholeOnly: true);
        var (one, other) = (table.Clause("Arda", text), table.Clause("Bera", text));
        table.Agree(one);

        Assert.Equal(("dialogue.text.nothing-until-everything", "dialogue.clause.agreed-provisionally"), (table.Text.Rule, table.Found(one).Rule));
        table.Agree(other);
        Assert.Equal(("dialogue.text.all-agreed", "dialogue.clause.agreed"), (table.Text.Rule, table.Found(one).Rule));
    }

    [Fact]
    [Scenario("dialogue.replacement.proposed")]
    [Scenario("dialogue.replacement.agreed")]
    [Scenario("dialogue.replacement.in-effect")]
    [Scenario("dialogue.clause.replaced")]
    public void Clauses_merged_into_one_go_when_all_agree_to_it_and_the_one_is_agreed()
    {
        var (one, other) = (_table.Clause("Arda", _text), _table.Clause("Bera", _text, "They talk."));
        var merged = _table.Says("Cirra", new ClauseProposed(_text, null, other, [new("en", "The parties meet and talk.")], [one, other], Day));
        var replaced = _table.Says("Cirra", new ClausesReplaced(_text, [one, other], [merged], Day));
        _table.Agree(merged, "Bera");
        Assert.Equal("dialogue.replacement.proposed", _table.Text.Replacements.Single().Rule);
        Assert.Equal([replaced], _table.Found(one).ReplacedBy);
        _table.Agree(replaced, "Arda", "Bera");
        Assert.Equal("dialogue.replacement.agreed", _table.Text.Replacements.Single().Rule);
        Assert.Equal(ClauseStanding.Open, _table.Found(one).Standing);
        _table.Agree(merged, "Arda");

        Assert.Equal("dialogue.replacement.in-effect", _table.Text.Replacements.Single().Rule);
        Assert.Equal((ClauseStanding.Replaced, "dialogue.clause.replaced", ""), (_table.Found(one).Standing, _table.Found(one).Rule, _table.Found(one).Number));
        Assert.Equal([one, other], _table.Found(merged).From);
        Assert.Equal(TextStanding.AllAgreed, _table.Text.Standing);
        _table.States("Arda", replaced, Stance.Object);
        Assert.Equal(ClauseStanding.Replaced, _table.Found(one).Standing);
    }

    [Fact]
    public void A_revision_is_what_the_chair_had_seen()
    {
        var clause = _table.Clause("Arda", _text);
        var unseen = _table.Words("Bera", clause, "The parties gather.");
        var first = _table.SaysWithoutHavingSeen("Cirra", new RevisionIssued(_text, null, "en", Day), unseen);
        var second = _table.Says("Cirra", new RevisionIssued(_text, "With Bera's words", "en", Day));

        Assert.Equal([(first, 1), (second, 2)], _table.Text.Revisions.Select(r => (r.Id, r.Number)));
        Assert.Equal([clause], At(first).Wordings.Select(w => w.Id));
        Assert.Equal([clause, unseen], At(second).Wordings.Select(w => w.Id));
        Assert.Null(DialogueRules.AtRevision(_table.Facts, clause, _table.Forum.On(Day)));

        ClauseFinding At(StatementId revision) => DialogueRules.AtRevision(_table.Facts, revision, _table.Forum.On(Day))!.Clauses.Single();
    }

    [Fact]
    public void Clauses_put_at_one_place_in_ignorance_of_one_another_both_stand_there()
    {
        var first = _table.Clause("Arda", _text);
        var last = _table.Clause("Arda", _text, after: first);
        var one = _table.Clause("Arda", _text, after: first);
        var other = _table.SaysWithoutHavingSeen("Bera", new ClauseProposed(_text, null, first, [new("en", "Also here.")], [], Day), one);

        var order = _table.Text.Clauses.Select(c => c.Id).ToArray();
        Assert.Equal(first, order[0]);
        Assert.Equal(4, order.Length);
        Assert.True(Array.IndexOf(order, one) < Array.IndexOf(order, last));
        Assert.Contains(other, order);
    }

    [Fact]
    public void What_is_dated_ahead_of_the_day_asked_for_does_not_count_yet()
    {
        var clause = _table.Clause("Arda", _text);
        _table.Says("Bera", Position(clause, Stance.Object) with { Date = Day.AddDays(1) });

        Assert.Equal("dialogue.clause.awaited", _table.Found(clause).Rule);
        Assert.Equal("dialogue.clause.objected", _table.On(Day.AddDays(1)).Texts.Single().Clauses.Single().Rule);
    }

    [Fact]
    public void A_chair_that_is_no_party_proposes_and_agrees_to_nothing()
    {
        var table = new TableScript();
        var text = table.Says("Cirra", new TextOpened("A pact", ["en"], [Arda, Bera], Cirra, false, [], Day));
        var clause = table.Clause("Cirra", text);
        table.Agree(clause, "Arda", "Bera");
        var position = table.States("Cirra", clause, Stance.Object);

        Assert.Equal(ClauseStanding.Agreed, table.Found(clause).Standing);
        Assert.Equal("dialogue.author.not-a-party", table.ReasonFor(position));
    }
}
