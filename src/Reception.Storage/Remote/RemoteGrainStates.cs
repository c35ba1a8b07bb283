using Reception.Clustering.Link;
using Reception.Storage.GrainStates;

namespace Reception.Storage.Remote;

/// <summary>Grain states in the store process. A change that was sent is awaited whatever its caller's cancellation says.</summary>
public sealed class RemoteGrainStates(RemoteStore store) : IGrainStates
{
    internal const byte Read = 60, Change = 61;

    public ValueTask<StoredState?> ReadAsync(GrainStateKey key, CancellationToken cancellation = default) => store.CallAsync(
        Read, key, WriteKey, static StoredState? (reader) => reader.Flag() ? new StoredState(reader.Text(), reader.Bytes()) : null, cancellation);

    public ValueTask<GrainStateResult> ChangeAsync(GrainStateKey key, string? expected, string etag, ReadOnlyMemory<byte>? payload, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        return store.CallAsync(Change, (key, expected, etag, payload), static (writer, state) =>
        {
            WriteKey(writer, state.key);
            writer.Text(state.expected).Text(state.etag).Flag(state.payload is not null).Bytes(state.payload.GetValueOrDefault().Span);
        }, static reader => new GrainStateResult(reader.Flag(), reader.TextOrNull()), CancellationToken.None);
    }

    internal static GrainStateKey ReadKey(PayloadReader reader) => new(reader.Text(), reader.Text(), reader.Text());

    private static void WriteKey(PayloadWriter writer, GrainStateKey key) => writer.Text(key.Provider).Text(key.Grain).Text(key.State);
}
