using System.Collections.Concurrent;
using System.Threading.Channels;
using Reception.Contracts.Ids;
using Reception.Contracts.Knowledge;
using Reception.Domain.Triage;

namespace Reception.Grains.Knowledge;

/// <summary>
/// Compiled versions that sale calendars name, on this silo. A turn awaits at most the first load, which a warm-up has done before the
/// phase begins. Loads run in <see cref="Scaling.WarmUpService"/>, outside all turns. Versions unused for a while go; a version that is not
/// there is asked for again after a minute.
/// </summary>
internal sealed class ScheduledKnowledge(IGrainFactory grains, IndexCompiler compiler, TimeProvider time)
{
    private static readonly TimeSpan Kept = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan MissingFor = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<(ShopId Shop, long Version), Slot> _slots = new();
    private readonly Channel<Slot> _wanted = Channel.CreateUnbounded<Slot>(new() { SingleReader = true });

    /// <summary>Null: the shop has no such version. Throws what the load threw; the next call tries again.</summary>
    public ValueTask<TriageIndex?> GetAsync(ShopId shop, long version)
    {
        var slot = _slots.GetOrAdd((shop, version), static (key, all) => all.Want(new Slot(key.Shop, key.Version)), this);
        slot.UsedAt = time.GetUtcNow();
        return new(slot.Loaded.Task);
    }

    /// <summary>The version is compiled here.</summary>
    public bool IsReady(ShopId shop, long version) => _slots.TryGetValue((shop, version), out var slot) && slot.Loaded.Task is { IsCompletedSuccessfully: true, Result: not null };

    public IAsyncEnumerable<Slot> WantedAsync(CancellationToken cancellation) => _wanted.Reader.ReadAllAsync(cancellation);

    public async Task LoadAsync(Slot slot)
    {
        try
        {
            var content = await grains.GetGrain<IKnowledgeGrain>(slot.Shop.Value).GetContentAsync(slot.Version);
            slot.Loaded.TrySetResult(content is null ? null : await compiler.CompileAsync(slot.Shop, content));
        }
        catch (Exception e)
        {
            _slots.TryRemove(new((slot.Shop, slot.Version), slot));
            slot.Loaded.TrySetException(e);
            throw;
        }
    }

    /// <summary>Drops what nobody used for long, and what was not there a minute ago.</summary>
    public void Trim()
    {
        var now = time.GetUtcNow();
        foreach (var (key, slot) in _slots)
        {
            var kept = slot.Loaded.Task is { IsCompletedSuccessfully: true, Result: null } ? MissingFor : Kept;
            if (slot.Loaded.Task.IsCompleted && now - (kept == Kept ? slot.UsedAt : slot.MadeAt(now)) > kept) _slots.TryRemove(new(key, slot));
        }
    }

    private Slot Want(Slot slot)
    {
        slot.MadeAt(time.GetUtcNow());
        _wanted.Writer.TryWrite(slot);
        return slot;
    }

    internal sealed class Slot(ShopId shop, long version)
    {
        private DateTimeOffset? _made;

        public ShopId Shop { get; } = shop;

        public long Version { get; } = version;

        public DateTimeOffset UsedAt { get; set; }

        public TaskCompletionSource<TriageIndex?> Loaded { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public DateTimeOffset MadeAt(DateTimeOffset now) => _made ??= now;
    }
}
