using Reception.Clustering.Link;

namespace Reception.Clustering.Membership;

/// <summary>The store's end of <see cref="MembershipCalls"/>.</summary>
public sealed class MembershipCallHandler(IMembershipStore store)
{
    /// <summary>True: the operation is one of membership's.</summary>
    public static bool Handles(byte operation) => operation is >= MembershipCalls.Read and <= MembershipCalls.Delete;

    public ValueTask HandleAsync(byte operation, PayloadReader request, PayloadWriter answer) => operation switch
    {
        MembershipCalls.Read => ReadAsync(request, answer),
        MembershipCalls.Change => ChangeAsync(request, answer),
        MembershipCalls.SetAlive => store.SetAliveAsync(request.Text(), request.Text(), request.Long()),
        MembershipCalls.CleanUp => store.CleanUpAsync(request.Text(), request.Int(), request.Long()),
        _ => store.DeleteAsync(request.Text()),
    };

    private async ValueTask ReadAsync(PayloadReader request, PayloadWriter answer) =>
        MembershipCalls.Write(answer, await store.ReadAsync(request.Text(), request.TextOrNull()).ConfigureAwait(false));

    private async ValueTask ChangeAsync(PayloadReader request, PayloadWriter answer)
    {
        var (cluster, etag, version, versionETag) = (request.Text(), request.TextOrNull(), request.Int(), request.TextOrNull());
        answer.Flag(await store.ChangeAsync(cluster, new MembershipChange(MembershipCalls.ReadRow(request), etag, version, versionETag)).ConfigureAwait(false));
    }
}
