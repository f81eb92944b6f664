using Comity.Record;

namespace Comity.Domain.Answers;

// Wire form: docs/spec/answers.md. Said in the member's own channel, heard by nobody else.

/// <summary>The author expects a question from parliament.</summary>
/// <param name="Text">1 to 2,000 characters.</param>
[StatementKind("answers.question-asked/1")]
public sealed record QuestionAsked(string Text, string Language) : IBody
{
    public IEnumerable<Fault> Faults() => AnswersFaults.Of(this);
}

/// <summary>The author's answer, whole, in the place of the one before; each sentence with what it rests on.</summary>
/// <param name="Question">The <see cref="QuestionAsked"/> it answers.</param>
/// <param name="Sentences">1 to 50, in the order they are read out.</param>
[StatementKind("answers.answer-given/1")]
public sealed record AnswerGiven(StatementId Question, string Language, ValueList<AnswerSentence> Sentences) : IBody
{
    public IEnumerable<Fault> Faults() => AnswersFaults.Of(this);
}

/// <summary>The author needs no answer to this question any more.</summary>
[StatementKind("answers.question-closed/1")]
public sealed record QuestionClosed(StatementId Question) : IBody
{
    public IEnumerable<Fault> Faults() => [];
}

/// <param name="Text">1 to 1,000 characters.</param>
/// <param name="RestsOn">1 to 16, each statement once.</param>
public sealed record AnswerSentence(string Text, ValueList<RestsOn> RestsOn);

/// <param name="Statement">A fact in any channel the author hears; its id alone, nothing of it.</param>
/// <param name="Standing">How it stood when the answer was given: <see cref="RestedFact.Standing"/>.</param>
public sealed record RestsOn(StatementId Statement, string Standing);
