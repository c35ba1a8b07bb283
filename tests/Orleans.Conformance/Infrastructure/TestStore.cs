using System.Collections.Concurrent;
using System.Text.Json;
using Orleans.Runtime.Hosting;
using Orleans.Storage;

namespace Orleans.Conformance.Infrastructure;

/// <summary>Grain storage held as JSON in a dictionary, with ETags that count up, that a test can make fail.</summary>
internal sealed class TestStore : IGrainStorage
{
    public const string Name = "test";

    private readonly ConcurrentDictionary<(string State, GrainId Grain), (byte[] Value, int Version)> _rows = new();

    /// <summary>While a grain's key is in here, reads of its state fail.</summary>
    public ConcurrentDictionary<string, Exception> FailingReads { get; } = new();

    /// <summary>While a grain's key is in here, writes of its state fail.</summary>
    public ConcurrentDictionary<string, Exception> FailingWrites { get; } = new();

    public IEnumerable<(string State, GrainId Grain)> Rows => _rows.Keys;

    /// <summary>Changes a row behind the grain's back, so that its ETag is no longer the stored one.</summary>
    public void Overwrite<T>(string state, GrainId grain, T value)
    {
        var bytes = JsonSerializer.SerializeToUtf8Bytes(value);
        _rows.AddOrUpdate((state, grain), _ => (bytes, 1), (_, old) => (bytes, old.Version + 1));
    }

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        Throw(FailingReads, grainId);
        var found = _rows.TryGetValue((stateName, grainId), out var row);
        grainState.State = found ? JsonSerializer.Deserialize<T>(row.Value)! : Activator.CreateInstance<T>();
        grainState.ETag = found ? ETag(row.Version) : null;
        grainState.RecordExists = found;
        return Task.CompletedTask;
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        Throw(FailingWrites, grainId);
        var version = CheckETag(stateName, grainId, grainState.ETag) + 1;
        _rows[(stateName, grainId)] = (JsonSerializer.SerializeToUtf8Bytes(grainState.State), version);
        grainState.ETag = ETag(version);
        grainState.RecordExists = true;
        return Task.CompletedTask;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState)
    {
        CheckETag(stateName, grainId, grainState.ETag);
        _rows.TryRemove((stateName, grainId), out _);
        grainState.State = Activator.CreateInstance<T>();
        grainState.ETag = null;
        grainState.RecordExists = false;
        return Task.CompletedTask;
    }

    private int CheckETag(string stateName, GrainId grainId, string? etag)
    {
        var found = _rows.TryGetValue((stateName, grainId), out var row);
        var stored = found ? ETag(row.Version) : null;
        if (stored != etag)
            throw new InconsistentStateException("The stored ETag is another.", stored, etag);
        return found ? row.Version : 0;
    }

    private static string ETag(int version) => version.ToString(System.Globalization.CultureInfo.InvariantCulture);

    private static void Throw(ConcurrentDictionary<string, Exception> failing, GrainId grainId)
    {
        if (failing.TryGetValue(grainId.Key.ToString()!, out var exception))
            throw exception;
    }
}

internal static class TestStoreExtensions
{
    public static ISiloBuilder AddTestStore(this ISiloBuilder silo)
    {
        silo.Services.AddSingleton<TestStore>();
        foreach (var name in (string[])[TestStore.Name, "Default"]) silo.Services.AddGrainStorage(name, (services, _) => services.GetRequiredService<TestStore>());
        return silo;
    }
}
