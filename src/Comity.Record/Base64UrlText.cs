using System.Buffers;
using System.Buffers.Text;

namespace Comity.Record;

/// <summary>Base64url without padding, strictly (RFC 4648 §5, RFC 7515 §2): one text per byte string, no other spelling.</summary>
/// <remarks>The platform's decoder also accepts padding, blanks and line ends, which would give one signature many texts.</remarks>
public static class Base64UrlText
{
    private static readonly SearchValues<char> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    public static bool HasOnlyAlphabet(ReadOnlySpan<char> text) => text.IndexOfAnyExcept(Alphabet) < 0;

    public static string Encode(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);

    /// <returns>False when a character is outside the alphabet, the length is impossible, or trailing bits are not zero.</returns>
    public static bool TryDecode(ReadOnlySpan<char> text, Span<byte> destination, out int written)
    {
        written = 0;
        // Not TryDecodeFromChars: that one throws on stray bits.
        return HasOnlyAlphabet(text) && text.Length % 4 != 1
            && Base64Url.DecodeFromChars(text, destination, out _, out written) == OperationStatus.Done
            && HasNoStrayBits(text, destination[..written]);
    }

    public static bool TryDecode(ReadOnlySpan<char> text, out byte[] bytes)
    {
        bytes = new byte[Base64Url.GetMaxDecodedLength(text.Length)];
        if (!TryDecode(text, bytes, out var written))
        {
            bytes = [];
            return false;
        }

        Array.Resize(ref bytes, written);
        return true;
    }

    private static bool HasNoStrayBits(ReadOnlySpan<char> text, ReadOnlySpan<byte> decoded)
    {
        if (text.Length % 4 == 0)
        {
            return true;
        }

        var tail = decoded.Length % 3;
        Span<char> again = stackalloc char[4];
        var length = Base64Url.EncodeToChars(decoded[^tail..], again);
        return text[^length..].SequenceEqual(again[..length]);
    }
}
