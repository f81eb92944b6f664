using System.Net;
using System.Net.Sockets;

namespace Comity.Tests;

/// <summary>Loopback ports for nodes that tests start, stop and start again.</summary>
/// <remarks>
/// Below the range the system takes outgoing connections from: a port of that range may be taken by anybody's connection between
/// the moment it is found free and the moment the node listens, or while the node is stopped.
/// </remarks>
internal static class TestPorts
{
    private const int First = 12_000;
    private const int Count = 18_000;

    private static int _next = Environment.ProcessId * 37 % Count;

    /// <summary>The first of a row of free ports; no other caller in this process gets any of them.</summary>
    public static int Row(int length = 1)
    {
        while (true)
        {
            var offset = (Interlocked.Add(ref _next, length) - length) % (Count - length);
            if (Enumerable.Range(First + offset, length).All(IsFree))
            {
                return First + offset;
            }
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
