using System.Diagnostics;
using Reception.Protocol.Frames;

namespace Reception.Gateway.Sockets;

/// <summary>Where a trace begins: a client's frame. Not below the request that opened the socket, which lasts for hours.</summary>
internal static class GatewaySpans
{
    public static readonly ActivitySource Source = new("Reception.Gateway");

    /// <summary>Null when nobody listens or the trace is not recorded.</summary>
    public static Activity? StartFrame(ClientFrame frame)
    {
        if (!Source.HasListeners()) return null;
        Activity.Current = null;
        return Source.StartActivity($"frame {frame.Type}", ActivityKind.Server);
    }
}
