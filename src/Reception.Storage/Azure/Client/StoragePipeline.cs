using System.Net;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Reception.Storage.Azure.Client;

/// <summary>Azure.Core's pipeline for one service of an account: retries, diagnostics, authorization, and our count of refusals.</summary>
internal static class StoragePipeline
{
    private static readonly string[] Scopes = ["https://storage.azure.com/.default"];

    public static HttpPipeline Build(StorageAccount account, bool isTable, StorageClientOptions options, StoragePressure pressure, TimeProvider time)
    {
        System.Net.Http.HttpMessageHandler handler = new SocketsHttpHandler
        {
            MaxConnectionsPerServer = options.Connections,
            PooledConnectionLifetime = TimeSpan.FromMinutes(10), // a failover moves the name to another address
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(4), // below Azurite's five
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            EnableMultipleHttp2Connections = false,
        };
        if (options.Wrap is { } wrap) handler = wrap(handler);
        var settings = new StorageClientOptions.PipelineOptions(options) { Transport = new HttpClientTransport(new HttpClient(handler, disposeHandler: true) { Timeout = Timeout.InfiniteTimeSpan }) };
        List<HttpPipelinePolicy> perCall = [];
        List<HttpPipelinePolicy> perTry = [new StoragePressure.Policy(pressure)];
        if (account.Signature is { } signature) perCall.Add(new SignaturePolicy(signature));
        else if (account.Token is { } token) perTry.Add(new BearerTokenAuthenticationPolicy(token, Scopes));
        else perTry.Add(new SharedKeyPolicy(account.Name, account.Key!, isTable, time));
        return HttpPipelineBuilder.Build(settings, [.. perCall], [.. perTry], ResponseClassifier.Instance);
    }

    private sealed class ResponseClassifier : global::Azure.Core.ResponseClassifier
    {
        public static ResponseClassifier Instance { get; } = new();

        /// <summary>Refusals are answers here: each operation says which it expects.</summary>
        public override bool IsErrorResponse(HttpMessage message) => message.Response.Status is 408 or 429 or >= 500;
    }
}
