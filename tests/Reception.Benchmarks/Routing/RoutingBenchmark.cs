using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Reception.Benchmarks.Routing;

/// <summary>One queue's decisions by size, beside a linear scan: <c>-- routing [iterations]</c>. Build with -c Release.</summary>
internal static class RoutingBenchmark
{
    public static Task<int> RunAsync(string[] args)
    {
        var iterations = args.Length > 0 ? int.Parse(args[0], System.Globalization.CultureInfo.InvariantCulture) : 30;
        // In process: nothing is generated or built, and the collector is the one of this project (workstation, not concurrent).
        var job = Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithInvocationCount(1).WithUnrollFactor(1).WithWarmupCount(5).WithIterationCount(iterations);
        var config = ManualConfig.CreateEmpty().AddJob(job).AddDiagnoser(MemoryDiagnoser.Default).AddLogger(ConsoleLogger.Default)
            .AddColumnProvider(DefaultColumnProviders.Params, DefaultColumnProviders.Statistics, DefaultColumnProviders.Metrics).AddColumn(TargetMethodColumn.Method, StatisticColumn.Median, StatisticColumn.P95)
            .AddExporter(MarkdownExporter.GitHub).WithOptions(ConfigOptions.DisableOptimizationsValidator);
        BenchmarkRunner.Run<QueueBenchmarks>(config);
        return Task.FromResult(0);
    }
}
