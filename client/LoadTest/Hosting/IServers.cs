using Microsoft.Extensions.DependencyInjection;

namespace Reception.LoadTest.Hosting;

/// <summary>The servers of a run that it started itself. This folder brings them up and says what they cost.</summary>
internal interface IServers : IAsyncDisposable
{
    Uri Url { get; }

    string DataFolder { get; }

    string AdminToken { get; }

    string MetricsToken { get; }

    /// <summary>Services of a silo in this process; null: all servers are processes of their own.</summary>
    IServiceProvider? Services => null;

    /// <summary>Server processes that run now.</summary>
    IEnumerable<ServerProcess> Processes => [];

    int Silos => 1;
}
