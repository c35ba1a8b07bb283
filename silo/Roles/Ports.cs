using System.Net;
using System.Net.Sockets;

namespace Reception.Silo.Roles;

/// <summary>Free loopback ports. What is free now may be taken a moment later; whoever then listens says so and ends.</summary>
internal static class Ports
{
    /// <summary>The port that was asked for, or any free one for 0 and null.</summary>
    public static int Resolve(int? port) => port is { } given and not 0 ? given : Any();

    /// <summary>The first free ports from a number on.</summary>
    public static IEnumerable<int> FreeFrom(int first) => Enumerable.Range(first, 65_536 - first).Where(IsFree);

    private static int Any()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
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
