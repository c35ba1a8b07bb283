using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Reception.Assistant.Tests.Servers;

/// <summary>What a server was asked: method, path with query, authorization, body.</summary>
internal sealed record Heard(string Method, string Path, string? Authorization, string Body);

/// <summary>An HTTP server on a loopback port of its own that does what a test says.</summary>
internal sealed class TestServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private TestServer(WebApplication app) => _app = app;

    public string Url => _app.Urls.Single();

    public ConcurrentQueue<Heard> Requests { get; } = new();

    public Func<HttpContext, Task> Does { get; set; } = context => context.Response.WriteAsync("{}");

    public static async Task<TestServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1));
        var server = new TestServer(builder.Build());
        server._app.Run(server.ServeAsync);
        await server._app.StartAsync();
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource(TimeSpan.Zero);
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task ServeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        Requests.Enqueue(new(context.Request.Method, context.Request.Path + context.Request.QueryString, context.Request.Headers.Authorization, await reader.ReadToEndAsync()));
        await Does(context);
    }
}
