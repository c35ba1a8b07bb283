using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Hosting;
using Reception.Benchmarks.Routing;
using Reception.Client.Web.Rest;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.LoadTest.Hosting;
using Reception.LoadTest.Profiles;

namespace Reception.Benchmarks.Open;

/// <summary>
/// What a message costs while 1,000 to a million conversations are open and active on one silo, and what memory they take: in the silo's process with its
/// store (<c>synchronous=FULL</c>), no sockets. Then the silo is started again on the same data, so that nothing is active, and memory is taken once more.
/// Usage: <c>open [MOST] [PLOT.svg]</c>, 1,000,000 unless told.
/// </summary>
internal static class OpenBenchmark
{
    private const int AtOnce = 128;
    private const int Messages = 30_000;
    private const int Rounds = 3;
    private static readonly string[] Lines = ["什么时候发货", "发什么快递", "可以指定发顺丰吗", "你们仓库在哪", "怎么退货"];

    public static async Task<int> RunAsync(string[] args)
    {
        var most = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 1_000_000;
        var folder = Directory.CreateTempSubdirectory("reception-open-").FullName;
        try
        {
            var points = await MeasureAsync(folder, most);
            if (args.Length > 1) await File.WriteAllTextAsync(args[1], ScalePlot.Svg([("CPU per message", points)]));
            await RestAsync(folder, points[^1].Size);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        return 0;
    }

    private static async Task<IReadOnlyList<(int Size, double Microseconds)>> MeasureAsync(string folder, int most)
    {
        var points = new List<(int, double)>();
        await using var silo = await StartAsync(folder);
        using var http = new HttpClient();
        var profile = ProfileReader.Read(ShippedProfiles.Find("steady")!, [])!;
        var shops = new LoadShops(new ReceptionApi(http, silo.Url, silo.AdminToken), "open", profile with { Agents = profile.Agents with { Count = 0 } }, "zh");
        await shops.CreateAsync(await KnowledgeAsync());
        var (crowd, open) = (new OpenCrowd(silo.Services.GetRequiredService<IGrainFactory>(), new ShopId(shops.Shops[0]), Lines, AtOnce), 0);
        await crowd.PostAsync(Enumerable.Range(0, 200).Select(n => -1 - n)); // warms the code up, and the memory that all share
        for (var n = 0; n < 20; n++) await crowd.PostAsync(Enumerable.Range(0, 200).Select(n => -1 - n));
        var before = Memory();
        Console.WriteLine("open and active      CPU µs per message   messages/s   memory a conversation, bytes");
        foreach (var size in new[] { 1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000 }.Where(size => size <= most))
        {
            await crowd.PostAsync(Enumerable.Range(open, size - open));
            open = size;
            var memory = (Memory() - before) / (double)size;
            var runs = new List<(double Cpu, double PerSecond)>();
            for (var round = 0; round < Rounds; round++) runs.Add(await CostAsync(crowd, size, round));
            var cpu = runs.Select(run => run.Cpu).Order().ElementAt(Rounds / 2);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{size,15:N0}   {cpu,20:0.0}   {runs.Max(run => run.PerSecond),10:N0}   {memory,20:N0}"));
            points.Add((size, cpu));
        }
        return points;
    }

    private static async Task<(double Cpu, double PerSecond)> CostAsync(OpenCrowd crowd, int size, int round)
    {
        var random = new Random(round);
        var (cpu, start) = (Environment.CpuUsage.TotalTime, TimeProvider.System.GetTimestamp());
        await crowd.PostAsync(Enumerable.Range(0, Messages).Select(_ => random.Next(size)));
        return ((Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / Messages, Messages / TimeProvider.System.GetElapsedTime(start).TotalSeconds);
    }

    /// <summary>None is active any more, as after the collection of idle activations; what is left is the store's.</summary>
    private static async Task RestAsync(string folder, int size)
    {
        var empty = Directory.CreateTempSubdirectory("reception-open-empty-").FullName;
        long without;
        await using (await StartAsync(empty)) without = Memory();
        Directory.Delete(empty, recursive: true);
        await using var silo = await StartAsync(folder);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{size,15:N0} open, none active: {(Memory() - without) / (double)size:N1} bytes a conversation"));
    }

    /// <summary>That of the demo shop.</summary>
    private static async Task<string> KnowledgeAsync()
    {
        using var reader = new StreamReader(typeof(InProcessSilo).Assembly.GetManifestResourceStream("demo.knowledge")!);
        return await reader.ReadToEndAsync();
    }

    private static Task<InProcessSilo> StartAsync(string folder) => InProcessSilo.StartAsync(folder, silo => silo.Configure<GrainCollectionOptions>(options => options.CollectionAge = TimeSpan.FromHours(6)));

    private static long Memory()
    {
        for (var i = 0; i < 2; i++)
        {
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
            GC.WaitForPendingFinalizers();
        }
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
