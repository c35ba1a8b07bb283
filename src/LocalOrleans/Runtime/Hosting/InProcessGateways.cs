using Orleans.Runtime;

namespace LocalOrleans;

/// <summary>The silos of this process by gateway port: how a client host in the same process finds its silo.</summary>
internal static class InProcessGateways
{
    private static readonly Dictionary<int, SiloRuntime> Open = [];

    public static void Add(SiloRuntime silo)
    {
        lock (Open)
        {
            foreach (var port in Ports(silo))
            {
                if (!Open.TryAdd(port, silo)) throw new OrleansConfigurationException($"Port {port} is taken by another silo of this process.");
            }
        }
    }

    public static void Remove(SiloRuntime silo)
    {
        lock (Open)
        {
            foreach (var port in Ports(silo).Where(port => Open.GetValueOrDefault(port) == silo)) Open.Remove(port);
        }
    }

    public static SiloRuntime? Find(int[] ports, string clusterId)
    {
        lock (Open)
        {
            var found = ports.Select(port => Open.GetValueOrDefault(-port)).FirstOrDefault(silo => silo is not null);
            return found is null || found.Details.ClusterId == clusterId ? found : throw new OrleansConfigurationException(
                $"Unexpected cluster id \"{found.Details.ClusterId}\", expected \"{clusterId}\": the gateway at {found.Details.GatewayAddress} belongs to another cluster.");
        }
    }

    /// <summary>Silo ports as they are, gateway ports negative: two silos may share neither kind.</summary>
    private static IEnumerable<int> Ports(SiloRuntime silo)
    {
        yield return silo.Details.SiloAddress.Endpoint.Port;
        if (silo.Details.GatewayAddress.Endpoint.Port != 0) yield return -silo.Details.GatewayAddress.Endpoint.Port;
    }
}
