using System.Security.Cryptography;

namespace Comity.Record.Signing;

/// <summary>A key pair that signs: a member's root key, kept offline, or a node's key.</summary>
/// <remarks>Safe for use from several threads.</remarks>
public sealed class SigningKey : IDisposable
{
    private readonly ECDsa _pair;

    // One handle per thread: sharing one is promised by nobody.
    private readonly ThreadLocal<ECDsa> _signing;

    private SigningKey(ECDsa pair)
    {
        _pair = pair;
        _signing = new ThreadLocal<ECDsa>(Copy, trackAllValues: true);
        Public = PublicKey.Of(pair);
    }

    public PublicKey Public { get; }

    public static SigningKey Generate() => new(ECDsa.Create(ECCurve.NamedCurves.nistP256));

    /// <exception cref="ArgumentException">The text is no PKCS#8 PEM of a P-256 key.</exception>
    public static SigningKey FromPem(string pem)
    {
        var pair = ECDsa.Create();
        try
        {
            pair.ImportFromPem(pem);
            return Of(pair);
        }
        catch (CryptographicException unreadable)
        {
            pair.Dispose();
            throw new ArgumentException("expected a PKCS#8 PEM key, found something else", nameof(pem), unreadable);
        }
    }

    /// <summary>Takes the pair over.</summary>
    /// <exception cref="ArgumentException">It is on another curve.</exception>
    /// <exception cref="CryptographicException">It is a public key, which imports as well.</exception>
    internal static SigningKey Of(ECDsa pair)
    {
        _ = pair.ExportPkcs8PrivateKey();
        var curve = pair.ExportParameters(false).Curve;
        return curve.IsNamed && curve.Oid.Value == ECCurve.NamedCurves.nistP256.Oid.Value
            ? new SigningKey(pair)
            : throw new ArgumentException($"expected a key on curve P-256, found {(curve.IsNamed ? curve.Oid.FriendlyName : "a curve without a name")}", nameof(pair));
    }

    /// <summary>Encrypted PKCS#8 PEM (RFC 5958; PBES2, RFC 8018): PBKDF2-HMAC-SHA256, AES-256-CBC.</summary>
    public string ToEncryptedPem(string passphrase)
    {
        lock (_pair)
        {
            return _pair.ExportEncryptedPkcs8PrivateKeyPem(passphrase, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, PassphraseIterations));
        }
    }

    /// <summary>OWASP Password Storage Cheat Sheet, for PBKDF2-HMAC-SHA256.</summary>
    public const int PassphraseIterations = 600_000;

    public string ToPem()
    {
        lock (_pair)
        {
            return _pair.ExportPkcs8PrivateKeyPem();
        }
    }

    /// <returns>64 bytes, r‖s.</returns>
    public byte[] Sign(ReadOnlySpan<byte> signingInput) =>
        _signing.Value!.SignData(signingInput, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);

    public void Dispose()
    {
        foreach (var copy in _signing.Values)
        {
            copy.Dispose();
        }

        _signing.Dispose();
        _pair.Dispose();
    }

    private ECDsa Copy()
    {
        lock (_pair)
        {
            return ECDsa.Create(_pair.ExportParameters(includePrivateParameters: true));
        }
    }
}
