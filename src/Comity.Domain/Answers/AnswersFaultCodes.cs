namespace Comity.Domain.Answers;

/// <summary>Codes of what can be wrong with a question or an answer; wording in AnswersText.resx.</summary>
public static class AnswersFaultCodes
{
    public const string TextLength = "answers.text.length";
    public const string TextCharacters = "answers.text.characters";
    public const string LanguageForm = "answers.language.form";
    public const string SentencesCount = "answers.sentences.count";
    public const string RestsCount = "answers.rests.count";
    public const string RestsRepeated = "answers.rests.repeated";
    public const string StandingForm = "answers.standing.form";

    public static IReadOnlyList<string> All { get; } = [TextLength, TextCharacters, LanguageForm, SentencesCount, RestsCount, RestsRepeated, StandingForm];
}
