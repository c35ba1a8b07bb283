using Reception.Assistant.Hosting;
using Reception.Clustering.Hosting;
using Reception.Gateway;
using Reception.Grains.Hosting;
using Reception.Silo.Metrics;
using Reception.Silo.Network;
using Reception.Silo.Storage;
using Reception.Storage.GrainStates;
using Reception.Telemetry;

namespace Reception.Silo.Roles;

/// <summary>The default: silo, gateway and embedded store in one process; another store where it was chosen.</summary>
internal static class AloneRole
{
    public static async Task<int> RunAsync(WebApplicationBuilder builder, SiloOptions options)
    {
        var development = builder.Environment.IsDevelopment();
        builder.WebHost.UseUrls(options.Url);
        await using var beside = await builder.AddReceptionStoreAsync(options);
        builder.Services.AddReceptionGrainStorage("Default", json => json.TypeInfoResolverChain.AddGrainStates());
        builder.Services.AddReceptionAssistant(builder.Configuration, DemoShops.Ids(options.Demo ?? development));
        builder.Services.AddSingleton(options.Scaling);
        builder.Services.AddReceptionGrains();
        builder.AddReceptionTelemetry("silo").AddReceptionScrapeTarget("silo", options.DataFolder).NameShops();
        builder.UseOrleans(silo => silo.UseReceptionAlone(options));
        builder.Services.AddReceptionGateway(gateway => gateway.UseDataFolder(options, development));
        if (options.Demo ?? development) builder.Services.AddHostedService<DemoShops>();
        builder.Services.AddHostedService<Welcome>();
        builder.Services.AddReceptionSupervision();

        var app = builder.Build();
        app.MapReceptionGateway();
        app.MapReceptionDashboard(options.Network);
        await app.RunToTheEndAsync();
        return 0;
    }
}
