using Azure.Core;

namespace Reception.Storage.Azure.Client;

/// <summary>How one account is called. Times of the pipeline are its own, not the injected clock's.</summary>
public sealed class StorageClientOptions
{
    /// <summary>Tries after the first, for 408, 429, 500, 502, 503, 504 and broken connections. 0 to 10; default 3.</summary>
    public int MaxRetries { get; set; } = 3;

    /// <summary>The first pause between tries; doubled each time, with jitter; a Retry-After that is longer wins. Default 200 ms.</summary>
    public TimeSpan RetryDelay { get; set; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest pause between tries. Default 3 s.</summary>
    public TimeSpan MaxRetryDelay { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>How long one try may take. Default 10 s.</summary>
    public TimeSpan TryTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Connections to one service at once; what is more waits. 1 to 1,024; default 128.</summary>
    public int Connections { get; set; } = 128;

    /// <summary>For tests: sees every try, beneath the retries.</summary>
    internal Func<System.Net.Http.HttpMessageHandler, System.Net.Http.HttpMessageHandler>? Wrap { get; set; }

    internal sealed class PipelineOptions : ClientOptions
    {
        public PipelineOptions(StorageClientOptions options)
        {
            Retry.Mode = RetryMode.Exponential;
            Retry.MaxRetries = options.MaxRetries;
            Retry.Delay = options.RetryDelay;
            Retry.MaxDelay = options.MaxRetryDelay;
            Retry.NetworkTimeout = options.TryTimeout;
            Diagnostics.IsLoggingEnabled = true;
            Diagnostics.IsLoggingContentEnabled = false;
            Diagnostics.IsTelemetryEnabled = false;
            Diagnostics.ApplicationId = "reception";
        }
    }
}
