using Comity.Record;
using static Comity.Domain.Answers.AnswersRuleNames;

namespace Comity.Domain.Answers;

/// <summary>Which answer of each question stands: the last its own author gave, unless the author closed the question.</summary>
public static class AnswersRules
{
    public static AnswersFindings Judge(AnswersFacts facts)
    {
        var questions = facts.Questions.As<QuestionAsked>().ToDictionary(q => q.Id);
        var answers = facts.Answers.As<AnswerGiven>().ToLookup(a => questions.TryGetValue(a.Body.Question, out var q) && q.Author == a.Author);
        var closings = facts.Closings.As<Answers.QuestionClosed>().ToLookup(c => questions.TryGetValue(c.Body.Question, out var q) && q.Author == c.Author);
        var given = answers[true].ToLookup(a => a.Body.Question);
        var closed = closings[true].Select(c => c.Body.Question).ToHashSet();
        return new(
            questions.Values.OrderBy(q => q.Author).ThenBy(q => q.Index).ThenBy(q => q.Id)
                .Select(q => Judge(q, given[q.Id].OrderBy(a => a.Index).ThenBy(a => a.Id).LastOrDefault(), closed.Contains(q.Id))).ToValueList(),
            answers[false].Select(a => Without(a.Said, AnswerToNothing)).Concat(closings[false].Select(c => Without(c.Said, AnswerToNothing)))
                .Concat(facts.Unreadable.Select(u => Without(u, BodyUnreadable))).OrderBy(i => i.Id).ToValueList());
    }

    // Two statements at one index are a fork, shown as such above this rule; the id only makes the answer the same everywhere.
    private static QuestionFinding Judge(Spoken<QuestionAsked> question, Spoken<AnswerGiven> answer, bool isClosed)
    {
        var found = answer.Said is null ? null : new GivenAnswer(answer.Id, answer.Body.Language, answer.Body.Sentences);
        var (standing, rule) = isClosed ? (QuestionStanding.Closed, AnswersRuleNames.QuestionClosed)
            : found is null ? (QuestionStanding.Open, QuestionOpen)
            : (QuestionStanding.Answered, QuestionAnswered);
        return new(question.Id, question.Author, question.Body.Text, question.Body.Language, standing, rule, found);
    }

    private static IneffectiveAnswer Without(Said said, string rule) => new(said.Id, said.Author, said.Statement.Kind, rule);
}
