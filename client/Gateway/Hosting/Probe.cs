using System.Net.Http;

namespace Reception.Gateway.Hosting;

/// <summary>
/// <c>--probe ADDRESS</c>: asks another process of this program how it is and ends, for health checks in images that have no shell and no tool for it.
/// </summary>
public static class Probe
{
    public const string Switch = "--probe";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    /// <summary>0: it answered with success; 1: it did not; 2: that is no address. Null: the command line asks for something else.</summary>
    public static async Task<int?> RunAsync(string[] args)
    {
        if (args is not [Switch, ..]) return null;
        if (args is not [_, var text] || !Uri.TryCreate(text, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")) return Exit.With([$"{Switch} needs an http address ({Switch} http://127.0.0.1:8080/health/ready)."]);
        using var http = new HttpClient { Timeout = Patience };
        try
        {
            using var answer = await http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead);
            if (answer.IsSuccessStatusCode) return 0;
            await Console.Error.WriteLineAsync($"{address}: {(int)answer.StatusCode}");
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            await Console.Error.WriteLineAsync($"{address}: {exception.Message}");
        }
        return 1;
    }
}
