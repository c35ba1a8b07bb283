using Reception.Clustering.Hosting;
using Reception.Storage.Remote;

namespace Reception.Silo.Roles;

/// <summary>The store of a data folder: the only process that opens its files.</summary>
internal static class StoreRole
{
    public static async Task<int> RunAsync(WebApplicationBuilder builder, SiloOptions options)
    {
        builder.Configuration["urls"] = null; // the store's port and no other
        builder.UseReceptionStoreServer(options.DataFolder, options.StorePort);
        builder.Services.AddReceptionSupervision();
        var app = builder.Build();
        app.Lifetime.ApplicationStarted.Register(() => Console.WriteLine($"ready store {app.Urls.Single()} {Path.GetFullPath(options.DataFolder)}"));
        await app.RunAsync();
        return 0;
    }
}
