using Reception.Clustering.Link;
using Reception.Storage.GrainStates;

namespace Reception.Storage.Remote;

/// <summary>The store's end of <see cref="RemoteGrainStates"/>.</summary>
internal sealed class GrainStateCallHandler(IGrainStates states)
{
    public static bool Handles(byte operation) => operation is RemoteGrainStates.Read or RemoteGrainStates.Change;

    public ValueTask HandleAsync(byte operation, PayloadReader request, PayloadWriter answer) =>
        operation == RemoteGrainStates.Read ? ReadAsync(request, answer) : ChangeAsync(request, answer);

    private async ValueTask ReadAsync(PayloadReader request, PayloadWriter answer)
    {
        var found = await states.ReadAsync(RemoteGrainStates.ReadKey(request)).ConfigureAwait(false);
        answer.Flag(found is not null);
        if (found is { } state) answer.Text(state.ETag).Bytes(state.Payload.Span);
    }

    private async ValueTask ChangeAsync(PayloadReader request, PayloadWriter answer)
    {
        var (key, expected, etag, isPut, payload) = (RemoteGrainStates.ReadKey(request), request.TextOrNull(), request.Text(), request.Flag(), request.Bytes());
        var result = await states.ChangeAsync(key, expected, etag, isPut ? payload : (ReadOnlyMemory<byte>?)null).ConfigureAwait(false);
        answer.Flag(result.Written).Text(result.Stored);
    }
}
