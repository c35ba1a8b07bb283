using Orleans.Conformance.Calls;
using Orleans.Conformance.Infrastructure;

namespace Orleans.Conformance.Hosting;

public sealed class SiloServicesTests(SharedSilo silo)
{
    [Fact]
    public void LocalSiloDetails_AreThoseOfTheConfiguration()
    {
        var details = silo.Services.GetRequiredService<ILocalSiloDetails>();
        Assert.StartsWith("conformance-", details.ClusterId, StringComparison.Ordinal);
        Assert.Equal($"conformance-{details.SiloAddress.Endpoint.Port}", details.ClusterId);
        Assert.NotEmpty(details.Name);
    }

    [Fact]
    public async Task AddStartupTask_RunsBeforeTheHostHasStartedAndCanCallGrains()
    {
        var called = 0;
        var host = silo.Build(builder => builder.AddStartupTask(async (services, _) =>
            called = await services.GetRequiredService<IGrainFactory>().GetGrain<ICounterGrain>("startup").IncrementAsync()));
        await host.StartAsync().Within();
        Assert.Equal(1, called);
        await TestSilo.StopAsync(host);
    }
}
