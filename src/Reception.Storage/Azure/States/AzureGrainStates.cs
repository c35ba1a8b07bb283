using Reception.Storage.Azure.Client;
using Reception.Storage.GrainStates;

namespace Reception.Storage.Azure.States;

/// <summary>
/// Grain states as blobs, in the layout of Orleans' own provider (Orleans.Persistence.AzureStorage, 10.x): container <c>grainstate</c>, blob
/// <c>{state}-{grain id}.json</c>, the blob's ETag is the state's tag, clearing removes the blob, and a blob without bytes is a cleared state.
/// A write whose answer was lost and whose retry was therefore refused is reported as refused: the grain reads again, as after any conflict.
/// </summary>
public sealed class AzureGrainStates(AzureStore store) : IGrainStates
{
    public async ValueTask<StoredState?> ReadAsync(GrainStateKey key, CancellationToken cancellation = default)
    {
        var found = await StorageFailure.GuardAsync(Container(key).GetAsync(Name(key), cancellation)).ConfigureAwait(false);
        return found is null ? null : new StoredState(found.Properties.ETag, found.Bytes);
    }

    public async ValueTask<GrainStateResult> ChangeAsync(GrainStateKey key, string? expected, string etag, ReadOnlyMemory<byte>? payload, CancellationToken cancellation = default) =>
        await StorageFailure.GuardAsync(ChangeAsync(key, expected, payload, cancellation)).ConfigureAwait(false);

    /// <summary>The blob's name.</summary>
    internal static string Name(GrainStateKey key) => $"{key.State}-{key.Grain}.json";

    private async ValueTask<GrainStateResult> ChangeAsync(GrainStateKey key, string? expected, ReadOnlyMemory<byte>? payload, CancellationToken cancellation)
    {
        var container = Container(key);
        if (payload is { } bytes)
        {
            if (await PutAsync(container, Name(key), bytes, expected, cancellation).ConfigureAwait(false) is { } tag) return new GrainStateResult(true, expected, tag);
        }
        else if (expected is not null && await container.DeleteAsync(Name(key), expected, cancellation).ConfigureAwait(false)) return new GrainStateResult(true, expected);
        var stored = (await container.FindAsync(Name(key), cancellation).ConfigureAwait(false))?.ETag;
        return new GrainStateResult(payload is null && expected is null && stored is null, stored);
    }

    /// <summary>The container is made by the first write that finds none, as Orleans' provider does.</summary>
    private static async ValueTask<string?> PutAsync(Blobs container, string name, ReadOnlyMemory<byte> bytes, string? expected, CancellationToken cancellation)
    {
        try
        {
            return await container.PutAsync(name, bytes, expected, cancellation: cancellation).ConfigureAwait(false);
        }
        catch (StorageRequestException error) when (error is { Status: 404, Code: "ContainerNotFound" })
        {
            await container.CreateContainerAsync(cancellation).ConfigureAwait(false);
            return await container.PutAsync(name, bytes, expected, cancellation: cancellation).ConfigureAwait(false);
        }
    }

    private Blobs Container(GrainStateKey key) => store.GrainStates(key.Provider);
}
