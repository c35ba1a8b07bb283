using System.Collections.Concurrent;
using System.Threading.Channels;
using Reception.Contracts.Ids;

namespace Reception.Grains.Shops;

/// <summary>
/// What a silo knows of the shops it serves, one slot a shop. A turn awaits at most the first load; from then on it reads memory.
/// Loads run in <see cref="ShopCacheLoader"/>, outside all turns: on demand, on a shop's hint, and once a second for every slot
/// that was used lately, so that a change is in force within 2 s even when every hint is lost. Slots unused for a while go, and those
/// unused for longest go when all together take more bytes than the budget: the next use loads them again.
/// </summary>
internal abstract class ShopCache<T>(TimeProvider time, long budget = long.MaxValue) where T : class
{
    private static readonly TimeSpan CheckedAfterUse = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan KeptAfterUse = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<ShopId, Slot> _slots = new();
    private readonly Channel<Slot> _wanted = Channel.CreateUnbounded<Slot>(new() { SingleReader = true });

    /// <summary>Null when the shop has nothing of the kind. Throws what the first load threw.</summary>
    public ValueTask<T?> GetAsync(ShopId shop)
    {
        var slot = _slots.GetOrAdd(shop, static (id, cache) => cache.Want(new Slot(id)), this);
        slot.UsedAt = time.GetUtcNow();
        return slot.First.Task.IsCompletedSuccessfully ? new(InForce(slot.Value)) : FirstAsync(slot);
    }

    /// <summary>What turns see of a value, at this moment.</summary>
    protected virtual T? InForce(T? value) => value;

    private async ValueTask<T?> FirstAsync(Slot slot) => InForce(await slot.First.Task);

    /// <summary>A hint that there is a newer version.</summary>
    public void Hint(ShopId shop, long version)
    {
        if (_slots.TryGetValue(shop, out var slot) && slot.Version < version) Want(slot);
    }

    /// <summary>A hint that something beside the version changed.</summary>
    public void Renew(ShopId shop)
    {
        if (_slots.TryGetValue(shop, out var slot)) Want(slot);
    }

    public IAsyncEnumerable<Slot> WantedAsync(CancellationToken cancellation) => _wanted.Reader.ReadAllAsync(cancellation);

    /// <summary>The slots to look at again; drops those that nobody has used for long.</summary>
    public IReadOnlyList<Slot> InUse()
    {
        var now = time.GetUtcNow();
        foreach (var (shop, slot) in _slots)
        {
            if (now - slot.UsedAt > KeptAfterUse || (slot.First.Task.IsCompletedSuccessfully && slot.Value is null && now - slot.UsedAt > CheckedAfterUse))
                _slots.TryRemove(new(shop, slot));
        }
        return [.. _slots.Values.Where(s => s.First.Task.IsCompleted && now - s.UsedAt <= CheckedAfterUse)];
    }

    /// <summary>Looks and loads if there is something newer. A failed first load leaves no slot: the next use tries again.</summary>
    public async Task RefreshAsync(Slot slot)
    {
        try
        {
            var loaded = await LoadAsync(slot.Shop, slot.Version);
            if (loaded is var (value, version))
            {
                slot.Take(value, version);
                Trim(slot);
            }
            slot.First.TrySetResult(slot.Value);
        }
        catch (Exception e)
        {
            if (slot.First.TrySetException(e)) _slots.TryRemove(new(slot.Shop, slot));
            throw;
        }
    }

    /// <summary>The newest value with its version, or null when <paramref name="known"/> is the newest.</summary>
    protected abstract Task<(T? Value, long Version)?> LoadAsync(ShopId shop, long known);

    /// <summary>Memory that a value takes.</summary>
    protected virtual long BytesOf(T value) => 0;

    /// <summary>The versions in force here, of shops that were used so lately that they are looked at again.</summary>
    public IEnumerable<(ShopId Shop, long Version)> Versions =>
        _slots.Values.Where(slot => slot.Value is not null && time.GetUtcNow() - slot.UsedAt <= CheckedAfterUse).Select(slot => (slot.Shop, slot.Version));

    /// <summary>Bytes of all values held.</summary>
    public long Bytes => _slots.Values.Sum(BytesOf);

    private long BytesOf(Slot slot) => slot.Value is { } value ? BytesOf(value) : 0;

    private void Trim(Slot newest)
    {
        if (budget == long.MaxValue) return;
        lock (_slots)
        {
            var excess = Bytes - budget;
            if (excess <= 0) return;
            foreach (var slot in _slots.Values.Where(s => s != newest && BytesOf(s) > 0).OrderBy(s => s.UsedAt))
            {
                if (_slots.TryRemove(new(slot.Shop, slot))) excess -= BytesOf(slot);
                if (excess <= 0) return;
            }
        }
    }

    /// <summary>What is known of a shop, null = nothing; is no use of it.</summary>
    protected T? Known(ShopId shop) => _slots.TryGetValue(shop, out var slot) ? slot.Value : null;

    private Slot Want(Slot slot)
    {
        _wanted.Writer.TryWrite(slot);
        return slot;
    }

    /// <summary>One shop's value. Written by the loader only, read by every turn.</summary>
    internal sealed class Slot(ShopId shop)
    {
        private volatile T? _value;
        private int _looking;

        public ShopId Shop { get; } = shop;
        public TaskCompletionSource<T?> First { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
        public long Version { get; private set; } = -1;
        public DateTimeOffset UsedAt { get; set; }

        public T? Value => _value;

        /// <summary>False while the last look has not ended.</summary>
        public bool BeginsLooking() => Interlocked.Exchange(ref _looking, 1) == 0;

        public void EndsLooking() => Volatile.Write(ref _looking, 0);

        /// <summary>Loads may overtake each other: only the newer counts.</summary>
        public void Take(T? value, long version)
        {
            lock (First)
            {
                if (version >= Version) (_value, Version) = (value, version);
            }
        }
    }
}
