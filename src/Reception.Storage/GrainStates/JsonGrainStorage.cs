using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Orleans.Storage;
using Reception.Domain.Time;

namespace Reception.Storage.GrainStates;

/// <summary>
/// Grain state over <see cref="IGrainStates"/>: JSON by the given resolvers, never the runtime's serializer. A write or removal names
/// the tag it read; when another is stored it throws <see cref="InconsistentStateException"/> and changes nothing. Tags are
/// random, so that one of a state that was removed and stored again never fits. A failing store throws
/// <see cref="Reception.Domain.Journal.JournalUnavailableException"/>: whether it was written is then open, read again.
/// </summary>
public sealed class JsonGrainStorage(string name, IGrainStates states, JsonSerializerOptions json, IRandomSource random) : IGrainStorage
{
    /// <summary>The largest state, in bytes of JSON: 64 MiB.</summary>
    public const int MaxStateBytes = 64 << 20;

    public Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ReadStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task ReadStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var key = Key(stateName, grainId);
        var type = TypeOf<T>();
        var found = await states.ReadAsync(key, cancellationToken);
        grainState.RecordExists = found is { Payload.Length: > 0 };
        grainState.ETag = found?.ETag;
        grainState.State = found is { Payload.Length: > 0 } stored && JsonSerializer.Deserialize(stored.Payload.Span, type) is { } value ? value : New<T>();
    }

    public Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        WriteStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task WriteStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        var payload = JsonSerializer.SerializeToUtf8Bytes(grainState.State!, TypeOf<T>());
        if (payload.Length > MaxStateBytes) throw new ArgumentException($"The state {stateName} of {grainId} has {payload.Length} bytes; {MaxStateBytes} is the most.", nameof(grainState));
        grainState.ETag = await ChangeAsync(stateName, grainId, grainState.ETag, payload, cancellationToken);
        grainState.RecordExists = true;
    }

    public Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState) =>
        ClearStateAsync(stateName, grainId, grainState, CancellationToken.None);

    public async Task ClearStateAsync<T>(string stateName, GrainId grainId, IGrainState<T> grainState, CancellationToken cancellationToken)
    {
        await ChangeAsync(stateName, grainId, grainState.ETag, null, cancellationToken);
        grainState.ETag = null;
        grainState.RecordExists = false;
        grainState.State = New<T>();
    }

    private async Task<string> ChangeAsync(string stateName, GrainId grainId, string? expected, ReadOnlyMemory<byte>? payload, CancellationToken cancellation)
    {
        var etag = random.NextId().ToString("N");
        var result = await states.ChangeAsync(Key(stateName, grainId), expected, etag, payload, cancellation);
        return result.Written ? result.Tag ?? etag : throw new InconsistentStateException($"The state {stateName} of {grainId} was changed by somebody else.", result.Stored, expected);
    }

    private GrainStateKey Key(string stateName, GrainId grainId) => new(name, grainId.ToString(), stateName);

    private JsonTypeInfo<T> TypeOf<T>() => (JsonTypeInfo<T>)json.GetTypeInfo(typeof(T));

    /// <summary>As Orleans makes them: by the constructor without parameters, else uninitialized.</summary>
    private static T New<T>() => typeof(T).IsValueType || typeof(T).GetConstructor(Type.EmptyTypes) is not null
        ? Activator.CreateInstance<T>()
        : (T)RuntimeHelpers.GetUninitializedObject(typeof(T));
}
