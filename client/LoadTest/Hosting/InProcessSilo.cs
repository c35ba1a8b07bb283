using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Hosting;
using Reception.Domain.Agents;
using Reception.Domain.Queues;
using Reception.Gateway;
using Reception.Grains.Hosting;
using Reception.Storage.GrainStates;
using Reception.Storage.Sqlite;

namespace Reception.LoadTest.Hosting;

/// <summary>A silo with its store in the load process: what the cluster does when nothing crosses a network. Its gateway serves REST for the set-up only.</summary>
internal sealed class InProcessSilo : IServers
{
    private readonly WebApplication _app;

    private InProcessSilo(WebApplication app, Uri url, string folder, string adminToken) => (_app, Url, DataFolder, AdminToken) = (app, url, folder, adminToken);

    public Uri Url { get; }

    public string DataFolder { get; }

    public string AdminToken { get; }

    public string MetricsToken => AdminToken;

    public IServiceProvider Services => _app.Services;

    /// <param name="configure">What differs from a silo of the product; null: nothing.</param>
    public static async Task<InProcessSilo> StartAsync(string dataFolder, Action<ISiloBuilder>? configure = null)
    {
        var (folder, url, token) = (Directory.CreateDirectory(dataFolder).FullName, new Uri($"http://127.0.0.1:{FreePorts.Next()}"), RandomNumberGenerator.GetHexString(32, lowercase: true));
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = [], ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.WebHost.UseUrls(url.ToString().TrimEnd('/'));
        builder.Services.AddReceptionSqliteStore(store => store.DataFolder = folder);
        builder.Services.AddReceptionGrainStorage("Default", json =>
        {
            foreach (var states in (IEnumerable<System.Text.Json.Serialization.Metadata.IJsonTypeInfoResolver>)[GrainStateJson.Default, AgentLedgerJson.Default, QueueStateJson.Default]) json.TypeInfoResolverChain.Add(states);
        });
        builder.Services.AddReceptionGrains();
        builder.UseOrleans(silo =>
        {
            silo.UseLocalhostClustering(FreePorts.Next(), FreePorts.Next(), serviceId: "reception", clusterId: "reception");
            configure?.Invoke(silo);
        });
        builder.Services.AddReceptionGateway(gateway =>
        {
            gateway.AdminToken = token;
            gateway.TokenKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
            (gateway.Rest.PerSecond, gateway.Rest.Burst) = (100_000, 100_000);
        });
        var app = builder.Build();
        app.MapReceptionGateway();
        await app.StartAsync();
        return new InProcessSilo(app, url, folder, token);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
