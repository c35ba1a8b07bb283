using System.Net;
using System.Net.Sockets;

namespace Reception.Tests;

/// <summary>
/// Ports that were free a moment ago, for programs that have to be told theirs. Below the range from which systems take the ports of
/// outgoing connections: one that some connection may take before the program listens is no free port. And not one after the other: a cluster
/// of several silos takes the ports behind the first.
/// </summary>
internal static class FreePorts
{
    private const int First = 14_000;
    private const int Apart = 8;
    private const int Count = 2_000;
    private static int s_last = Environment.ProcessId * 97;

    public static int Next()
    {
        while (true)
        {
            var port = First + (Apart * (int)((uint)Interlocked.Increment(ref s_last) % Count));
            using var listener = new TcpListener(IPAddress.Loopback, port);
            try
            {
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody listens there.
            }
        }
    }
}
