using System.Globalization;
using Comity.Record;

namespace Comity.Domain.Press;

/// <summary>Finds listed phrases in a text, whatever their case and width.</summary>
public static class SensitiveWords
{
    private const CompareOptions AsReadersDo = CompareOptions.IgnoreCase | CompareOptions.IgnoreWidth | CompareOptions.IgnoreKanaType;

    /// <summary>By place, then the longer first; a phrase inside another counts beside it.</summary>
    public static ValueList<SensitiveFinding> In(string text, IReadOnlyList<SensitiveTerm> terms) =>
        terms.Where(t => t.Phrase.Length > 0).SelectMany(t => Places(text, t))
            .OrderBy(f => f.Start).ThenByDescending(f => f.Length).ThenBy(f => f.Term.Owner)
            .ToValueList();

    private static IEnumerable<SensitiveFinding> Places(string text, SensitiveTerm term)
    {
        var compare = CultureInfo.InvariantCulture.CompareInfo;
        for (var from = 0; from < text.Length;)
        {
            var at = compare.IndexOf(text.AsSpan(from), term.Phrase, AsReadersDo, out var length);
            if (at < 0 || length == 0)
            {
                yield break;
            }

            yield return new(from + at, length, term);
            from += at + length;
        }
    }
}
