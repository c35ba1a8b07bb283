using Orleans.Conformance.Infrastructure;

namespace Orleans.Conformance.Calls;

public sealed class KeyTests(SharedSilo silo)
{
    [Theory]
    [InlineData("a")]
    [InlineData("shop/channel/客户 #1+2?%2F\\")]
    [InlineData("  padded  ")]
    [InlineData("😀")]
    public async Task GetPrimaryKeyString_AnyText_IsWhatTheCallerGave(string key)
    {
        Assert.Equal(key, await silo.Grains.GetGrain<IStringKeyGrain>(key).KeyAsync());
        Assert.Equal(key, await silo.Client.GetGrain<IStringKeyGrain>(key).KeyAsync());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    public async Task GetPrimaryKeyLong_AnyNumber_IsWhatTheCallerGave(long key)
    {
        Assert.Equal(key, await silo.Grains.GetGrain<IIntegerKeyGrain>(key).KeyAsync());
        Assert.Equal(key, silo.Grains.GetGrain<IIntegerKeyGrain>(key).GetPrimaryKeyLong());
    }

    [Fact]
    public void GetPrimaryKeyString_OfAReference_IsTheKey()
    {
        Assert.Equal("k", silo.Client.GetGrain<IStringKeyGrain>("k").GetPrimaryKeyString());
    }

    [Fact]
    public void GetGrain_EmptyKey_Throws()
    {
        Assert.ThrowsAny<ArgumentException>(() => silo.Grains.GetGrain<IStringKeyGrain>(""));
    }

    [Fact]
    public void GetGrain_SameKeyTwice_ReferencesAreEqual()
    {
        var one = silo.Grains.GetGrain<IStringKeyGrain>("same");
        var two = silo.Client.GetGrain<IStringKeyGrain>("same");
        Assert.Equal(one, two);
        Assert.Equal(one.GetHashCode(), two.GetHashCode());
        Assert.NotEqual(one, silo.Grains.GetGrain<IStringKeyGrain>("other"));
    }

    [Fact]
    public async Task GetGrainId_InsideTheGrain_IsTheReferencesId()
    {
        var grain = silo.Grains.GetGrain<IStringKeyGrain>(Wait.Key());
        Assert.Equal(grain.GetGrainId(), await grain.IdAsync());
    }

    [Fact]
    public void GetGrainId_WithGrainTypeAttribute_HasThatType()
    {
        Assert.Equal("named-by-attribute", silo.Grains.GetGrain<IStringKeyGrain>("k").GetGrainId().Type.ToString());
    }

    [Fact]
    public void GetGrainId_WithoutAttribute_TypeIsTheClassNameWithoutGrain()
    {
        Assert.Equal("integerkey", silo.Grains.GetGrain<IIntegerKeyGrain>(1).GetGrainId().Type.ToString());
    }

    [Fact]
    public void GrainId_ParsedFromItsText_IsEqual()
    {
        var id = silo.Grains.GetGrain<IStringKeyGrain>("parse/me").GetGrainId();
        Assert.Equal(id, GrainId.Parse(id.ToString()));
        Assert.Equal("named-by-attribute/parse/me", id.ToString());
    }

    [Fact]
    public async Task GetGrain_ByGrainId_CallsThatGrain()
    {
        var id = silo.Grains.GetGrain<IStringKeyGrain>("by-id").GetGrainId();
        Assert.Equal("by-id", await silo.Client.GetGrain<IStringKeyGrain>(id).KeyAsync());
    }

    [Fact]
    public async Task AsReference_OfThis_CanBeReturnedAndCalled()
    {
        var self = await silo.Client.GetGrain<IStringKeyGrain>("self").SelfAsync();
        Assert.Equal("self", await self.KeyAsync());
    }

    [Fact]
    public async Task Reference_AsArgument_CanBeCalledByTheCallee()
    {
        var other = silo.Client.GetGrain<IStringKeyGrain>("argument");
        Assert.Equal("argument", await silo.Client.GetGrain<IStringKeyGrain>("callee").KeyOfAsync(other));
    }
}
