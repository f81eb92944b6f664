using System.Text;
using System.Text.RegularExpressions;

namespace Comity.Node.Evidence;

/// <summary>What a piece of evidence is, by its content alone: what it is called and what its sender says it is count for nothing.</summary>
public static partial class BlobTypes
{
    /// <summary>What is taken, with the ending a file of it is given.</summary>
    public static IReadOnlyDictionary<string, string> Endings { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["application/pdf"] = "pdf", ["image/png"] = "png", ["image/jpeg"] = "jpg", ["image/tiff"] = "tif", ["message/rfc822"] = "eml", ["text/plain"] = "txt",
    };

    /// <returns>Null for anything that is not taken: what a browser could run, archives, programs, and what is not recognised.</returns>
    public static string? Of(ReadOnlySpan<byte> content) =>
        content.StartsWith("%PDF-"u8) ? "application/pdf"
        : content.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) ? "image/png"
        : content.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]) ? "image/jpeg"
        : content.StartsWith("II*\0"u8) || content.StartsWith("MM\0*"u8) ? "image/tiff"
        : TextOf(content);

    // An e-mail is text that begins with header fields. Text in which a browser would find markup is not taken as text.
    private static string? TextOf(ReadOnlySpan<byte> content)
    {
        if (content.IsEmpty || !System.Text.Unicode.Utf8.IsValid(content) || content.ContainsAny((byte)0, (byte)0x1B, (byte)0x7F))
        {
            return null;
        }

        var text = Encoding.UTF8.GetString(content);
        return Header().IsMatch(text) ? "message/rfc822" : Markup().IsMatch(text) ? null : "text/plain";
    }

    [GeneratedRegex(@"\A(?:[A-Za-z][A-Za-z0-9-]{0,60}:[^\r\n]*\r?\n(?:[ \t][^\r\n]*\r?\n)*){3,}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Header();

    [GeneratedRegex(@"<\s*[!?/a-zA-Z]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Markup();
}
