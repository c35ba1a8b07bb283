using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Configuration;
using Reception.Client;
using Reception.Clustering.Hosting;

namespace Reception.Cluster.Load;

/// <summary>The test's own connection to the cluster: an Orleans client with the sessions of a chat gateway.</summary>
internal sealed class LoadClient : IAsyncDisposable
{
    private readonly IHost _host;

    private LoadClient(IHost host) => _host = host;

    public IClusterClient Cluster => _host.Services.GetRequiredService<IClusterClient>();

    public ReceptionClient Reception => _host.Services.GetRequiredService<ReceptionClient>();

    public static async Task<LoadClient> ConnectAsync(string dataFolder, TimeSpan responseTimeout)
    {
        var builder = Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings());
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.UseOrleansClient(client => client.UseReceptionStore(dataFolder));
        builder.Services.Configure<ClientMessagingOptions>(options => options.ResponseTimeout = responseTimeout);
        builder.Services.AddReceptionClient();
        var host = builder.Build();
        await host.StartAsync();
        return new(host);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
    }
}
