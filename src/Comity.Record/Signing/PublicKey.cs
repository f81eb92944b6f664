// ECDSA over P-256 with SHA-256 ("ES256"): RFC 7518 §3.4; JWK: RFC 7517, RFC 7518 §6.2; thumbprint: RFC 7638.
// Coordinates 32 bytes each, signature 64 bytes r‖s. Signatures are malleable (n − s verifies too) and never identities.

using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Comity.Record.Signing;

/// <summary>A public key that checks signatures. Safe for use from several threads.</summary>
public sealed class PublicKey : IEquatable<PublicKey>
{
    public const int CoordinateSize = 32;
    public const int SignatureSize = 64;

    // One handle per thread: making one costs three times a verification, sharing one is promised by nobody.
    private readonly ThreadLocal<ECDsa> _ecdsa;

    private PublicKey(ECParameters parameters)
    {
        X = Base64UrlText.Encode(parameters.Q.X);
        Y = Base64UrlText.Encode(parameters.Q.Y);
        Thumbprint = Hash256.Of(Encoding.ASCII.GetBytes($$"""{"crv":"P-256","kty":"EC","x":"{{X}}","y":"{{Y}}"}""")).ToString();
        _ecdsa = new ThreadLocal<ECDsa>(() => ECDsa.Create(parameters));
    }

    /// <summary>Base64url of the 32-byte coordinate.</summary>
    public string X { get; }

    public string Y { get; }

    /// <summary>RFC 7638 thumbprint, 43 characters: the <c>kid</c> of statements this key signs.</summary>
    public string Thumbprint { get; }

    /// <summary>Never throws for a bad signature.</summary>
    /// <param name="signature">r‖s; anything but 64 bytes does not hold.</param>
    public bool Verify(ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature) =>
        signature.Length == SignatureSize && _ecdsa.Value!.VerifyData(signed, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

    public JsonObject ToJwk() => new() { ["kty"] = "EC", ["crv"] = "P-256", ["x"] = X, ["y"] = Y };

    /// <summary>Reads exactly <c>kty</c>, <c>crv</c>, <c>x</c>, <c>y</c>; a point off the curve is refused.</summary>
    public static bool TryFromJwk(JsonElement jwk, [NotNullWhen(true)] out PublicKey? key)
    {
        key = null;
        if (jwk.ValueKind != JsonValueKind.Object || jwk.EnumerateObject().Count() != 4 || Text(jwk, "kty") != "EC" || Text(jwk, "crv") != "P-256"
            || !TryCoordinate(Text(jwk, "x"), out var x) || !TryCoordinate(Text(jwk, "y"), out var y))
        {
            return false;
        }

        return TryFromPoint(x, y, out key);
    }

    internal static PublicKey Of(ECDsa pair) => new(pair.ExportParameters(includePrivateParameters: false));

    private static bool TryFromPoint(byte[] x, byte[] y, [NotNullWhen(true)] out PublicKey? key)
    {
        key = null;
        var parameters = new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = x, Y = y } };
        try
        {
            using var probe = ECDsa.Create(parameters);
        }
        catch (CryptographicException)
        {
            return false;
        }

        key = new PublicKey(parameters);
        return true;
    }

    private static bool TryCoordinate(string? text, out byte[] bytes)
    {
        bytes = [];
        return text is { Length: 43 } && Base64UrlText.TryDecode(text, out bytes) && bytes.Length == CoordinateSize;
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public bool Equals(PublicKey? other) => other is not null && Thumbprint == other.Thumbprint;

    public override bool Equals(object? obj) => Equals(obj as PublicKey);

    public override int GetHashCode() => Thumbprint.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Thumbprint;
}
