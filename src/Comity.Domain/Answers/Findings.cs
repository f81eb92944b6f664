using Comity.Record;

namespace Comity.Domain.Answers;

/// <summary>What is found of questions and answers in a channel.</summary>
/// <param name="Questions">By author's place in its journal, then id.</param>
/// <param name="Ineffective">By id.</param>
public sealed record AnswersFindings(ValueList<QuestionFinding> Questions, ValueList<IneffectiveAnswer> Ineffective)
{
    public static AnswersFindings None { get; } = new([], []);
}

/// <param name="Answer">The answer that stands; null while there is none.</param>
/// <param name="Rule">Code of the reason, wording in AnswersText.resx.</param>
public sealed record QuestionFinding(StatementId Id, MemberId Author, string Text, string Language, QuestionStanding Standing, string Rule, GivenAnswer? Answer);

public enum QuestionStanding { Open, Answered, Closed }

/// <param name="Id">The statement that holds the answer.</param>
public sealed record GivenAnswer(StatementId Id, string Language, ValueList<AnswerSentence> Sentences);

/// <param name="Rule">Code of the reason, wording in AnswersText.resx.</param>
public sealed record IneffectiveAnswer(StatementId Id, MemberId Author, string Kind, string Rule);
