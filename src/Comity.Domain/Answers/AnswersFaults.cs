using System.Globalization;
using System.Text;
using Comity.Record;
using static Comity.Domain.Answers.AnswersFaultCodes;

namespace Comity.Domain.Answers;

/// <summary>Every fault of a body by itself. The limits: docs/spec/answers.md.</summary>
internal static class AnswersFaults
{
    private const int LongestQuestion = 2_000;
    private const int LongestSentence = 1_000;
    private const int MostSentences = 50;
    private const int MostRests = 16;
    private const int LongestStanding = 40;

    public static IEnumerable<Fault> Of(QuestionAsked question) => [.. Text("text", question.Text, LongestQuestion), .. Language(question.Language)];

    public static IEnumerable<Fault> Of(AnswerGiven answer) =>
        [.. Language(answer.Language), .. Count("sentences", answer.Sentences.Count, MostSentences, SentencesCount), .. answer.Sentences.Index().SelectMany(s => Of($"sentences[{Number(s.Index)}]", s.Item))];

    private static IEnumerable<Fault> Of(string field, AnswerSentence sentence) =>
    [
        .. Text($"{field}.text", sentence.Text, LongestSentence),
        .. Count($"{field}.restsOn", sentence.RestsOn.Count, MostRests, RestsCount),
        .. sentence.RestsOn.GroupBy(r => r.Statement).Where(g => g.Count() > 1).Select(g => new Fault($"{field}.restsOn", RestsRepeated, $"expected each statement once, found {g.Key} again")),
        .. sentence.RestsOn.Index().Where(r => !IsStanding(r.Item.Standing))
            .Select(r => new Fault($"{field}.restsOn[{Number(r.Index)}].standing", StandingForm, $"expected a word of small letters and hyphens, found {FormFound.Quote(r.Item.Standing)}")),
    ];

    private static IEnumerable<Fault> Count(string field, int count, int most, string code)
    {
        if (count < 1 || count > most)
        {
            yield return new(field, code, string.Create(CultureInfo.InvariantCulture, $"expected 1 to {most}, found {count}"));
        }
    }

    private static IEnumerable<Fault> Language(string tag)
    {
        if (!LanguageTag.HasShape(tag))
        {
            yield return new("language", LanguageForm, $"expected a language tag as ja, found {FormFound.Quote(tag)}");
        }
    }

    private static IEnumerable<Fault> Text(string field, string text, int most)
    {
        var length = text.EnumerateRunes().Count();
        if (length == 0 || length > most || text.Trim().Length != text.Length)
        {
            yield return new(field, TextLength, string.Create(CultureInfo.InvariantCulture, $"expected 1 to {most} characters without blanks at either end, found {length}"));
        }

        if (text.EnumerateRunes().Any(r => Rune.IsControl(r) && r.Value != '\n'))
        {
            yield return new(field, TextCharacters, "expected no control characters but line ends, found one");
        }
    }

    private static bool IsStanding(string word) => word.Length is > 0 and <= LongestStanding && word.All(c => c is (>= 'a' and <= 'z') or '-');

    private static string Number(int index) => index.ToString(CultureInfo.InvariantCulture);
}
