using System.Net;

namespace Orleans.Configuration;

/// <summary>Which cluster and which service this process belongs to.</summary>
public class ClusterOptions
{
    /// <summary>The cluster: silos and clients find each other only within it.</summary>
    public string ClusterId { get; set; } = "default";

    /// <summary>The service: names stored data, lives longer than clusters.</summary>
    public string ServiceId { get; set; } = "default";
}

/// <summary>What silos and clients share about messages.</summary>
public abstract class MessagingOptions
{
    /// <summary>How long a caller waits for an answer. Default 30 s.</summary>
    public TimeSpan ResponseTimeout { get; set; } = TimeSpan.FromSeconds(30);
}

/// <summary>A silo's messages.</summary>
public class SiloMessagingOptions : MessagingOptions;

/// <summary>A client's messages.</summary>
public class ClientMessagingOptions : MessagingOptions;

/// <summary>When idle grains leave memory.</summary>
public class GrainCollectionOptions
{
    /// <summary>How often to look. Default 1 minute.</summary>
    public TimeSpan CollectionQuantum { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>Idle time until collection. Default 15 minutes.</summary>
    public TimeSpan CollectionAge { get; set; } = TimeSpan.FromMinutes(15);

    /// <summary>Longest activation. Default 30 s.</summary>
    public TimeSpan ActivationTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Longest deactivation. Default 30 s.</summary>
    public TimeSpan DeactivationTimeout { get; set; } = TimeSpan.FromSeconds(30);
}

/// <summary>The silo's name.</summary>
public class SiloOptions
{
    /// <summary>The name; made of the address if not set.</summary>
    public string SiloName { get; set; } = "";
}

/// <summary>The silo's addresses. Only loopback is accepted by this runtime.</summary>
public class EndpointOptions
{
    /// <summary>The address others use.</summary>
    public IPAddress AdvertisedIPAddress { get; set; } = IPAddress.Loopback;

    /// <summary>The port for silos.</summary>
    public int SiloPort { get; set; } = 11111;

    /// <summary>The port for clients; 0 = none.</summary>
    public int GatewayPort { get; set; } = 30000;
}

/// <summary>Where a client finds its cluster.</summary>
public class StaticGatewayListProviderOptions
{
    /// <summary>Gateways as gwy.tcp://ip:port/generation.</summary>
    public List<Uri> Gateways { get; set; } = [];
}
