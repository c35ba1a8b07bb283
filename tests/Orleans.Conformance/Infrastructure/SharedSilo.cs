using Orleans.Conformance.Infrastructure;

[assembly: AssemblyFixture(typeof(SharedSilo))]

namespace Orleans.Conformance.Infrastructure;

/// <summary>The silo with defaults that most tests share, and one client that came in through its gateway.</summary>
public sealed class SharedSilo : TestSilo
{
    /// <summary>The client's grain factory: each call crosses the gateway.</summary>
    public IClusterClient Client { get; private set; } = null!;

    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        Client = await ConnectAsync();
    }
}
