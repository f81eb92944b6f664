namespace Comity.Domain.Answers;

/// <summary>What has been said of questions and answers in a channel: nothing decided.</summary>
/// <param name="Unreadable">Statements of our kinds whose body cannot be read.</param>
public sealed record AnswersFacts(StatementSet Questions, StatementSet Answers, StatementSet Closings, StatementSet Unreadable) : IFacts
{
    public static AnswersFacts None { get; } = new(StatementSet.Empty, StatementSet.Empty, StatementSet.Empty, StatementSet.Empty);
}
