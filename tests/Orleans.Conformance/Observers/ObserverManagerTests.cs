using Orleans.Conformance.Infrastructure;

namespace Orleans.Conformance.Observers;

public sealed class ObserverManagerTests(SharedSilo silo)
{
    private INewsObserver Reference(Reader reader) => silo.Grains.CreateObjectReference<INewsObserver>(reader);

    [Fact]
    public async Task Notify_OneOfThreeThrows_OnlyItIsDropped()
    {
        Reader[] readers = [new(), new() { Throws = true }, new()];
        var source = silo.Grains.GetGrain<INewsGrain>(Wait.Key());
        foreach (var reader in readers)
            await source.SubscribeAsync(Reference(reader));
        Assert.Equal(2, await source.PublishAsync("news"));
        Assert.Equal([1, 0, 1], readers.Select(reader => reader.Heard.Notes.Length));
    }

    [Fact]
    public async Task Subscribe_SameReferenceTwice_IsToldOnce()
    {
        var reader = new Reader();
        var reference = Reference(reader);
        var source = silo.Grains.GetGrain<INewsGrain>(Wait.Key());
        await source.SubscribeAsync(reference);
        await source.SubscribeAsync(reference);
        Assert.Equal(1, await source.PublishAsync("once"));
        Assert.Equal(["once"], reader.Heard.Notes);
    }

    [Fact]
    public async Task Unsubscribe_IsToldNoMore()
    {
        var reader = new Reader();
        var reference = Reference(reader);
        var source = silo.Grains.GetGrain<INewsGrain>(Wait.Key());
        await source.SubscribeAsync(reference);
        await source.UnsubscribeAsync(reference);
        Assert.Equal(0, await source.PublishAsync("nothing for you"));
        Assert.Empty(reader.Heard.Notes);
    }

    [Fact]
    public async Task Notify_AfterExpiry_DropsWithoutTelling()
    {
        var reader = new Reader();
        var source = silo.Grains.GetGrain<INewsGrain>(Wait.Key());
        await source.SubscribeAsync(Reference(reader));
        await source.PassTimeAsync(TimeSpan.FromMinutes(6));
        Assert.Equal(0, await source.PublishAsync("too late"));
        Assert.Empty(reader.Heard.Notes);
    }

    [Fact]
    public async Task Subscribe_AgainBeforeExpiry_StaysSubscribed()
    {
        var reader = new Reader();
        var reference = Reference(reader);
        var source = silo.Grains.GetGrain<INewsGrain>(Wait.Key());
        await source.SubscribeAsync(reference);
        await source.PassTimeAsync(TimeSpan.FromMinutes(4));
        await source.SubscribeAsync(reference);
        await source.PassTimeAsync(TimeSpan.FromMinutes(4));
        Assert.Equal(1, await source.PublishAsync("still here"));
        Assert.Equal(["still here"], reader.Heard.Notes);
    }
}
