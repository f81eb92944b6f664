// JSON Web Signature, compact serialisation: RFC 7515 §3.1, §5. Only ES256; the header holds alg, kid and typ and nothing else,
// so there is no crit, jku, jwk or x5u to be misled by (RFC 8725).

using System.Buffers;
using System.Buffers.Text;
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

    // The one spelling this program writes; others are read as well.
    private const string HeaderBegin = "{\"alg\":\"" + Algorithm + "\",\"kid\":\"";
    private const string HeaderMiddle = "\",\"typ\":\"";
    private const string HeaderEnd = "\"}";

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
    public Hash256 Id => OverSigningInput(static (_, input) => Hash256.Of(input), this);

    public bool HoldsFor(PublicKey key) => key.Thumbprint == KeyId && OverSigningInput(static (by, input) => by.Key.Verify(input, by.Signature), (Key: key, Signature));

    public static string Sign(SigningKey key, string type, ReadOnlySpan<byte> payload) => Sign(key, SigningInput(key.Public, type, payload));

    /// <summary>What will be signed: header and payload joined by a dot. Its SHA-256 is known before the signature is.</summary>
    internal static byte[] SigningInput(PublicKey key, string type, ReadOnlySpan<byte> payload)
    {
        var header = Encoding.ASCII.GetBytes($"{HeaderBegin}{key.Thumbprint}{HeaderMiddle}{type}{HeaderEnd}");
        var dot = Base64Url.GetEncodedLength(header.Length);
        var input = new byte[dot + 1 + Base64Url.GetEncodedLength(payload.Length)];
        Base64Url.EncodeToUtf8(header, input);
        input[dot] = (byte)'.';
        Base64Url.EncodeToUtf8(payload, input.AsSpan(dot + 1));
        return input;
    }

    internal static string Sign(SigningKey key, byte[] signingInput) => string.Create(
        signingInput.Length + 1 + Base64Url.GetEncodedLength(PublicKey.SignatureSize),
        (Input: signingInput, Signature: key.Sign(signingInput)),
        static (text, signed) =>
        {
            Encoding.ASCII.GetChars(signed.Input, text);
            text[signed.Input.Length] = '.';
            Base64Url.EncodeToChars(signed.Signature, text[(signed.Input.Length + 1)..]);
        });

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
        if (IsAsWritten(header, type, out keyId))
        {
            fault = null;
            return true;
        }

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

    // Nearly every header is spelled as this program spells it, and needs no parser.
    private static bool IsAsWritten(ReadOnlySpan<byte> header, string type, [NotNullWhen(true)] out string? keyId)
    {
        keyId = null;
        if (header.Length != HeaderBegin.Length + Hash256.TextLength + HeaderMiddle.Length + type.Length + HeaderEnd.Length)
        {
            return false;
        }

        var rest = header[(HeaderBegin.Length + Hash256.TextLength)..];
        var key = Encoding.ASCII.GetString(header.Slice(HeaderBegin.Length, Hash256.TextLength));
        if (!Ascii.Equals(header[..HeaderBegin.Length], HeaderBegin) || !Ascii.Equals(rest[..HeaderMiddle.Length], HeaderMiddle)
            || !Ascii.Equals(rest[HeaderMiddle.Length..^HeaderEnd.Length], type) || !Ascii.Equals(rest[^HeaderEnd.Length..], HeaderEnd) || !Hash256.TryParse(key, out _))
        {
            return false;
        }

        keyId = key;
        return true;
    }

    // Borrowed bytes: the text is checked to be ASCII, and is looked at a few times and then seldom again.
    private TResult OverSigningInput<TState, TResult>(Func<TState, ReadOnlySpan<byte>, TResult> look, TState state)
    {
        var borrowed = ArrayPool<byte>.Shared.Rent(_signingLength);
        try
        {
            return look(state, borrowed.AsSpan(0, Encoding.ASCII.GetBytes(Compact.AsSpan(0, _signingLength), borrowed)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(borrowed);
        }
    }
}
