using System.Diagnostics;
using System.Reflection;

namespace Reception.EndToEnd;

/// <summary>The command line against a running silo, as README shows it.</summary>
public sealed class AskTests
{
    [Theory]
    [InlineData("demo", "什么时候发货", "发货")]
    [InlineData("demo-en", "when will my order ship", "3 pm")]
    public async Task Ask_DemoShop_PrintsTheAnswer(string shop, string question, string expected)
    {
        await using var silo = await SiloProcess.StartAsync();
        var cli = typeof(AskTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "CliOutput").Value!;
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { Path.Combine(cli, "Reception.Cli.dll"), "ask", "--shop", shop, question, "--url", silo.Url.ToString() },
        };
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync().WaitAsync(Waits.Limit);
        var complained = await process.StandardError.ReadToEndAsync().WaitAsync(Waits.Limit);
        await process.WaitForExitAsync().WaitAsync(Waits.Limit);
        Assert.True(process.ExitCode == 0, $"{said}\n{complained}");
        Assert.Contains(expected, said, StringComparison.OrdinalIgnoreCase);
    }
}
