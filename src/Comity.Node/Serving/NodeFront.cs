using System.Net;
using System.Net.Security;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Https;

namespace Comity.Node.Serving;

/// <summary>How a working node stands in its network: where it listens, by which certificate, and whose forwarded headers it believes.</summary>
/// <param name="Address">The name people and peers call it by; requests under any other name but loopback's are refused.</param>
/// <param name="Certificate">Null: plain HTTP, taken from loopback and <paramref name="Gateways"/> alone.</param>
/// <param name="Gateways">Empty: nobody's forwarded headers count.</param>
public sealed record NodeFront(Uri Address, IPEndPoint Listen, X509Certificate2? Certificate, X509Certificate2Collection? Chain, IReadOnlyList<IPAddress> Gateways)
{
    public IList<string> HostNames => [Address.Host, "localhost", "127.0.0.1", "[::1]"];

    public void Listening(KestrelServerOptions kestrel) => kestrel.Listen(Listen, endpoint =>
    {
        if (Gateways.Count > 0)
        {
            endpoint.Use(OnlyGatewaysAsync);
        }

        if (Certificate is not null)
        {
            endpoint.UseHttps(new HttpsConnectionAdapterOptions
            {
                ServerCertificate = Certificate, ServerCertificateChain = Chain, SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13, OnAuthenticate = (_, tls) => Narrow(tls),
            });
        }
    });

    /// <summary>Before everything else: who asks, by which name, over what.</summary>
    public void Before(WebApplication app)
    {
        if (Gateways.Count > 0)
        {
            var forwarded = new ForwardedHeadersOptions { ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto, ForwardLimit = 1 };
            forwarded.KnownIPNetworks.Clear();
            forwarded.KnownProxies.Clear();
            foreach (var gateway in Gateways)
            {
                forwarded.KnownProxies.Add(gateway);
                forwarded.KnownProxies.Add(gateway.MapToIPv6());
            }

            app.UseForwardedHeaders(forwarded);
        }

        app.UseHostFiltering();
        if (Address.Scheme == Uri.UriSchemeHttps)
        {
            app.UseHsts();
        }
    }

    // Authenticated encryption with forward secrecy alone (RFC 7525 §4.2): no CBC, no RSA key transport. Elsewhere the system decides.
    private static void Narrow(SslServerAuthenticationOptions tls)
    {
        if (OperatingSystem.IsLinux())
        {
            tls.CipherSuitesPolicy = new CipherSuitesPolicy(
            [
                TlsCipherSuite.TLS_AES_256_GCM_SHA384, TlsCipherSuite.TLS_CHACHA20_POLY1305_SHA256, TlsCipherSuite.TLS_AES_128_GCM_SHA256,
                TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384, TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384,
                TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256, TlsCipherSuite.TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256,
                TlsCipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256, TlsCipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
            ]);
        }
    }

    // What comes round the gateway has had no TLS ended for it: it is hung up on before a byte is read.
    private Task OnlyGatewaysAsync(ConnectionContext connection, Func<Task> next)
    {
        var from = (connection.RemoteEndPoint as IPEndPoint)?.Address;
        from = from is { IsIPv4MappedToIPv6: true } ? from.MapToIPv4() : from;
        if (from is not null && (IPAddress.IsLoopback(from) || Gateways.Contains(from)))
        {
            return next();
        }

        connection.Abort();
        return Task.CompletedTask;
    }
}
