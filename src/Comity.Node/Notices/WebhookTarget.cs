// Special-purpose addresses: IANA registries by RFC 6890, RFC 4193 (fc00::/7), RFC 6598 (100.64.0.0/10).

using System.Net;
using System.Net.Sockets;

namespace Comity.Node.Notices;

/// <summary>Where a webhook may go: the address is looked up once, judged, and the connection made to exactly what was judged.</summary>
public static class WebhookTarget
{
    private static readonly IPNetwork[] Closed =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.168.0.0/16", "198.18.0.0/15", "224.0.0.0/3",
            "::/127", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "2002::/16", "2001::/32", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8",
        }.Select(IPNetwork.Parse),
    ];

    public static bool IsOpen(IPAddress address) =>
        (address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address) is var plain && !Closed.Any(c => c.BaseAddress.AddressFamily == plain.AddressFamily && c.Contains(plain));

    /// <exception cref="IOException">None of its addresses may be asked, or none answers.</exception>
    public static async ValueTask<Stream> ConnectAsync(DnsEndPoint target, bool privateToo, CancellationToken cancellation)
    {
        var addresses = (await Dns.GetHostAddressesAsync(target.Host, cancellation).ConfigureAwait(false)).Where(a => privateToo || IsOpen(a)).ToArray();
        if (addresses.Length == 0)
        {
            throw new IOException($"expected a public address behind {target.Host}, found none; the administrator may allow private ones");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, target.Port, cancellation).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
