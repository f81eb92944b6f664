using System.Text.RegularExpressions;
using Comity.Record;

namespace Comity.Domain.Press;

/// <summary>Which member a sentence names first: who, as a rule, is said to have acted.</summary>
/// <param name="names">Every name a member goes by in a press text, its capital's included.</param>
public sealed partial class PressNames(IReadOnlyDictionary<MemberId, IReadOnlyList<string>> names)
{
    /// <returns>Null when no member is named.</returns>
    public MemberId? FirstIn(string sentence) =>
        names.Select(m => (Member: (MemberId?)m.Key, Place: m.Value.Select(n => PlaceOf(sentence, n)).Where(p => p >= 0).DefaultIfEmpty(int.MaxValue).Min()))
            .Where(m => m.Place < int.MaxValue)
            .OrderBy(m => m.Place)
            .FirstOrDefault().Member;

    // "North Korea" is not Korea, whatever the language; a name inside a longer Latin word is no name, and a people is not its state.
    private static int PlaceOf(string sentence, string name)
    {
        for (var from = 0; from < sentence.Length; from++)
        {
            from = sentence.IndexOf(name, from, StringComparison.OrdinalIgnoreCase);
            if (from < 0)
            {
                return -1;
            }

            if (!IsNorth(sentence[..from]) && IsNamed(sentence, from, name))
            {
                return from;
            }
        }

        return -1;
    }

    private static bool IsNorth(string before) =>
        before.EndsWith("North ", StringComparison.OrdinalIgnoreCase) || before.EndsWith('北') || before.EndsWith('북');

    private static bool IsNamed(string sentence, int from, string name)
    {
        var after = sentence[(from + name.Length)..];
        return char.IsAscii(name[0])
            ? (from == 0 || !char.IsAsciiLetter(sentence[from - 1])) && (EndsAWord(after) || StateOf().IsMatch(after))
            : !after.StartsWith('人') && !after.StartsWith('인');
    }

    private static bool EndsAWord(string after) => after.Length == 0 || !char.IsAsciiLetter(after[0]);

    // "Korean visitors" are not Korea; "the Korean government" is.
    [GeneratedRegex(
        @"^(ese|n) (government|cabinet|side|foreign|trade|industry|defen[cs]e|unification|ministr|minister|prime|president|national|supreme|court|authorit|official|ambassador)",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant,
        1000)]
    private static partial Regex StateOf();
}
