namespace Reception.Domain.Time;

/// <summary>The operating system's randomness: the only place where it may be asked.</summary>
public sealed class SystemRandomSource : IRandomSource
{
#pragma warning disable RS0030 // the one place
    public Guid NextId() => Guid.NewGuid();

    public double NextDouble() => Random.Shared.NextDouble();
#pragma warning restore RS0030
}
