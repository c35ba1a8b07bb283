using System.Net.Http.Headers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Reception.Client.Hub;
using Reception.Gateway.Auth;
using Reception.Telemetry;

namespace Reception.Gateway.Tests.Fakes;

/// <summary>A gateway on Kestrel, loopback, any free port, with doubles behind it.</summary>
internal sealed class GatewayHost : IAsyncDisposable
{
    public const string Admin = "an-admin-token-of-the-tests";
    public const string Scraper = "a-metrics-token-of-the-tests";
    private readonly HttpClient _http = new();

    private GatewayHost(WebApplication app, FakeCluster cluster, TimeProvider time, LogKeeper logs)
    {
        (App, Cluster, Time, Logs) = (app, cluster, time, logs);
        Url = new Uri(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
        _http.BaseAddress = Url;
    }

    public WebApplication App { get; }

    public FakeCluster Cluster { get; }

    public TimeProvider Time { get; }

    public LogKeeper Logs { get; }

    public Uri Url { get; }

    public SignedTokens Tokens => App.Services.GetRequiredService<SignedTokens>();

    public static async Task<GatewayHost> StartAsync(Action<GatewayOptions>? configure = null, TimeProvider? time = null, FakeCluster? behind = null)
    {
        var clock = time ?? TimeProvider.System;
        var cluster = behind ?? new FakeCluster(clock);
        var logs = new LogKeeper();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders().AddProvider(logs).SetMinimumLevel(LogLevel.Information);
        builder.Services.AddSingleton(clock).AddSingleton(cluster.Client).AddSingleton<IObserverRegistrar>(cluster);
        builder.Services.AddReceptionGateway(options =>
        {
            options.AdminToken = Admin;
            options.MetricsToken = Scraper;
            options.TokenKey = Convert.ToBase64String(Enumerable.Range(0, 32).Select(i => (byte)i).ToArray());
            options.Overload.Enabled = false; // a clock that a test moves says nothing about delays
            configure?.Invoke(options);
        });
        builder.AddReceptionTelemetry("gateway");
        var app = builder.Build();
        app.MapReceptionGateway();
        await app.StartAsync();
        return new GatewayHost(app, cluster, clock, logs);
    }

    public string Token(Role role, string subject, params string[] shops) => Tokens.Write(role, subject, shops, TimeSpan.FromHours(1)).Token;

    public string Visitor(string name = "v-1") => Token(Role.Customer, name, "demo");

    public string Agent(string name = "anna") => Token(Role.Agent, name, "demo");

    public Task<FrameClient> CustomerAsync(string? origin = null) => FrameClient.ConnectAsync(Url, "/ws/v1/customer", origin);

    public Task<FrameClient> AgentAsync(string? origin = null) => FrameClient.ConnectAsync(Url, "/ws/v1/agent", origin);

    /// <summary>A customer's socket that was welcomed.</summary>
    public async Task<FrameClient> WelcomedAsync(string visitor = "v-1", long? after = 0)
    {
        var client = await CustomerAsync();
        await client.SendAsync(new { type = "hello", token = Visitor(visitor), after });
        await client.ExpectAsync("welcome");
        return client;
    }

    public async Task<RestAnswer> SendAsync(HttpMethod method, string path, string? token = null, HttpContent? body = null, Action<HttpRequestMessage>? with = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body };
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        with?.Invoke(request);
        using var response = await _http.SendAsync(request);
        return new RestAnswer((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers, response.Content.Headers.ContentType?.MediaType);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await App.DisposeAsync();
    }
}
