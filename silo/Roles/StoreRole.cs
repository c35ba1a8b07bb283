using Reception.Clustering.Hosting;
using Reception.Clustering.Link;
using Reception.Silo.Metrics;
using Reception.Storage.Remote;
using Reception.Telemetry;

namespace Reception.Silo.Roles;

/// <summary>The store of a data folder: the only process that opens its files.</summary>
internal static class StoreRole
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static async Task<int> RunAsync(WebApplicationBuilder builder, SiloOptions options)
    {
        builder.Configuration["urls"] = null; // the store's port and no other
        builder.UseReceptionStoreServer(options.DataFolder, options.StorePort);
        builder.Services.AddReceptionSupervision(before: NobodyIsLeftAsync);
        builder.AddReceptionTelemetry("store");
        builder.ListenForScrapes("store", options);
        var app = builder.Build();
        app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine($"ready store {app.Urls.Single()} {Path.GetFullPath(options.DataFolder)}"));
        await app.RunToTheEndAsync();
        return 0;
    }

    /// <summary>When the parent has died, silos and gateways shut down at the same moment and still need the store.</summary>
    private static Task NobodyIsLeftAsync(IServiceProvider services) =>
        Task.WhenAny(services.GetRequiredService<StoreConnections>().NoneAsync(), Task.Delay(Patience, services.GetRequiredService<TimeProvider>()));
}
