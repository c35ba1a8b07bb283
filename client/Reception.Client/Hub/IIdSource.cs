using System.Security.Cryptography;

namespace Reception.Client.Hub;

/// <summary>Where session ids and jitter come from; tests give a seeded one. Safe for concurrent use.</summary>
public interface IIdSource
{
    /// <summary>32 lower-case hexadecimal digits nobody can guess.</summary>
    string NextId();

    /// <summary>0 ≤ result &lt; 1.</summary>
    double NextDouble();
}

/// <summary>The operating system's randomness.</summary>
public sealed class SystemIdSource : IIdSource
{
    public string NextId() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    public double NextDouble() => RandomNumberGenerator.GetInt32(1 << 30) / (double)(1 << 30);
}
