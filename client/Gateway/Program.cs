using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Reception.Client.Hosting;
using Reception.Clustering.Hosting;
using Reception.Gateway;
using Reception.Gateway.Configuration;
using Reception.Gateway.Hosting;
using Reception.Telemetry;

try
{
    return await Probe.RunAsync(args) ?? await RunAsync(args);
}
catch (Exception exception) when (Exit.Explains(exception) is { } reasons)
{
    return Exit.With(reasons);
}

static async Task<int> RunAsync(string[] args)
{
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = [], ContentRootPath = AppContext.BaseDirectory });
    if (!CommandLine.TryAdd(builder.Configuration, args, ProcessOptions.Switches, out var misuse)) return Exit.With(misuse);
    if (GatewaySettings.Read(builder.Configuration, builder.Environment, out var options, out var location) is { Count: > 0 } errors) return Exit.With(errors);
    if (Exit.IfTaken(new Uri(options.Url)) is { Count: > 0 } taken) return Exit.With(taken);

    builder.WebHost.UseUrls(options.Url);
    builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning).AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning).AddFilter("Orleans", LogLevel.Error);
    builder.Services.Configure<HostOptions>(static host => host.ServicesStartConcurrently = true); // health answers while the cluster is waited for
    builder.Services.AddReceptionGateway(settings => GatewayProcess.Configure(settings, options, builder.Environment, builder.Configuration));
    builder.JoinReception(location, client => { if (client.Configuration.RecordsTraces()) client.AddActivityPropagation(); });
    builder.Services.AddReceptionSupervision();
    builder.AddReceptionTelemetry("gateway").AddReceptionScrapeTarget("gateway", options.DataFolder);

    await using var app = builder.Build();
    app.MapReceptionGateway();
    return await GatewayProcess.RunAsync(app);
}
