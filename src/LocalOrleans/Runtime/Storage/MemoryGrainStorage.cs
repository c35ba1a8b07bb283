using System.Collections.Concurrent;
using System.Globalization;
using LocalOrleans;
using Orleans.Runtime;

namespace Orleans.Storage;

/// <summary>States in this process's memory, copied in and out, with tags; gone with the process.</summary>
internal sealed class MemoryGrainStorage : IGrainStorage
{
    private readonly ConcurrentDictionary<(string State, GrainId Grain), (object? Value, string Tag)> _stored = new();
    private long _tags;

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var found = _stored.TryGetValue((stateName, grainId), out var stored);
        grainState.State = found ? Copier<T>.Copy((T)stored.Value!) : default;
        grainState.ETag = found ? stored.Tag : null;
        grainState.RecordExists = found;
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var tag = Interlocked.Increment(ref _tags).ToString(CultureInfo.InvariantCulture);
        var value = Copier<T>.Copy(grainState.State!);
        lock (_stored)
        {
            Check(stateName, grainId, grainState.ETag);
            _stored[(stateName, grainId)] = (value, tag);
        }

        grainState.ETag = tag;
        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        lock (_stored)
        {
            Check(stateName, grainId, grainState.ETag);
            _stored.TryRemove((stateName, grainId), out _);
        }

        grainState.State = default;
        grainState.ETag = null;
        grainState.RecordExists = false;
        return Task.CompletedTask;
    }

    private void Check(string stateName, GrainId grainId, string? tag)
    {
        var stored = _stored.TryGetValue((stateName, grainId), out var entry) ? entry.Tag : null;
        if (stored != tag) throw new InconsistentStateException($"Version conflict (state {stateName} of {grainId}).", stored, tag);
    }
}
