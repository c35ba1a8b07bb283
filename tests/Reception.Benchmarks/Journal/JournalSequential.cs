namespace Reception.Benchmarks.Journal;

/// <summary>
/// Appends one after the other, each awaited, and says the number of each once it is acknowledged: the child of tests that count
/// system calls or kill it. Arguments: the number of appends, the data folder; or, with a connection string in
/// <c>RECEPTION_CONNECTION</c>, the prefix of a store on Azure Storage.
/// </summary>
internal static class JournalSequential
{
    public static async Task<int> RunAsync(string[] arguments)
    {
        var appends = int.Parse(arguments[0], null);
        if (Environment.GetEnvironmentVariable("RECEPTION_CONNECTION") is { } connection) return await AppendToAzureAsync(connection, arguments[1], appends);
        using var bench = new JournalBench(arguments[1]);
        await bench.OpenAsync();
        for (var i = 0; i < appends; i++)
        {
            await bench.AppendOneAsync("demo/web/sequential", i, BitConverter.GetBytes(i));
            Console.Out.WriteLine(i + 1);
        }
        await bench.CloseAsync();
        return 0;
    }

    private static async Task<int> AppendToAzureAsync(string connection, string prefix, int appends)
    {
        using var bench = new AzureBench(connection, prefix);
        for (var i = 0; i < appends; i++)
        {
            await bench.AppendAsync("demo/web/sequential", i, BitConverter.GetBytes(i));
            Console.Out.WriteLine(i + 1);
        }
        return 0;
    }
}
