using System.Buffers.Binary;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Comity.Record;

/// <summary>A SHA-256 digest: 32 bytes, written as 43 characters of base64url without padding (RFC 4648 §5).</summary>
/// <remarks>Ordered by its bytes, so that a sorted set of digests is the same on every node.</remarks>
public readonly record struct Hash256 : IComparable<Hash256>
{
    public const int Size = 32;
    public const int TextLength = 43;

    private readonly ulong _a, _b, _c, _d;

    /// <param name="bytes">Exactly 32 bytes.</param>
    public Hash256(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length != Size)
        {
            throw new ArgumentException($"expected {Size} bytes, found {bytes.Length}", nameof(bytes));
        }

        _a = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        _b = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        _c = BinaryPrimitives.ReadUInt64BigEndian(bytes[16..]);
        _d = BinaryPrimitives.ReadUInt64BigEndian(bytes[24..]);
    }

    public static Hash256 Of(ReadOnlySpan<byte> content)
    {
        Span<byte> digest = stackalloc byte[Size];
        SHA256.HashData(content, digest);
        return new Hash256(digest);
    }

    public void CopyTo(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, _a);
        BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _b);
        BinaryPrimitives.WriteUInt64BigEndian(destination[16..], _c);
        BinaryPrimitives.WriteUInt64BigEndian(destination[24..], _d);
    }

    public byte[] ToArray()
    {
        var bytes = new byte[Size];
        CopyTo(bytes);
        return bytes;
    }

    /// <summary>Reads exactly 43 characters of the base64url alphabet; padding, blanks and stray trailing bits are refused.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Hash256 hash)
    {
        hash = default;
        if (text is null || text.Length != TextLength || !Base64UrlText.HasOnlyAlphabet(text))
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[Size];
        if (!Base64UrlText.TryDecode(text, bytes, out var written) || written != Size)
        {
            return false;
        }

        hash = new Hash256(bytes);
        return true;
    }

    /// <exception cref="FormatException">The text is no hash.</exception>
    public static Hash256 Parse(string text) => TryParse(text, out var hash) ? hash : throw new FormatException($"expected {TextLength} base64url characters, found {text.Length}");

    /// <summary>The same of ASCII bytes.</summary>
    public static bool TryParse(ReadOnlySpan<byte> ascii, out Hash256 hash)
    {
        hash = default;
        Span<char> text = stackalloc char[TextLength];
        Span<byte> bytes = stackalloc byte[Size];
        if (ascii.Length != TextLength || !Ascii.IsValid(ascii))
        {
            return false;
        }

        Encoding.ASCII.GetChars(ascii, text);
        if (!Base64UrlText.TryDecode(text, bytes, out var written) || written != Size)
        {
            return false;
        }

        hash = new Hash256(bytes);
        return true;
    }

    public int CompareTo(Hash256 other)
    {
        var order = _a.CompareTo(other._a);
        order = order != 0 ? order : _b.CompareTo(other._b);
        order = order != 0 ? order : _c.CompareTo(other._c);
        return order != 0 ? order : _d.CompareTo(other._d);
    }

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Size];
        CopyTo(bytes);
        return Base64Url.EncodeToString(bytes);
    }
}
