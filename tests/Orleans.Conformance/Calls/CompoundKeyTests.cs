using Orleans.Conformance.Infrastructure;

namespace Orleans.Conformance.Calls;

public sealed class CompoundKeyTests(SharedSilo silo)
{
    [Fact]
    public async Task GetPrimaryKeyLong_WithExtension_BothAreWhatTheCallerGave()
    {
        Assert.Equal("-7 and shop/客户", await silo.Client.GetGrain<IIntegerCompoundGrain>(-7, "shop/客户").KeyAsync());
    }

    [Fact]
    public async Task GetPrimaryKey_WithExtension_BothAreWhatTheCallerGave()
    {
        Assert.Equal($"{Guid.Empty} and x", await silo.Client.GetGrain<IGuidCompoundGrain>(Guid.Empty, "x").KeyAsync());
    }

    [Fact]
    public void GetGrain_OtherExtension_IsAnotherGrain()
    {
        Assert.NotEqual(silo.Grains.GetGrain<IIntegerCompoundGrain>(1, "a"), silo.Grains.GetGrain<IIntegerCompoundGrain>(1, "b"));
    }
}

public interface IIntegerCompoundGrain : IGrainWithIntegerCompoundKey
{
    Task<string> KeyAsync();
}

public interface IGuidCompoundGrain : IGrainWithGuidCompoundKey
{
    Task<string> KeyAsync();
}

public sealed class IntegerCompoundGrain : Grain, IIntegerCompoundGrain
{
    public Task<string> KeyAsync() => Task.FromResult(FormattableString.Invariant($"{this.GetPrimaryKeyLong(out var extension)} and {extension}"));
}

public sealed class GuidCompoundGrain : Grain, IGuidCompoundGrain
{
    public Task<string> KeyAsync() => Task.FromResult($"{this.GetPrimaryKey(out var extension)} and {extension}");
}
