using Reception.Contracts.Gateways;

namespace Reception.Client.Hub;

/// <summary>Makes the process's observer callable by grains, and says under which address.</summary>
public interface IObserverRegistrar
{
    /// <summary>The observer's grain id as text.</summary>
    string Register(IGatewayObserver observer);
}

/// <summary>The one of the runtime. The observer is held weakly there: the hub has to live as long as the process.</summary>
public sealed class ClusterObserverRegistrar(IClusterClient client) : IObserverRegistrar
{
    public string Register(IGatewayObserver observer) => client.CreateObjectReference<IGatewayObserver>(observer).GetGrainId().ToString();
}
