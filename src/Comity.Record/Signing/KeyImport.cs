// PEM: RFC 7468 (PKCS#8: RFC 5958; SEC 1: RFC 5915). PKCS#12: RFC 7292. P-256 only (FIPS 186-4, D.1.2.3).

using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Comity.Record.Signing;

/// <summary>Reads the one P-256 private key of a PEM or PKCS#12 file, as a company's certification authority hands them out.</summary>
/// <remarks>Certificates beside the key are passed over: who may sign is said by the roster, not by a certification authority.</remarks>
public static class KeyImport
{
    /// <summary>Longest file taken, in bytes.</summary>
    public const int MostBytes = 256 * 1024;

    // Files made today ask for up to two million rounds; more is somebody's way to keep a machine busy.
    private const int MostIterations = 4_000_000;

    /// <param name="passphrase">Null when there is none.</param>
    /// <param name="faults">Everything that is wrong, when there is no key; empty otherwise.</param>
    public static bool TryRead(ReadOnlySpan<byte> content, string? passphrase, [NotNullWhen(true)] out SigningKey? key, out IReadOnlyList<Fault> faults)
    {
        key = null;
        if (content.Length > MostBytes)
        {
            faults = [Wrong(KeyFaultCodes.Unreadable, $"a file of at most {MostBytes} bytes, found {content.Length}")];
            return false;
        }

        var found = IsPem(content, out var text) ? FromPem(text, passphrase) : FromPkcs12(content, passphrase);
        if (found.Count == 0)
        {
            faults = [Wrong(KeyFaultCodes.NoPrivateKey, "one private key, found none")];
            return false;
        }

        var all = found.Select(f => f.Fault).OfType<Fault>().Distinct().ToList();
        if (found.Count > 1)
        {
            all.Insert(0, Wrong(KeyFaultCodes.Several, $"one private key, found {found.Count}"));
        }

        key = all.Count == 0 ? found[0].Key : null;
        foreach (var other in found.Where(_ => all.Count > 0))
        {
            other.Key?.Dispose();
        }

        faults = all;
        return key is not null;
    }

    private static bool IsPem(ReadOnlySpan<byte> content, out string text)
    {
        text = System.Text.Unicode.Utf8.IsValid(content) ? Encoding.UTF8.GetString(content) : "";
        return text.Contains("-----BEGIN ", StringComparison.Ordinal);
    }

    private static List<Found> FromPem(string text, string? passphrase)
    {
        var found = new List<Found>();
        var rest = text.AsSpan();
        while (PemEncoding.TryFind(rest, out var fields))
        {
            var label = rest[fields.Label].ToString();
            if (label.EndsWith("PRIVATE KEY", StringComparison.Ordinal))
            {
                found.Add(OfBlock(label, rest[fields.Location].ToString(), passphrase));
            }

            rest = rest[fields.Location.End..];
        }

        return found;
    }

    private static Found OfBlock(string label, string block, string? passphrase)
    {
        switch (label)
        {
            case "ENCRYPTED PRIVATE KEY" when passphrase is null:
                return new(Wrong(KeyFaultCodes.PassphraseMissing, "a passphrase, since the key is encrypted; found none"));
            case "RSA PRIVATE KEY" or "DSA PRIVATE KEY":
                return new(Wrong(KeyFaultCodes.Algorithm, $"an EC key on P-256, found {label[..3]}"));
            case "PRIVATE KEY" or "ENCRYPTED PRIVATE KEY" or "EC PRIVATE KEY":
                return Import(label, block, passphrase);
            default:
                return new(Wrong(KeyFaultCodes.Unreadable, $"a PKCS#8 or SEC 1 key, found {label}"));
        }
    }

    private static Found Import(string label, string block, string? passphrase)
    {
        var isEncrypted = label == "ENCRYPTED PRIVATE KEY";
        var pair = ECDsa.Create();
        try
        {
            if (isEncrypted)
            {
                pair.ImportFromEncryptedPem(block, passphrase);
            }
            else
            {
                pair.ImportFromPem(block);
            }

            return Of(pair);
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or ArgumentException)
        {
            pair.Dispose();
            return new(IsRsa(block, isEncrypted ? passphrase : null) ? Wrong(KeyFaultCodes.Algorithm, "an EC key on P-256, found RSA")
                : isEncrypted ? Wrong(KeyFaultCodes.Passphrase, "the passphrase of this key, and an EC key; found another passphrase, or a key that cannot be read")
                : Wrong(KeyFaultCodes.Unreadable, "an EC private key, found one that cannot be read"));
        }
    }

    private static bool IsRsa(string block, string? passphrase)
    {
        using var rsa = RSA.Create();
        try
        {
            if (passphrase is null)
            {
                rsa.ImportFromPem(block);
            }
            else
            {
                rsa.ImportFromEncryptedPem(block, passphrase);
            }

            return true;
        }
        catch (Exception unreadable) when (unreadable is CryptographicException or ArgumentException)
        {
            return false;
        }
    }

    private static List<Found> FromPkcs12(ReadOnlySpan<byte> content, string? passphrase)
    {
        X509Certificate2Collection certificates;
        try
        {
            certificates = X509CertificateLoader.LoadPkcs12Collection(content, passphrase, X509KeyStorageFlags.Exportable | X509KeyStorageFlags.EphemeralKeySet, Limits());
        }
        catch (CryptographicException unreadable)
        {
            const int InvalidPassword = unchecked((int)0x80070056);
            return [new(unreadable.HResult != InvalidPassword ? Wrong(KeyFaultCodes.Unreadable, "a PEM or PKCS#12 file, found something else")
                : passphrase is null ? Wrong(KeyFaultCodes.PassphraseMissing, "a passphrase, since the file is encrypted; found none")
                : Wrong(KeyFaultCodes.Passphrase, "the passphrase of this PKCS#12 file, found another"))];
        }

        var found = certificates.Where(c => c.HasPrivateKey).Select(OfCertificate).ToList();
        foreach (var certificate in certificates)
        {
            certificate.Dispose();
        }

        return found;
    }

    private static Pkcs12LoaderLimits Limits() => new()
    {
        MacIterationLimit = MostIterations,
        IndividualKdfIterationLimit = MostIterations,
        TotalKdfIterationLimit = MostIterations,
        MaxCertificates = 64,
        MaxKeys = 16,
    };

    private static Found OfCertificate(X509Certificate2 certificate)
    {
        using var held = certificate.GetECDsaPrivateKey();
        if (held is null)
        {
            return new(Wrong(KeyFaultCodes.Algorithm, $"an EC key on P-256, found {certificate.PublicKey.Oid.FriendlyName ?? "another algorithm"}"));
        }

        var pair = ECDsa.Create();
        try
        {
            // By way of an encrypted export: some providers let a key out in no other form.
            var bytes = held.ExportEncryptedPkcs8PrivateKey("", new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1));
            pair.ImportEncryptedPkcs8PrivateKey("", bytes, out _);
            CryptographicOperations.ZeroMemory(bytes);
            return Of(pair);
        }
        catch (CryptographicException)
        {
            pair.Dispose();
            return new(Wrong(KeyFaultCodes.Unreadable, "a private key that may be taken out of the file, found one that may not"));
        }
    }

    private static Found Of(ECDsa pair)
    {
        try
        {
            return new(null, SigningKey.Of(pair));
        }
        catch (ArgumentException other)
        {
            pair.Dispose();
            return new(new Fault("", KeyFaultCodes.Curve, other.Message));
        }
    }

    private static Fault Wrong(string code, string expected) => new("", code, $"expected {expected}");

    private sealed record Found(Fault? Fault, SigningKey? Key = null);
}
