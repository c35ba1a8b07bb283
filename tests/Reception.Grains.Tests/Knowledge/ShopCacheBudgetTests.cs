using Reception.Contracts.Ids;
using Reception.Grains.Shops;
using Reception.Grains.Tests.Hosting;

namespace Reception.Grains.Tests.Knowledge;

/// <summary>What a silo holds of its shops stays within the budget, and what had to go comes again.</summary>
public sealed class ShopCacheBudgetTests : IAsyncLifetime
{
    private const int Budget = 10, Each = 3;

    private readonly TestClock _clock = new(new DateTimeOffset(2026, 11, 11, 0, 0, 0, TimeSpan.Zero));
    private readonly Shelf _shelf;

    private readonly CancellationTokenSource _stop = new();
    private Task _serving = Task.CompletedTask;

    public ShopCacheBudgetTests() => _shelf = new(_clock);

    public ValueTask InitializeAsync()
    {
        _serving = _shelf.ServeAsync(_stop.Token);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _serving);
        _stop.Dispose();
    }

    [Fact]
    public async Task Get_ManyShops_HoldsNoMoreThanTheBudget()
    {
        for (var shop = 0; shop < 100; shop++)
        {
            await UseAsync($"s{shop}");
            Assert.InRange(_shelf.Bytes, Each, Budget);
        }
    }

    [Fact]
    public async Task Get_ShopThatHadToGo_IsLoadedAgain()
    {
        for (var shop = 0; shop < 5; shop++) await UseAsync($"s{shop}");

        Assert.Equal("s0", await UseAsync("s0"));

        Assert.Equal(6, _shelf.Loads);
    }

    [Fact]
    public async Task Get_ShopUsedAllTheTime_StaysWhileOthersGo()
    {
        for (var shop = 0; shop < 20; shop++)
        {
            await UseAsync("busy");
            await UseAsync($"s{shop}");
        }

        Assert.Equal(21, _shelf.Loads);
    }

    [Fact]
    public async Task Get_ShopLargerThanTheBudget_IsStillServed()
    {
        _shelf.BytesOfEach = Budget * 2;

        Assert.Equal("s1", await UseAsync("s1"));
        Assert.Equal("s1", await UseAsync("s1"));

        Assert.Equal(1, _shelf.Loads);
    }

    [Fact]
    public async Task Get_ManyAtOnce_LoadOnce()
    {
        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => _shelf.GetAsync(new ShopId("s1")).AsTask()));

        Assert.Equal(1, _shelf.Loads);
    }

    private ValueTask<string?> UseAsync(string shop)
    {
        _clock.Advance(TimeSpan.FromMilliseconds(1));
        return _shelf.GetAsync(new ShopId(shop));
    }

    /// <summary>Loads a shop's name.</summary>
    private sealed class Shelf(TimeProvider time) : ShopCache<string>(time, Budget)
    {
        public int Loads { get; private set; }

        public int BytesOfEach { get; set; } = Each;

        public async Task ServeAsync(CancellationToken stop)
        {
            await foreach (var slot in WantedAsync(stop)) await RefreshAsync(slot);
        }

        protected override long BytesOf(string value) => BytesOfEach;

        protected override Task<(string? Value, long Version)?> LoadAsync(ShopId shop, long known)
        {
            Loads++;
            return Task.FromResult<(string? Value, long Version)?>((shop.Value, 1));
        }
    }
}
