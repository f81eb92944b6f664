// JSON Web Signature, compact serialisation: RFC 7515 §3.1, §5. Only ES256; the header holds alg, kid and typ and nothing else,
// so there is no crit, jku, jwk or x5u to be misled by (RFC 8725).

using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Json;

namespace Comity.Record.Signing;

/// <summary>A compact JWS taken apart, its bytes kept as received. Nothing in it is verified yet.</summary>
public sealed class Jws
{
    /// <summary>Longest compact form taken, in characters.</summary>
    public const int MaxLength = 64 * 1024;

    public const string Algorithm = "ES256";

    private readonly int _signingLength;

    private Jws(string compact, int signingLength, string keyId, byte[] payload, byte[] signature)
    {
        Compact = compact;
        _signingLength = signingLength;
        KeyId = keyId;
        Payload = payload;
        Signature = signature;
    }

    public string Compact { get; }

    public string KeyId { get; }

    /// <summary>The payload's bytes: valid UTF-8.</summary>
    public byte[] Payload { get; }

    public byte[] Signature { get; }

    /// <summary>SHA-256 of the signing input: the identity of what was signed, whatever the signature's spelling.</summary>
    public Hash256 Id => Hash256.Of(SigningInput());

    public bool HoldsFor(PublicKey key) => key.Thumbprint == KeyId && key.Verify(SigningInput(), Signature);

    public static string Sign(SigningKey key, string type, ReadOnlySpan<byte> payload) => Sign(key, SigningInput(key.Public, type, payload));

    /// <summary>What will be signed: header and payload joined by a dot. Its SHA-256 is known before the signature is.</summary>
    internal static string SigningInput(PublicKey key, string type, ReadOnlySpan<byte> payload)
    {
        var header = Encoding.ASCII.GetBytes($$"""{"alg":"{{Algorithm}}","kid":"{{key.Thumbprint}}","typ":"{{type}}"}""");
        return Base64UrlText.Encode(header) + "." + Base64UrlText.Encode(payload);
    }

    internal static string Sign(SigningKey key, string signingInput) => signingInput + "." + Base64UrlText.Encode(key.Sign(Encoding.ASCII.GetBytes(signingInput)));

    /// <param name="type">The <c>typ</c> demanded.</param>
    public static bool TryRead(string compact, string type, [NotNullWhen(true)] out Jws? jws, [NotNullWhen(false)] out Fault? fault)
    {
        jws = null;
        if (compact.Length > MaxLength)
        {
            fault = new Fault("", "record.jws.too-long", $"expected at most {MaxLength} characters, found {compact.Length}");
            return false;
        }

        var first = compact.IndexOf('.', StringComparison.Ordinal);
        var second = first < 0 ? -1 : compact.IndexOf('.', first + 1);
        if (second < 0 || compact.IndexOf('.', second + 1) >= 0)
        {
            fault = new Fault("", "record.jws.parts", "expected three parts joined by dots");
            return false;
        }

        if (!Base64UrlText.TryDecode(compact.AsSpan(0, first), out var header)
            || !Base64UrlText.TryDecode(compact.AsSpan(first + 1, second - first - 1), out var payload)
            || !Base64UrlText.TryDecode(compact.AsSpan(second + 1), out var signature))
        {
            fault = new Fault("", "record.jws.base64url", "expected base64url without padding, found another character or spelling");
            return false;
        }

        if (signature.Length != PublicKey.SignatureSize)
        {
            fault = new Fault("", "record.jws.signature-size", $"expected a signature of {PublicKey.SignatureSize} bytes, found {signature.Length}");
            return false;
        }

        if (!TryReadHeader(header, type, out var keyId, out fault))
        {
            return false;
        }

        if (!System.Text.Unicode.Utf8.IsValid(payload))
        {
            fault = new Fault("", "record.jws.utf8", "expected a payload of valid UTF-8");
            return false;
        }

        jws = new Jws(compact, second, keyId, payload, signature);
        fault = null;
        return true;
    }

    private static bool TryReadHeader(byte[] header, string type, [NotNullWhen(true)] out string? keyId, [NotNullWhen(false)] out Fault? fault)
    {
        keyId = null;
        fault = new Fault("", "record.jws.header", $$"""expected the header {"alg":"{{Algorithm}}","kid":…,"typ":"{{type}}"} and nothing more""");
        if (!StrictJson.TryParse(header, out var json, out _))
        {
            return false;
        }

        var members = 0;
        foreach (var property in json.EnumerateObject())
        {
            members++;
            var value = property.Value.ValueKind == JsonValueKind.String ? property.Value.GetString()! : null;
            var fine = property.Name switch
            {
                "alg" => value == Algorithm,
                "typ" => value == type,
                "kid" => Hash256.TryParse(value, out _),
                _ => false,
            };
            if (!fine)
            {
                return false;
            }

            keyId = property.Name == "kid" ? value : keyId;
        }

        if (members != 3 || keyId is null)
        {
            return false;
        }

        fault = null;
        return true;
    }

    private byte[] SigningInput() => Encoding.ASCII.GetBytes(Compact, 0, _signingLength);
}
