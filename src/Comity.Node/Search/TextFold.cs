using System.Globalization;
using System.Text;

namespace Comity.Node.Search;

/// <summary>A text as it is compared in a search: NFKC, lower case, Latin, Greek and Cyrillic without accents; width folds, kana stay apart.</summary>
/// <remarks>Unicode Standard Annex 15 (NFKC), folded per text element (Annex 29), so that every folded character knows the place it came from.</remarks>
public sealed class TextFold
{
    private TextFold(string folded, int[] starts, int[] ends) => (Folded, Starts, Ends) = (folded, starts, ends);

    public string Folded { get; }

    /// <summary>For each folded character the first character of the original it came from.</summary>
    public IReadOnlyList<int> Starts { get; }

    /// <summary>For each folded character the end, exclusive, of what it came from.</summary>
    public IReadOnlyList<int> Ends { get; }

    public static TextFold Of(string text)
    {
        var folded = new StringBuilder(text.Length);
        var (starts, ends) = (new List<int>(text.Length), new List<int>(text.Length));
        for (var at = 0; at < text.Length;)
        {
            var length = ElementLength(text, at);
            foreach (var letter in Element(text.AsSpan(at, length)))
            {
                folded.Append(letter);
                starts.Add(at);
                ends.Add(at + length);
            }

            at += length;
        }

        return new(folded.ToString(), [.. starts], [.. ends]);
    }

    // Between two ASCII letters an element ends; asking for it each time would cost most of the folding.
    private static int ElementLength(string text, int at) =>
        char.IsAsciiLetterOrDigit(text[at]) && (at + 1 == text.Length || char.IsAscii(text[at + 1])) ? 1 : StringInfo.GetNextTextElementLength(text, at);

    private static string Element(ReadOnlySpan<char> element)
    {
        if (element.Length == 1 && char.IsAscii(element[0]))
        {
            return char.ToLowerInvariant(element[0]).ToString();
        }

        // What is no Unicode (half a surrogate pair) matches nothing.
        var text = element.ToString();
        if (!IsUnicode(element))
        {
            return " ";
        }

        var composed = text.Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        return composed.Any(IsAccented) ? Unaccented(composed).ToLowerInvariant() : composed;
    }

    private static bool IsUnicode(ReadOnlySpan<char> text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar)
            {
                return false;
            }
        }

        return true;
    }

    // Latin, Greek and Cyrillic: there an accent is left out by those in a hurry. A kana's voicing mark makes another letter.
    private static bool IsAccented(char letter) => letter is >= 'À' and <= '\u052F' or >= '\u0300' and <= '\u036F' or >= '\u1E00' and <= '\u1FFF';

    private static string Unaccented(string text) =>
        string.Concat(text.Normalize(NormalizationForm.FormD).Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark));
}
