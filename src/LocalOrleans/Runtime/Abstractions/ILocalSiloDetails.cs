namespace Orleans.Runtime;

/// <summary>What a silo knows of itself.</summary>
public interface ILocalSiloDetails
{
    /// <summary>The name.</summary>
    string Name { get; }

    /// <summary>The cluster.</summary>
    string ClusterId { get; }

    /// <summary>The machine.</summary>
    string DnsHostName { get; }

    /// <summary>Where silos reach it.</summary>
    SiloAddress SiloAddress { get; }

    /// <summary>Where clients reach it.</summary>
    SiloAddress GatewayAddress { get; }
}
