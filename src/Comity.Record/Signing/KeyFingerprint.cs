using System.Buffers.Binary;
using System.Globalization;

namespace Comity.Record.Signing;

/// <summary>A key's thumbprint as people compare it: digits to read out over a telephone, and the thumbprint itself in groups.</summary>
/// <remarks>
/// Six groups of five digits: bytes 0 to 29 of the thumbprint, five bytes a group as a big-endian number modulo 100,000. About 99 bits: whoever
/// wants another key with the same digits has to make some 2^99 of them. docs/spec/keys.md, "Reading out".
/// </remarks>
public static class KeyFingerprint
{
    private const int Groups = 6;
    private const int BytesAGroup = 5;

    /// <summary>As <c>04213 88120 …</c>.</summary>
    /// <exception cref="ArgumentException">The text is no thumbprint.</exception>
    public static string Digits(string thumbprint)
    {
        var bytes = Hash256.TryParse(thumbprint, out _) && Base64UrlText.TryDecode(thumbprint, out var decoded)
            ? decoded
            : throw new ArgumentException($"expected a thumbprint of {Hash256.TextLength} characters, found {thumbprint}", nameof(thumbprint));
        return string.Join(' ', Enumerable.Range(0, Groups).Select(i => Group(bytes.AsSpan(i * BytesAGroup, BytesAGroup))));
    }

    /// <summary>The thumbprint in groups of four characters, for the eye.</summary>
    public static string Grouped(string thumbprint) => string.Join(' ', thumbprint.Chunk(4).Select(c => new string(c)));

    private static string Group(ReadOnlySpan<byte> five)
    {
        Span<byte> eight = stackalloc byte[8];
        eight.Clear();
        five.CopyTo(eight[3..]);
        return (BinaryPrimitives.ReadUInt64BigEndian(eight) % 100_000).ToString("00000", CultureInfo.InvariantCulture);
    }
}
