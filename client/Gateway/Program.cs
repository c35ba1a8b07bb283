using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Reception.Client.Hosting;
using Reception.Clustering.Hosting;
using Reception.Gateway;
using Reception.Gateway.Auth;
using Reception.Gateway.Hosting;
using Reception.Telemetry;

try
{
    return await RunAsync(args);
}
catch (Exception exception) when (Exit.Explains(exception) is { } reasons)
{
    return Exit.With(reasons);
}

static async Task<int> RunAsync(string[] args)
{
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = [], ContentRootPath = AppContext.BaseDirectory });
    if (!CommandLine.TryAdd(builder.Configuration, args, ProcessOptions.Switches, out var misuse)) return Exit.With(misuse);
    var options = builder.Configuration.GetSection("Reception").Get<ProcessOptions>() ?? new();
    var gateway = builder.Configuration.GetSection("Reception").Get<GatewayOptions>() ?? new();
    var errors = options.Validate(out var location);
    if (!string.IsNullOrWhiteSpace(options.DataFolder)) GatewayProcess.Configure(gateway, options, builder.Environment, builder.Configuration);
    if (errors.Concat(GatewayOptionsValidator.Check(gateway)).ToArray() is { Length: > 0 } all) return Exit.With(all);
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
