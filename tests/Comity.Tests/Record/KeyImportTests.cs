using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Comity.Record.Signing;

namespace Comity.Tests.Record;

/// <summary>docs/spec/keys.md, "Import": one P-256 private key out of what a certification authority hands out, or every reason why not.</summary>
public sealed class KeyImportTests
{
    private const string Phrase = "correct horse battery staple";

    private static readonly PbeParameters Quick = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 2000);

    [Fact]
    public void A_key_in_any_form_of_pem_is_the_same_key()
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var key = SigningKey.FromPem(pair.ExportPkcs8PrivateKeyPem());
        foreach (var (text, phrase) in new[]
        {
            (pair.ExportPkcs8PrivateKeyPem(), null),
            (pair.ExportECPrivateKeyPem(), null),
            (pair.ExportEncryptedPkcs8PrivateKeyPem(Phrase, Quick), Phrase),
            ("Bag Attributes\n" + CertificateOf(pair).ExportCertificatePem() + "\n" + pair.ExportPkcs8PrivateKeyPem() + "\n", null),
        })
        {
            Assert.Equal(key.Public.Thumbprint, Reads(Encoding.UTF8.GetBytes(text), phrase));
        }
    }

    [Fact]
    public void A_company_key_with_its_chain_in_pkcs12_is_taken_and_signs()
    {
        using var pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var authority = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var file = Pkcs12(CertificateOf(authority), CertificateOf(pair).CopyWithPrivateKey(pair));
        Assert.True(KeyImport.TryRead(file, Phrase, out var key, out _));
        Assert.True(key.Public.Verify([1], key.Sign([1])));
        Assert.Equal(SigningKey.FromPem(pair.ExportPkcs8PrivateKeyPem()).Public.Thumbprint, key.Public.Thumbprint);
    }

    [Fact]
    public void Every_fault_has_its_code_and_all_are_said_at_once()
    {
        using var good = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var rsa = RSA.Create(2048);
        var sealedKey = good.ExportEncryptedPkcs8PrivateKeyPem(Phrase, Quick);
        var p12 = Pkcs12(CertificateOf(good).CopyWithPrivateKey(good));

        Fails(curve.ExportPkcs8PrivateKeyPem(), null, KeyFaultCodes.Curve);
        Fails(rsa.ExportPkcs8PrivateKeyPem(), null, KeyFaultCodes.Algorithm);
        Fails(rsa.ExportRSAPrivateKeyPem(), null, KeyFaultCodes.Algorithm);
        Fails(rsa.ExportEncryptedPkcs8PrivateKeyPem(Phrase, Quick), Phrase, KeyFaultCodes.Algorithm);
        Fails(sealedKey, null, KeyFaultCodes.PassphraseMissing);
        Fails(sealedKey, "another", KeyFaultCodes.Passphrase);
        Fails(good.ExportSubjectPublicKeyInfoPem(), null, KeyFaultCodes.NoPrivateKey);
        Fails(CertificateOf(good).ExportCertificatePem(), null, KeyFaultCodes.NoPrivateKey);
        Fails("-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n", null, KeyFaultCodes.Unreadable);
        Fails("no key at all", null, KeyFaultCodes.Unreadable);
        Fails(good.ExportPkcs8PrivateKeyPem() + "\n" + good.ExportPkcs8PrivateKeyPem(), null, KeyFaultCodes.Several);
        Fails(curve.ExportPkcs8PrivateKeyPem() + "\n" + rsa.ExportPkcs8PrivateKeyPem() + "\n" + sealedKey, null,
            KeyFaultCodes.Several, KeyFaultCodes.Curve, KeyFaultCodes.Algorithm, KeyFaultCodes.PassphraseMissing);

        Fails(p12, "another", KeyFaultCodes.Passphrase);
        Fails(p12, null, KeyFaultCodes.PassphraseMissing);
        Fails(Pkcs12(CertificateOf(curve).CopyWithPrivateKey(curve)), Phrase, KeyFaultCodes.Curve);
        Fails(Pkcs12(CertificateOf(rsa).CopyWithPrivateKey(rsa)), Phrase, KeyFaultCodes.Algorithm);
        Fails(Pkcs12(CertificateOf(good)), Phrase, KeyFaultCodes.NoPrivateKey);
        Fails(Pkcs12(CertificateOf(curve).CopyWithPrivateKey(curve), CertificateOf(rsa).CopyWithPrivateKey(rsa)), Phrase, KeyFaultCodes.Several, KeyFaultCodes.Curve, KeyFaultCodes.Algorithm);
    }

    [Fact]
    public void A_fingerprint_is_twelve_groups_of_five_digits_and_the_same_everywhere()
    {
        Assert.Equal("27744 66950 47232 07142 59086 94088 79343 46345 05481 74097 74529 07680", KeyFingerprint.Digits("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"));
        Assert.Equal("AAEC AwQF BgcI CQoL DA0O DxAR EhMU FRYX GBka Gxwd Hh8", KeyFingerprint.Grouped("AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8"));
    }

    private static string Reads(byte[] content, string? phrase)
    {
        Assert.True(KeyImport.TryRead(content, phrase, out var key, out var faults), string.Join("; ", faults));
        using (key)
        {
            return key.Public.Thumbprint;
        }
    }

    private static void Fails(string text, string? phrase, params string[] codes) => Fails(Encoding.UTF8.GetBytes(text), phrase, codes);

    private static void Fails(byte[] content, string? phrase, params string[] codes)
    {
        Assert.False(KeyImport.TryRead(content, phrase, out _, out var faults));
        Assert.Equal(codes.Order(StringComparer.Ordinal), faults.Select(f => f.Code).Order(StringComparer.Ordinal));
        Assert.All(faults, f => Assert.StartsWith("expected ", f.Message, StringComparison.Ordinal));
    }

    private static byte[] Pkcs12(params X509Certificate2[] certificates) => new X509Certificate2Collection(certificates).Export(X509ContentType.Pkcs12, Phrase)!;

    private static X509Certificate2 CertificateOf(AsymmetricAlgorithm pair)
    {
        var request = pair is ECDsa ec ? new CertificateRequest("CN=Arda node", ec, HashAlgorithmName.SHA256) : new CertificateRequest("CN=Arda node", (RSA)pair, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var own = request.CreateSelfSigned(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2040, 1, 1, 0, 0, 0, TimeSpan.Zero));
        return X509CertificateLoader.LoadCertificate(own.RawData);
    }
}
