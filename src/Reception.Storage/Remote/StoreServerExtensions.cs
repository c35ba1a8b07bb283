using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Reception.Clustering.Link;
using Reception.Clustering.Membership;
using Reception.Storage.Sqlite;

namespace Reception.Storage.Remote;

/// <summary>Makes a process the store of a data folder: the only one that opens the files, serving the others over loopback.</summary>
public static class StoreServerExtensions
{
    /// <summary>
    /// Opens the folder at start (<see cref="StoreInUseException"/> when another process has it), then listens on loopback, on
    /// <paramref name="port"/> or, for 0, a free one, and writes the port into the folder.
    /// </summary>
    public static WebApplicationBuilder UseReceptionStoreServer(this WebApplicationBuilder builder, string dataFolder, int port)
    {
        builder.Services.AddReceptionSqliteStore(store => store.DataFolder = dataFolder);
        builder.Services.AddOptions<StoreLinkOptions>().Configure(options => options.DataFolder = dataFolder);
        builder.Services.AddSingleton<IMembershipStore, SqliteMembershipStore>();
        builder.Services.AddSingleton<MembershipCallHandler>().AddSingleton<JournalCallHandler>().AddSingleton<EpisodeCallHandler>().AddSingleton<WorkOrderCalls>().AddSingleton<GrainStateCallHandler>();
        builder.Services.AddSingleton<IStoreCalls, StoreCalls>().AddSingleton<StoreConnections>();
        builder.Services.AddHostedService<StorePort>();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port, endpoint => endpoint.UseConnectionHandler<StoreConnectionHandler>()));
        return builder;
    }
}
