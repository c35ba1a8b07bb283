namespace Orleans.Conformance.Serialization;

[Alias("conformance.echo")]
public interface IEchoGrain : IGrainWithStringKey
{
    [Alias("key")]
    Task<ShopKey> ShopKeyAsync(ShopKey value);

    Task<Sealed> SealedAsync([Immutable] Sealed value);

    Task<List<string>> ImmutableParameterAsync([Immutable] List<string> value);

    Task<Line> LineAsync(Line value);

    Task<Bare> BareAsync(Bare value);

    Task<Mixed> MixedAsync(Mixed value);

    Task<Point> PointAsync(Point value);

    Task<Pair> PairAsync(Pair value);

    Task<Everything> EverythingAsync(Everything value);

    Task<Collections> CollectionsAsync(Collections value);

    Task<Happening> HappeningAsync(Happening value);

    Task<List<Happening>> HappeningsAsync(List<Happening> value);

    Task<Envelope<Point>> EnvelopeAsync(Envelope<Point> value);

    Task<Envelope<List<Line>>> EnvelopeOfListAsync(Envelope<List<Line>> value);

    Task<Partial> PartialAsync(Partial value);

    Task<byte[]?> BytesAsync(byte[]? value);

    Task<ReadOnlyMemory<byte>> MemoryAsync(ReadOnlyMemory<byte> value);

    Task<string?> TextAsync(string? value);

    Task<object?> ObjectAsync(object? value);

    Task<IEchoGrain?> ReferenceAsync(IEchoGrain? value);

    ValueTask<IReadOnlyList<Line>> ReadOnlyListAsync(IReadOnlyList<Line> value);

    Task<(int Count, Line? First)> TupleAsync((int Count, Line? First) value);
}

public sealed class EchoGrain : Grain, IEchoGrain
{
    public Task<ShopKey> ShopKeyAsync(ShopKey value) => Task.FromResult(value);

    public Task<Sealed> SealedAsync(Sealed value) => Task.FromResult(value);

    public Task<List<string>> ImmutableParameterAsync(List<string> value) => Task.FromResult(value);

    public Task<Line> LineAsync(Line value) => Task.FromResult(value);

    public Task<Bare> BareAsync(Bare value) => Task.FromResult(value);

    public Task<Mixed> MixedAsync(Mixed value) => Task.FromResult(value);

    public Task<Point> PointAsync(Point value) => Task.FromResult(value);

    public Task<Pair> PairAsync(Pair value) => Task.FromResult(value);

    public Task<Everything> EverythingAsync(Everything value) => Task.FromResult(value);

    public Task<Collections> CollectionsAsync(Collections value) => Task.FromResult(value);

    public Task<Happening> HappeningAsync(Happening value) => Task.FromResult(value);

    public Task<List<Happening>> HappeningsAsync(List<Happening> value) => Task.FromResult(value);

    public Task<Envelope<Point>> EnvelopeAsync(Envelope<Point> value) => Task.FromResult(value);

    public Task<Envelope<List<Line>>> EnvelopeOfListAsync(Envelope<List<Line>> value) => Task.FromResult(value);

    public Task<Partial> PartialAsync(Partial value) => Task.FromResult(value);

    public Task<byte[]?> BytesAsync(byte[]? value) => Task.FromResult(value);

    public Task<ReadOnlyMemory<byte>> MemoryAsync(ReadOnlyMemory<byte> value) => Task.FromResult(value);

    public Task<string?> TextAsync(string? value) => Task.FromResult(value);

    public Task<object?> ObjectAsync(object? value) => Task.FromResult(value);

    public Task<IEchoGrain?> ReferenceAsync(IEchoGrain? value) => Task.FromResult(value);

    public ValueTask<IReadOnlyList<Line>> ReadOnlyListAsync(IReadOnlyList<Line> value) => new(value);

    public Task<(int Count, Line? First)> TupleAsync((int Count, Line? First) value) => Task.FromResult(value);
}

public interface IKeeperGrain : IGrainWithStringKey
{
    Task KeepAsync(List<string> items);

    Task KeepBasketAsync(Basket basket);

    Task KeepBytesAsync(byte[] bytes);

    Task<List<string>> ItemsAsync();

    Task<Basket> BasketAsync();

    Task<byte[]> BytesAsync();

    Task<string> TextAsync();
}

/// <summary>Keeps the very objects it was given and hands out the very objects it keeps.</summary>
public sealed class KeeperGrain : Grain, IKeeperGrain
{
    private List<string> _items = [];
    private Basket _basket = new();
    private byte[] _bytes = [];

    public Task KeepAsync(List<string> items)
    {
        _items = items;
        return Task.CompletedTask;
    }

    public Task KeepBasketAsync(Basket basket)
    {
        _basket = basket;
        return Task.CompletedTask;
    }

    public Task KeepBytesAsync(byte[] bytes)
    {
        _bytes = bytes;
        return Task.CompletedTask;
    }

    public Task<List<string>> ItemsAsync() => Task.FromResult(_items);

    public Task<Basket> BasketAsync() => Task.FromResult(_basket);

    public Task<byte[]> BytesAsync() => Task.FromResult(_bytes);

    public Task<string> TextAsync() =>
        Task.FromResult($"{string.Join(',', _items)}|{string.Join(',', _basket.Items)}|{string.Join(',', _bytes)}");
}
