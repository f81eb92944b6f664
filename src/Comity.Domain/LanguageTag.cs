using System.Text.RegularExpressions;

namespace Comity.Domain;

/// <summary>The shape of a BCP 47 language tag (RFC 5646 §2.1, without its registry): <c>en</c>, <c>ko-KR</c>, <c>zh-Hant-TW</c>.</summary>
public static partial class LanguageTag
{
    public const int MaxLength = 35;

    public static bool HasShape(string text) => text.Length <= MaxLength && Shape().IsMatch(text);

    // \z and not $: the latter also matches before a final line end.
    [GeneratedRegex(@"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*\z", RegexOptions.CultureInvariant)]
    private static partial Regex Shape();
}
