using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Exporters;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Reception.Benchmarks.Routing;

/// <summary>
/// One queue's decisions by size, beside a linear scan: <c>-- routing [iterations] [plot.svg]</c>. Build with -c Release; the table is
/// printed and left in BenchmarkDotNet.Artifacts.
/// </summary>
internal static class RoutingBenchmark
{
    public static async Task<int> RunAsync(string[] args)
    {
        var iterations = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 30;
        // In process: nothing is generated or built, and the collector is the one of this project (workstation, not concurrent).
        var job = Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithInvocationCount(1).WithUnrollFactor(1).WithWarmupCount(60).WithIterationCount(iterations);
        var config = ManualConfig.CreateEmpty().AddJob(job).AddDiagnoser(MemoryDiagnoser.Default).AddLogger(ConsoleLogger.Default)
            .AddColumnProvider(DefaultColumnProviders.Params, DefaultColumnProviders.Statistics, DefaultColumnProviders.Metrics).AddColumn(TargetMethodColumn.Method, StatisticColumn.Median, StatisticColumn.P95)
            .AddExporter(MarkdownExporter.GitHub).WithOptions(ConfigOptions.DisableOptimizationsValidator);
        var summary = BenchmarkRunner.Run<QueueBenchmarks>(config);
        if (summary.HasCriticalValidationErrors || summary.Reports.Any(r => !r.Success)) return 1;
        if (args.Length > 1) await File.WriteAllTextAsync(args[1], ScalePlot.Svg(Medians(summary)));
        return 0;
    }

    private static (string, IReadOnlyList<(int, double)>)[] Medians(Summary summary) =>
        [.. summary.Reports.GroupBy(r => r.BenchmarkCase.Descriptor.WorkloadMethodDisplayInfo.Trim('\'')).Select(g => (g.Key, (IReadOnlyList<(int, double)>)[.. g.Select(Point).OrderBy(p => p.Size)]))];

    private static (int Size, double Microseconds) Point(BenchmarkReport report) =>
        ((int)report.BenchmarkCase.Parameters[nameof(QueueBenchmarks.Waiting)], report.ResultStatistics!.Median / 1_000);
}
