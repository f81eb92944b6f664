namespace Comity.Domain.Answers;

/// <summary>Codes of all rules of answers, as on the spec page; wording in AnswersText.resx.</summary>
public static class AnswersRuleNames
{
    public const string QuestionOpen = "answers.question.open";
    public const string QuestionAnswered = "answers.question.answered";
    public const string QuestionClosed = "answers.question.closed";
    public const string AnswerToNothing = "answers.answer.to-nothing";
    public const string BodyUnreadable = "answers.body.unreadable";

    public static IReadOnlyList<string> All { get; } = [QuestionOpen, QuestionAnswered, QuestionClosed, AnswerToNothing, BodyUnreadable];
}
