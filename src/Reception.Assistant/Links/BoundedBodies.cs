namespace Reception.Assistant.Links;

/// <summary>Answers are read up to a bound, whatever their headers say; a longer one is a failed request.</summary>
internal sealed class BoundedBodies(long mostBytes, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        try
        {
            await response.Content.LoadIntoBufferAsync(mostBytes, cancellationToken);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    /// <summary>A client that follows no redirect (a secret goes to the configured address only), keeps no cookie and times out nowhere by itself.</summary>
    public static HttpClient Client(long mostBytes) => new(new BoundedBodies(mostBytes, new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        ConnectTimeout = TimeSpan.FromSeconds(5),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        MaxConnectionsPerServer = 64,
        MaxResponseHeadersLength = 32,
    }))
    {
        Timeout = Timeout.InfiniteTimeSpan,
    };
}
