using System.Globalization;
using System.Text;
using Comity.Record;
using static Comity.Domain.Terms.TermsFaultCodes;

namespace Comity.Domain.Terms;

/// <summary>Every fault of a list by itself, in the list's order. The limits: docs/spec/terms.md.</summary>
internal static class TermsFaults
{
    private const int MostTerms = 300;
    private const int LongestPhrase = 120;
    private const int LongestNote = 300;

    public static IEnumerable<Fault> Of(TermListSet list)
    {
        if (list.Terms.Count > MostTerms)
        {
            yield return new("terms", TermsCount, string.Create(CultureInfo.InvariantCulture, $"expected at most {MostTerms} terms, found {list.Terms.Count}"));
        }

        var met = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (i, term) in list.Terms.Index())
        {
            var field = string.Create(CultureInfo.InvariantCulture, $"terms[{i}]");
            foreach (var fault in Of(field, term))
            {
                yield return fault;
            }

            if (!met.Add(Folded(term.Phrase)))
            {
                yield return new($"{field}.phrase", PhraseRepeated, $"expected each phrase once, whatever its case and width, found {FormFound.Quote(term.Phrase)} again");
            }
        }
    }

    private static IEnumerable<Fault> Of(string field, Term term)
    {
        var faults = Text($"{field}.phrase", term.Phrase, LongestPhrase)
            .Concat(Text($"{field}.instead", term.Instead, LongestPhrase))
            .Concat(Text($"{field}.note", term.Note, LongestNote));
        return term.Instead == term.Phrase
            ? faults.Append(new($"{field}.instead", InsteadSame, $"expected another wording than the phrase, found {FormFound.Quote(term.Phrase)} twice"))
            : faults;
    }

    private static IEnumerable<Fault> Text(string field, string? text, int most)
    {
        if (text is null)
        {
            yield break;
        }

        var length = text.EnumerateRunes().Count();
        if (length == 0 || length > most || text.Trim().Length != text.Length)
        {
            yield return new(field, TextLength, string.Create(CultureInfo.InvariantCulture, $"expected 1 to {most} characters without blanks at either end, found {length}: {FormFound.Quote(text)}"));
        }

        if (text.EnumerateRunes().Any(Rune.IsControl))
        {
            yield return new(field, TextCharacters, "expected no control characters, found one");
        }
    }

    private static string Folded(string text) => text.Normalize(NormalizationForm.FormKC).ToUpperInvariant();
}
