using Microsoft.Extensions.Options;
using Reception.Client.Hub;
using Reception.Contracts;

namespace Reception.Client.Calls;

/// <summary>
/// Tries a command again while the cluster cannot take it, always with the same ids: a time-out says nothing about whether
/// the command was carried out, the ids make the repeat harmless.
/// </summary>
public sealed class Patience(IOptions<ReceptionClientOptions> options, TimeProvider time, IIdSource ids)
{
    /// <summary>True for errors that may pass: time-outs and what the runtime itself throws.</summary>
    public static bool IsTransient(Exception exception) => exception is TimeoutException or OrleansException or UnavailableException or OperationCanceledException or IOException;

    /// <summary>The last answer; <paramref name="unavailable"/> when there was none.</summary>
    public async Task<T> CallAsync<T>(Func<Task<T>> call, Func<T, bool> isUnavailable, T unavailable)
    {
        var delay = options.Value.RetryDelay;
        for (var tries = 0; ; tries++)
        {
            try
            {
                var answer = await call();
                if (!isUnavailable(answer) || tries >= options.Value.Retries) return answer;
            }
            catch (Exception exception) when (IsTransient(exception))
            {
                if (tries >= options.Value.Retries) return unavailable;
            }
            await Task.Delay(delay * (0.75 + (ids.NextDouble() / 2)), time);
            delay *= 3;
        }
    }
}
