using System.Diagnostics;
using System.Reflection;
using Reception.Tests;

namespace Reception.EndToEnd;

/// <summary>The command line's simulation on its sample, without any server.</summary>
public sealed class SimulateTests
{
    private static readonly string Samples = Path.Combine(TestRun.Root, "client", "samples", "Simulation");

    [Fact]
    public async Task Simulate_TwoPolicies_PrintsBothAndWritesThePage()
    {
        var page = Path.Combine(Directory.CreateTempSubdirectory("reception-simulate-").FullName, "page.html");
        var (code, said) = await RunAsync("simulate", Sample("policy.yaml"), Sample("demand.yaml"), "--compare", Sample("policy-widening.yaml"), "--runs", "1", "--html", page);
        Assert.True(code == 0, said);
        Assert.Contains("Second less first", said, StringComparison.Ordinal);
        var html = await File.ReadAllTextAsync(page);
        Assert.Contains("<svg", html, StringComparison.Ordinal);
        Assert.DoesNotContain("http", html, StringComparison.Ordinal); // nothing from a network
    }

    [Fact]
    public async Task Simulate_BrokenFiles_TellsEveryMistakeAtOnce()
    {
        var folder = Directory.CreateTempSubdirectory("reception-simulate-").FullName;
        var (policy, demand) = (Path.Combine(folder, "p.yaml"), Path.Combine(folder, "d.yaml"));
        await File.WriteAllTextAsync(policy, "name: Shop\n");
        await File.WriteAllTextAsync(demand, "agents: [{ name: a, queues: [q], capacity: 0 }]\narrivals: [{ name: x, hours: { \"9\": 1 } }]\n");
        var (code, said) = await RunAsync("simulate", policy, demand);
        Assert.Equal(2, code);
        Assert.Contains("p.yaml: ", said, StringComparison.Ordinal);
        Assert.Contains("agents[0].capacity", said, StringComparison.Ordinal);
        Assert.Contains("arrivals[0].hours", said, StringComparison.Ordinal);
        Assert.Contains("arrivals[0].handling", said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Staffing_Sample_PrintsEachHour()
    {
        var (code, said) = await RunAsync("staffing", Sample("demand.yaml"));
        Assert.True(code == 0, said);
        Assert.Contains("16:00", said, StringComparison.Ordinal);
        Assert.Contains("23:00", said, StringComparison.Ordinal);
    }

    private static string Sample(string name) => Path.Combine(Samples, name);

    private static async Task<(int Code, string Said)> RunAsync(params string[] arguments)
    {
        var cli = typeof(SimulateTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "CliOutput").Value!;
        var start = new ProcessStartInfo("dotnet", [Path.Combine(cli, "Reception.Cli.dll"), .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var complaints = process.StandardError.ReadToEndAsync();
        var said = await process.StandardOutput.ReadToEndAsync().WaitAsync(Waits.Limit);
        await process.WaitForExitAsync().WaitAsync(Waits.Limit);
        return (process.ExitCode, said + await complaints);
    }
}
