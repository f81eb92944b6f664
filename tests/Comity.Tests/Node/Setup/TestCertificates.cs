using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Comity.Node.Setup;

namespace Comity.Tests.Node.Setup;

/// <summary>An authority of a test's own, and what it signs for members' nodes: P-256, ninety days.</summary>
internal static class TestCertificates
{
    public static X509Certificate2 Authority()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=An authority of its own", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, hasPathLengthConstraint: false, 0, critical: true));
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(90));
    }

    /// <summary>Writes authority.pem, tls.pem and tls.key, and tls.p12 with tls.pass, into a member's folder.</summary>
    public static void Write(FoundingScript script, string member, X509Certificate2 authority, string name)
    {
        using var pair = Signed(authority, name);
        using var key = pair.GetECDsaPrivateKey()!;
        House.Write(script.PathOf(member, "authority.pem"), authority.ExportCertificatePem());
        House.Write(script.PathOf(member, "tls.pem"), pair.ExportCertificatePem());
        House.Write(script.PathOf(member, "tls.key"), key.ExportPkcs8PrivateKeyPem());
        House.Write(script.PathOf(member, "tls.pass"), "a passphrase\n");
        File.WriteAllBytes(script.PathOf(member, "tls.p12"), pair.Export(X509ContentType.Pkcs12, "a passphrase"));
    }

    /// <summary>A server's certificate with its key.</summary>
    public static X509Certificate2 Signed(X509Certificate2 authority, string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));    // server authentication (RFC 5280 §4.2.1.12)
        using var signed = request.Create(authority, authority.NotBefore, authority.NotAfter, RandomNumberGenerator.GetBytes(8));
        return signed.CopyWithPrivateKey(key);
    }
}
