using System.Security.Cryptography;

namespace Orleans.Runtime;

/// <summary>Names one life of a grain in memory.</summary>
[Immutable]
public readonly record struct ActivationId(Guid Key)
{
    /// <summary>True for the default value.</summary>
    public bool IsDefault => Key == Guid.Empty;

    /// <summary>A fresh id.</summary>
    public static ActivationId NewId() => new(RandomId());

    /// <inheritdoc/>
    public override string ToString() => $"@{Key:N}";

    internal static Guid RandomId() => new(RandomNumberGenerator.GetBytes(16));
}

/// <summary>Where a grain is active.</summary>
[Immutable]
public sealed class GrainAddress
{
    /// <summary>The grain.</summary>
    public GrainId GrainId { get; init; }

    /// <summary>Its present life.</summary>
    public ActivationId ActivationId { get; init; }

    /// <summary>The silo it lives on.</summary>
    public SiloAddress? SiloAddress { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"[{GrainId} {ActivationId} {SiloAddress}]";
}
