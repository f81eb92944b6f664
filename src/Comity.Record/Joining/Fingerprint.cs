// Sixty decimal digits: twelve numbers of five digits, each from five bytes of SHA-512 taken as a big-endian integer modulo 100,000,
// as Signal's safety numbers are made (about 199 bits). Digits, since every language reads them out alike.

using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Comity.Record.Joining;

/// <summary>What two people read to one another over the telephone to know that they hold the same file.</summary>
/// <remarks>docs/spec/founding.md, "Fingerprint".</remarks>
public static class Fingerprint
{
    public const int Groups = 12;
    public const int DigitsInGroup = 5;

    /// <summary>What is hashed before the id: no other use of SHA-512 over an id gives these digits.</summary>
    private const string Context = "comity-fingerprint/1";

    /// <returns>Twelve groups of five digits, separated by single blanks.</returns>
    public static string Of(Hash256 id)
    {
        Span<byte> digest = stackalloc byte[SHA512.HashSizeInBytes];
        SHA512.HashData([.. Encoding.ASCII.GetBytes(Context), 0, .. id.ToArray()], digest);
        var groups = new string[Groups];
        Span<byte> number = stackalloc byte[sizeof(ulong)];
        for (var i = 0; i < Groups; i++)
        {
            number.Clear();
            digest.Slice(i * 5, 5).CopyTo(number[3..]);
            groups[i] = (BinaryPrimitives.ReadUInt64BigEndian(number) % 100_000).ToString("D5", CultureInfo.InvariantCulture);
        }

        return string.Join(' ', groups);
    }

    /// <summary>Whether the digits heard are those of the id; blanks, hyphens and line ends between them do not matter.</summary>
    public static bool Matches(string heard, Hash256 id) => Digits(heard) == Digits(Of(id));

    /// <summary>Whether a text can be a fingerprint at all: sixty digits.</summary>
    public static bool IsWhole(string heard) => Digits(heard) is { Length: Groups * DigitsInGroup } digits && digits.All(char.IsAsciiDigit);

    private static string Digits(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c != '-'));
}
