using System.Net;
using System.Net.Sockets;

namespace Reception.LoadTest.Hosting;

/// <summary>Ports of this machine that were free a moment ago.</summary>
internal static class FreePorts
{
    public static int Next()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
