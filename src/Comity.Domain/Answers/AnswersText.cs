namespace Comity.Domain.Answers;

/// <summary>Wording of <see cref="AnswersRuleNames"/> and <see cref="AnswersFaultCodes"/>.</summary>
public static class AnswersText
{
    public static ResourceText Wording { get; } = new(typeof(AnswersText));
}
