namespace Comity.Domain.Answers;

/// <summary>Adds one statement to the facts. It only collects; the rules judge.</summary>
public static class AnswersFold
{
    public static AnswersFacts Apply(AnswersFacts facts, Said said) => said.Body switch
    {
        QuestionAsked => facts with { Questions = facts.Questions.Add(said) },
        AnswerGiven => facts with { Answers = facts.Answers.Add(said) },
        QuestionClosed => facts with { Closings = facts.Closings.Add(said) },
        UnreadableBody when AnswersCapability.Reads(said.Statement.Kind) => facts with { Unreadable = facts.Unreadable.Add(said) },
        _ => facts,
    };
}
