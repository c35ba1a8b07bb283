using System.Runtime.InteropServices;
using Reception.Clustering.Hosting;
using Reception.Silo.Storage;
using Reception.Silo.Storage.Azurite;
using Reception.Silo.Supervision;

namespace Reception.Silo.Roles;

/// <summary>A whole cluster on this machine: see <see cref="Supervisor"/>.</summary>
internal static class SupervisorRole
{
    public static async Task<int> RunAsync(WebApplicationBuilder builder, SiloOptions options)
    {
        var host = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { Configuration = builder.Configuration, EnvironmentName = builder.Environment.EnvironmentName });
        host.Logging.AddFilter("Microsoft.Hosting", LogLevel.Warning).AddFilter("Reception.Clustering", LogLevel.Error);
        host.Services.AddSingleton(options);
        host.Services.AddReceptionStoreLink(options.DataFolder);
        host.Services.Configure<HostOptions>(lifetime => lifetime.ShutdownTimeout = Supervisor.Grace * (options.Silos + 3));
        host.Services.AddSingleton<MembershipWatch>().AddHostedService(services => services.GetRequiredService<MembershipWatch>());
        host.Services.AddSingleton<Supervisor>().AddHostedService(services => services.GetRequiredService<Supervisor>());
        await using var azurite = options.Storage.Kind == StorageKind.Azurite ? await AzuriteServer.StartAsync(options.DataFolder, options.Storage.Azurite, TimeProvider.System) : null;
        using var app = host.Build();
        var supervisor = app.Services.GetRequiredService<Supervisor>();
        var interrupts = 0;
        using var registration = PosixSignalRegistration.Create(PosixSignal.SIGINT, OnInterrupt);
        await app.RunAsync();
        return supervisor.ExitCode;

        // The first one is the host's: it drains.
        void OnInterrupt(PosixSignalContext context)
        {
            if (Interlocked.Increment(ref interrupts) == 2) supervisor.KillAll();
        }
    }
}
