using Reception.Assistant.Hosting;
using Reception.Clustering.Hosting;
using Reception.Grains.Hosting;
using Reception.Silo.Metrics;
using Reception.Silo.Storage;
using Reception.Storage.GrainStates;
using Reception.Telemetry;

namespace Reception.Silo.Roles;

/// <summary>
/// One of several silos: grains only. Store and membership are in the store process of the data folder, or in accounts of Azure Storage; customers and agents come
/// through gateways, which are processes of their own.
/// </summary>
internal static class MemberRole
{
    /// <summary>How long a silo may take to hand its grains over and leave, .NET's own limit; what kills a container waits longer.</summary>
    public static readonly TimeSpan Shutdown = TimeSpan.FromSeconds(30);

    public static async Task<int> RunAsync(WebApplicationBuilder builder, SiloOptions options)
    {
        options.SiloPort = Ports.Resolve(options.SiloPort);
        options.GatewayPort = Ports.Resolve(options.GatewayPort);
        var host = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Configuration = builder.Configuration, ContentRootPath = AppContext.BaseDirectory });
        host.Logging.AddFilter("Orleans", LogLevel.Warning);
        host.Services.Configure<HostOptions>(static lifetime => lifetime.ShutdownTimeout = Shutdown);
        host.AddReceptionMemberStore(options);
        host.Services.AddReceptionGrainStorage("Default", json => json.TypeInfoResolverChain.AddGrainStates());
        host.Services.AddReceptionAssistant(builder.Configuration, DemoShops.Ids((options.Demo ?? false) || builder.Environment.IsDevelopment()));
        host.Services.AddSingleton(options.Scaling);
        host.Services.AddReceptionGrains();
        host.AddReceptionTelemetry("silo", options.Name).NameShops();
        host.ListenForScrapes("silo", options);
        host.UseOrleans(silo => silo.UseReceptionCluster(options));
        host.Services.AddReceptionSupervision();
        if (options.Demo ?? false) host.Services.AddHostedService<DemoShops>();

        using var app = host.Build();
        app.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted
            .Register(() => Console.WriteLine($"ready silo 127.0.0.1:{options.SiloPort} gateway 127.0.0.1:{options.GatewayPort} {options.Name}".TrimEnd()));
        await app.RunToTheEndAsync();
        return Environment.ExitCode; // not 0 when the others declared it dead
    }
}
