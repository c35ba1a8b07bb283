using Reception.Clustering.Link;
using Reception.Domain.Journal;

namespace Reception.Storage.Remote;

/// <summary>The link as the storage ports see it: what cannot be reached is <see cref="JournalUnavailableException"/>.</summary>
public sealed class RemoteStore(StoreLink link)
{
    internal async ValueTask<TAnswer> CallAsync<TState, TAnswer>(byte operation, TState state, Action<PayloadWriter, TState> write, Func<PayloadReader, TAnswer> read, CancellationToken cancellation)
    {
        try
        {
            return await link.CallAsync(operation, state, write, read, cancellation).ConfigureAwait(false);
        }
        catch (Exception error) when (error is StoreUnavailableException or StoreCallException)
        {
            throw new JournalUnavailableException(error.Message, error);
        }
    }

    internal static bool Nothing(PayloadReader answer) => true;
}
