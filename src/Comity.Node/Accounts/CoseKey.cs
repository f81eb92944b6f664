// RFC 9052 (COSE), section 7; RFC 9053, sections 2.1 and 7.1: an EC2 key {1: 2, 3: -7, -1: 1, -2: x, -3: y}; RFC 8230, section 4: an RSA key
// {1: 3, 3: -257, -1: n, -2: e}. RFC 8949 (CBOR): maps, integers and byte strings of definite length suffice.

using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Comity.Node.Accounts;

/// <summary>A passkey's public key, ES256 or RS256. Anything else verifies nothing.</summary>
internal static class CoseKey
{
    private const int Coordinate = 32;

    public static bool Verify(byte[] key, byte[] signed, byte[] signature)
    {
        try
        {
            return Read(key) is var fields && Number(fields, 3) switch
            {
                -7 when Number(fields, 1) == 2 && Number(fields, -1) == 1 => VerifyEs256(Text(fields, -2, Coordinate), Text(fields, -3, Coordinate), signed, signature),
                -257 when Number(fields, 1) == 3 => VerifyRs256(Text(fields, -1), Text(fields, -2), signed, signature),
                _ => false,
            };
        }
        catch (Exception e) when (e is CryptographicException or FormatException or ArgumentException or IndexOutOfRangeException or OverflowException)
        {
            return false;
        }
    }

    private static bool VerifyEs256(byte[] x, byte[] y, byte[] signed, byte[] signature)
    {
        using var ecdsa = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = x, Y = y } });
        return ecdsa.VerifyData(signed, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence);
    }

    private static bool VerifyRs256(byte[] n, byte[] e, byte[] signed, byte[] signature)
    {
        using var rsa = RSA.Create(new RSAParameters { Modulus = n, Exponent = e });
        return rsa.VerifyData(signed, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    private static long? Number(IReadOnlyDictionary<long, object> fields, long label) => fields.GetValueOrDefault(label) as long?;

    private static byte[] Text(IReadOnlyDictionary<long, object> fields, long label, int? length = null) =>
        fields.GetValueOrDefault(label) is byte[] bytes && (length is null || bytes.Length == length) ? bytes : throw new FormatException($"expected bytes under {label}");

    private static Dictionary<long, object> Read(ReadOnlySpan<byte> cbor)
    {
        var fields = new Dictionary<long, object>();
        for (var left = Head(ref cbor, expected: 5); left > 0; left--)
        {
            var label = Integer(ref cbor);
            fields[label] = cbor[0] >> 5 == 2 ? Bytes(ref cbor) : Integer(ref cbor);
        }

        return fields;
    }

    private static long Integer(ref ReadOnlySpan<byte> cbor) => cbor[0] >> 5 == 1 ? -1 - Head(ref cbor, expected: 1) : Head(ref cbor, expected: 0);

    private static byte[] Bytes(ref ReadOnlySpan<byte> cbor)
    {
        var length = (int)Head(ref cbor, expected: 2);
        var bytes = cbor[..length].ToArray();
        cbor = cbor[length..];
        return bytes;
    }

    // Major type in the upper three bits; the argument in the lower five, or in the 1, 2 or 4 bytes that follow.
    private static long Head(ref ReadOnlySpan<byte> cbor, int expected)
    {
        var (major, info) = (cbor[0] >> 5, cbor[0] & 31);
        if (major != expected || info > 26)
        {
            throw new FormatException($"expected an item of major type {expected}, found {major}");
        }

        var (value, length) = info switch
        {
            < 24 => (info, 1),
            24 => (cbor[1], 2),
            25 => (BinaryPrimitives.ReadUInt16BigEndian(cbor[1..]), 3),
            _ => ((long)BinaryPrimitives.ReadUInt32BigEndian(cbor[1..]), 5),
        };
        cbor = cbor[length..];
        return value;
    }
}
