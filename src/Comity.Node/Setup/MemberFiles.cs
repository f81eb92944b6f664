using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Comity.Record;
using Comity.Record.Forum;
using Comity.Record.Joining;
using Comity.Record.Signing;

namespace Comity.Node.Setup;

/// <summary>The keys and files a configuration names, read and checked against one another.</summary>
public sealed record MemberFiles(SigningKey Key, Roster Roster, FoundedForum? Forum, X509Certificate2? Certificate, X509Certificate2Collection? Chain, FirstOfficer? Officer)
{
    /// <param name="needsForum">Whether a missing founding file is a fault.</param>
    /// <returns>The files, or null and everything that is wrong with them.</returns>
    public static (MemberFiles? Files, IReadOnlyList<Fault> Faults) Read(NodeConfig config, bool needsForum)
    {
        var faults = new List<Fault>();
        var key = Read(config.Key, "key", faults, SigningKey.FromPem);
        var roster = Read(config.Roster, "roster", faults, text => Roster.TryRead(text.Trim(), out var read, out var fault) ? read : throw new ArgumentException(fault.Message));
        if (roster is not null && roster.Member != config.Member)
        {
            faults.Add(new Fault("roster", "config.roster.member", $"{config.Roster}: expected a roster of {config.Member}, found one of {roster.Member}"));
        }
        else if (roster is not null && key is not null && roster.FindKey(key.Public.Thumbprint) is null)
        {
            faults.Add(new Fault("key", "config.key.roster", $"{config.Key}: expected a key of roster {roster.Sequence} of {config.Member}, found {key.Public.Thumbprint}"));
        }

        var forum = needsForum || File.Exists(config.Forum)
            ? Read(config.Forum, "forum", faults, text => FoundedForum.TryRead(text, out var read, out var fault) ? read : throw new ArgumentException(fault.Message))
            : null;
        if (forum is not null && roster is not null && forum.Charter.Find(config.Member)?.Root != roster.Root.Thumbprint)
        {
            faults.Add(new Fault("forum", "config.forum.root", $"{config.Forum}: expected a charter that names {config.Member} under the root key of {config.Roster}, found none"));
        }

        foreach (var stranger in forum is null ? [] : config.Peers.Keys.Where(p => forum.Charter.Find(p) is null || p == config.Member))
        {
            faults.Add(new Fault($"peers.{stranger}", "config.peers", $"peers: expected other members of the forum, found {stranger}"));
        }

        var (certificate, chain) = Certificates(config.Tls, faults);
        var officer = OfficerOf(config, faults);
        if (officer is not null && forum is not null && !forum.Charter.Levels.Contains(officer.Level))
        {
            faults.Add(new Fault("", "config.officer.level", $"{FirstOfficer.FileName}: level: expected one of {string.Join(", ", forum.Charter.Levels)}, found {officer.Level}"));
        }

        return faults.Count == 0 ? (new MemberFiles(key!, roster!, forum, certificate, chain, officer), []) : (null, faults);
    }

    private static FirstOfficer? OfficerOf(NodeConfig config, List<Fault> faults)
    {
        try
        {
            return FirstOfficer.Read(config.House);
        }
        catch (Exception unusable) when (unusable is ArgumentException or IOException or UnauthorizedAccessException)
        {
            faults.Add(new Fault("", "config.officer.file", $"{FirstOfficer.FileName}: {unusable.Message}"));
            return null;
        }
    }

    private static T? Read<T>(string path, string field, List<Fault> faults, Func<string, T> read)
        where T : class
    {
        try
        {
            return read(File.ReadAllText(path));
        }
        catch (Exception unusable) when (unusable is ArgumentException or IOException or UnauthorizedAccessException)
        {
            faults.Add(new Fault(field, $"config.{field}.file", unusable is ArgumentException ? $"{path}: {unusable.Message}" : unusable.Message));
            return null;
        }
    }

    private static (X509Certificate2? Certificate, X509Certificate2Collection? Chain) Certificates(TlsFiles? tls, List<Fault> faults)
    {
        try
        {
            switch (tls)
            {
                case { Pkcs12: { } pkcs12 }:
                    var all = X509CertificateLoader.LoadPkcs12CollectionFromFile(pkcs12, tls.PassphraseFile is null ? null : File.ReadLines(tls.PassphraseFile).FirstOrDefault());
                    var own = all.FirstOrDefault(c => c.HasPrivateKey) ?? throw new CryptographicException("no certificate with its private key is in it");
                    return (own, [.. all.Where(c => c != own)]);
                case { Certificate: { } certificate, Key: { } key }:
                    var chain = new X509Certificate2Collection();
                    chain.ImportFromPemFile(certificate);
                    using (var pem = X509Certificate2.CreateFromPemFile(certificate, key))
                    {
                        // The platform's TLS wants the pair as one object that it can export.
                        return (X509CertificateLoader.LoadPkcs12(pem.Export(X509ContentType.Pkcs12), null), [.. chain.Skip(1)]);
                    }

                default:
                    return (null, null);
            }
        }
        catch (Exception unusable) when (unusable is CryptographicException or IOException or UnauthorizedAccessException)
        {
            faults.Add(new Fault("tls", "config.tls.file", $"{tls!.Pkcs12 ?? tls.Certificate}: expected a certificate with its key, found other: {unusable.Message}"));
            return (null, null);
        }
    }
}
