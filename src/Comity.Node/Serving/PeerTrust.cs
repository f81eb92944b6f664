using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Comity.Node.Runtime;

namespace Comity.Node.Serving;

/// <summary>Authorities that vouch for single peers' certificates, beside those the machine trusts for everybody.</summary>
internal sealed class PeerTrust
{
    private readonly Dictionary<string, X509Certificate2Collection> _byHost = new(StringComparer.OrdinalIgnoreCase);

    public PeerTrust(IEnumerable<PeerOptions> peers)
    {
        foreach (var peer in peers.Where(p => p.Trust is not null))
        {
            _byHost[peer.Address.Host] = peer.Trust!;
        }
    }

    /// <summary>As the platform judges; only where it misses the issuer, the peer's own authority may stand for it.</summary>
    public bool Accepts(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        if (errors == SslPolicyErrors.None)
        {
            return true;
        }

        if (errors != SslPolicyErrors.RemoteCertificateChainErrors || certificate is not X509Certificate2 shown || sender is not SslStream stream
            || !_byHost.TryGetValue(stream.TargetHostName, out var authorities))
        {
            return false;
        }

        using var own = new X509Chain();
        own.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        own.ChainPolicy.CustomTrustStore.AddRange(authorities);
        own.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;     // such an authority rarely publishes a list
        own.ChainPolicy.ExtraStore.AddRange(chain?.ChainPolicy.ExtraStore ?? []);
        return own.Build(shown);
    }
}
