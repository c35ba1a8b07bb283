using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging;
using Reception.Storage.Remote;

namespace Reception.Benchmarks.Journal;

/// <summary>A store process and nothing else, for measurements and for tests that kill it. Argument: the data folder. Ends with its standard input.</summary>
internal static class JournalStore
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var store = builder.UseReceptionStoreServer(arguments[0], port: 0).Build();
        await store.StartAsync();
        Console.Out.WriteLine("ready");
        while (await Console.In.ReadLineAsync() is { } line)
        {
            if (line == "cpu") Console.Out.WriteLine(Environment.CpuUsage.TotalTime.TotalMicroseconds);
        }
        await store.StopAsync();
        return 0;
    }
}
