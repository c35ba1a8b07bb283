namespace Reception.Storage.GrainStates;

/// <summary>Whose state it is.</summary>
public readonly record struct GrainStateKey(string Provider, string Grain, string State);

/// <summary>A stored state and its tag; without bytes it was cleared and its tag is still to be named.</summary>
public readonly record struct StoredState(string ETag, ReadOnlyMemory<byte> Payload);

/// <summary>
/// The tag before the write, and whether it was the one that the writer had read; if not, nothing was written. <see cref="Tag"/>: the tag
/// after a write to a store that makes its own; null where it is the writer's.
/// </summary>
public readonly record struct GrainStateResult(bool Written, string? Stored, string? Tag = null);

/// <summary>Stored states as bytes. A store that fails throws <see cref="Reception.Domain.Journal.JournalUnavailableException"/>.</summary>
public interface IGrainStates
{
    /// <summary>Null: nothing is stored.</summary>
    ValueTask<StoredState?> ReadAsync(GrainStateKey key, CancellationToken cancellation = default);

    /// <summary>Stores (payload set) or removes (payload null) the state if its tag is <paramref name="expected"/>, null for none.</summary>
    ValueTask<GrainStateResult> ChangeAsync(GrainStateKey key, string? expected, string etag, ReadOnlyMemory<byte>? payload, CancellationToken cancellation = default);
}
