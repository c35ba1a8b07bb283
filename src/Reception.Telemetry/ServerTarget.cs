using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Reception.Telemetry;

/// <summary>
/// Writes where a process with a gateway is scraped, for as long as it serves. Only into a data folder that is there: a gateway on a machine of its own
/// has none, and its operator lists it.
/// </summary>
internal sealed partial class ServerTarget(IServer server, string part, string folder, ILogger<ServerTarget> log) : IHostedLifecycleService
{
    private TargetFile? _file;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();
        if (address is null || !Directory.Exists(folder) || !Uri.TryCreate(address.Replace("*", "127.0.0.1", StringComparison.Ordinal).Replace("+", "127.0.0.1", StringComparison.Ordinal), UriKind.Absolute, out var url)) return Task.CompletedTask;
        var host = url.Host is "0.0.0.0" or "[::]" ? "127.0.0.1" : url.Host;
        _file = new TargetFile(folder, part, $"{part}-{url.Port}");
        if (!_file.TryWrite($"{host}:{url.Port}", url.Scheme)) NotListed(url);
        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken)
    {
        _file?.Delete();
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Metrics: {Address} could not be written into the data folder; list it in Prometheus by hand")]
    private partial void NotListed(Uri address);
}
