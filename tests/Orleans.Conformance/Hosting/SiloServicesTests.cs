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
}
