using System.Net.Sockets;
using Orleans.Runtime;

namespace LocalOrleans;

/// <summary>The membership of a cluster of one.</summary>
internal sealed class SingleSilo(ILocalSiloDetails details) : IClusterViews, ISiloLinkEvents
{
    public event Action<ClusterView>? Changed
    {
        add { }
        remove { }
    }

    public ClusterView Current { get; } = new(1, [new ViewSilo(details.SiloAddress, details.GatewayAddress.Endpoint.Port)]);

    public Task<ClusterView> AtLeastAsync(long version, CancellationToken cancellation) => Task.FromResult(Current);

    public void OnMessage(SiloAddress from, ReadOnlyMemory<byte> message) { }

    public void OnOpened(SiloAddress silo, ProcessIdentity process) { }

    public void OnClosed(SiloAddress silo) { }

    public void OnHeartbeat(Socket socket, SiloAddress from) => socket.Dispose();
}
