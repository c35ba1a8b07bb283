using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Orleans.Storage;
using Reception.Domain.Queues;
using Reception.Grains.Hosting;

namespace Reception.Grains.Tests.Stores;

/// <summary>Grain states as the bytes that a real store would keep, with tags.</summary>
public sealed class MemoryGrainStorage : IGrainStorage
{
    private readonly Lock _lock = new();
    private readonly Dictionary<(string, GrainId), (byte[] Bytes, string Tag)> _states = [];
    private int _tags;

    /// <summary>Asked before each write; true = it fails. The second word says whether it was written all the same.</summary>
    public Func<string, GrainId, (bool Fails, bool Writes)> Fault { get; set; } = (_, _) => (false, false);

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        lock (_lock)
        {
            var found = _states.TryGetValue((stateName, grainId), out var stored);
            grainState.State = found ? JsonSerializer.Deserialize(stored.Bytes, TypeInfo<T>()) : Activator.CreateInstance<T>();
            (grainState.ETag, grainState.RecordExists) = (found ? stored.Tag : null, found);
        }
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        var (fails, writes) = Fault(stateName, grainId);
        lock (_lock)
        {
            var tag = _states.TryGetValue((stateName, grainId), out var stored) ? stored.Tag : null;
            if (tag != grainState.ETag) throw new InconsistentStateException("Another writer was first.", tag, grainState.ETag);
            var next = (++_tags).ToString(System.Globalization.CultureInfo.InvariantCulture);
            if (!fails || writes) _states[(stateName, grainId)] = (JsonSerializer.SerializeToUtf8Bytes(grainState.State!, TypeInfo<T>()), next);
            if (fails) throw new IOException("The test said so.");
            (grainState.ETag, grainState.RecordExists) = (next, true);
        }
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        lock (_lock) _states.Remove((stateName, grainId));
        (grainState.State, grainState.ETag, grainState.RecordExists) = (Activator.CreateInstance<T>(), null, false);
        return Task.CompletedTask;
    }

    private static JsonTypeInfo<T> TypeInfo<T>() => (JsonTypeInfo<T>)(GrainStateJson.Default.GetTypeInfo(typeof(T)) ?? QueueStateJson.Default.GetTypeInfo(typeof(T)) ?? throw new InvalidOperationException($"{typeof(T)} is not in {nameof(GrainStateJson)}."));
}
