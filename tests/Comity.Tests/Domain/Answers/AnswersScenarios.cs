using Comity.Domain;
using Comity.Domain.Answers;
using Comity.Record;

namespace Comity.Tests.Domain.Answers;

public sealed class AnswersScenarios
{
    private readonly ForumScript _forum = new("Arda", "Bera");

    private AnswersFindings Now => AnswersRules.Judge(_forum.Said.Aggregate(AnswersFacts.None, AnswersFold.Apply));

    private static AnswerSentence Sentence(string text, StatementId on, string standing = "confirmed") => new(text, [new(on, standing)]);

    [Fact]
    [Scenario("answers.question.open")]
    [Scenario("answers.question.answered")]
    [Scenario("answers.question.closed")]
    public void The_last_answer_stands_whole_until_its_author_closes_the_question()
    {
        var first = _forum.Says("Arda", new QuestionAsked("Did the ships leave?", "en"));
        var second = _forum.Says("Arda", new QuestionAsked("Who asked for it?", "en"));
        _forum.Says("Arda", new AnswerGiven(first, "en", [Sentence("Not yet.", second)]));
        var last = _forum.Says("Arda", new AnswerGiven(first, "en", [Sentence("They left.", second)]));

        Assert.Equal([(first, QuestionStanding.Answered, "answers.question.answered"), (second, QuestionStanding.Open, "answers.question.open")], Now.Questions.Select(q => (q.Id, q.Standing, q.Rule)));
        Assert.Equal((last, "They left."), (Now.Questions[0].Answer!.Id, Now.Questions[0].Answer!.Sentences.Single().Text));
        _forum.Says("Arda", new QuestionClosed(first));
        Assert.Equal("answers.question.closed", Now.Questions[0].Rule);
    }

    [Fact]
    [Scenario("answers.answer.to-nothing")]
    [Scenario("answers.body.unreadable")]
    public void Nobody_answers_or_closes_anothers_question_and_what_cannot_be_read_is_kept()
    {
        var question = _forum.Says("Arda", new QuestionAsked("Did the ships leave?", "en"));
        var foreign = _forum.Says("Bera", new AnswerGiven(question, "en", [Sentence("They did.", question)]));
        var closing = _forum.Says("Bera", new QuestionClosed(question));
        var unreadable = _forum.Says("Arda", "answers.answer-given/1", """{"question":7}""");

        Assert.Null(Now.Questions.Single().Answer);
        Assert.Equal(QuestionStanding.Open, Now.Questions.Single().Standing);
        Assert.Equal(
            new[] { (foreign, "answers.answer.to-nothing"), (closing, "answers.answer.to-nothing"), (unreadable, "answers.body.unreadable") }.OrderBy(i => i.Item1),
            Now.Ineffective.Select(i => (i.Id, i.Rule)));
    }

    [Fact]
    public void All_faults_of_a_body_are_named_at_once()
    {
        var id = _forum.Says("Arda", new QuestionAsked("Did the ships leave?", "en"));
        var answer = new AnswerGiven(id, "?", [new("", [new(id, "Confirmed"), new(id, "confirmed")]), new("bell\u0007", [])]);

        Assert.Equal(
            [
                ("language", "answers.language.form"), ("sentences[0].text", "answers.text.length"), ("sentences[0].restsOn", "answers.rests.repeated"),
                ("sentences[0].restsOn[0].standing", "answers.standing.form"), ("sentences[1].text", "answers.text.characters"), ("sentences[1].restsOn", "answers.rests.count"),
            ],
            answer.Faults().Select(f => (f.Field, f.Code)));
        Assert.Equal(["answers.sentences.count"], new AnswerGiven(id, "en", []).Faults().Select(f => f.Code));
    }

    [Fact]
    public void An_answer_is_stale_as_soon_as_a_fact_stands_otherwise_than_it_says()
    {
        var id = _forum.Says("Arda", new QuestionAsked("Did the ships leave?", "en"));
        var sentences = new[] { Sentence("They left.", id) };

        Assert.False(AnswerCheck.Of(sentences, i => new(i, true, "confirmed", [])).IsStale);
        var contested = AnswerCheck.Of(sentences, i => new(i, false, "contested", [ForumScript.Member("Bera")]));
        Assert.True(contested.IsStale);
        Assert.False(contested.Sentences[0].IsConfirmed);
        var lifted = AnswerCheck.Of([Sentence("It is in force.", id, "in-force")], i => new(i, true, "lifted", []));
        Assert.True(lifted.IsStale);
        Assert.True(AnswerCheck.Of(sentences, RestedFact.NotHeld).IsStale);
    }
}
