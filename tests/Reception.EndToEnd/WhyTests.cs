using System.Diagnostics;
using System.Reflection;
using Reception.Client.Web.Rest;

namespace Reception.EndToEnd;

/// <summary>Why a demo customer waits and why his agent has him, at the command line as README shows it.</summary>
public sealed class WhyTests
{
    [Fact]
    public async Task Why_DemoCustomer_SaysWhatWouldServeHimAndThenWhoAndWhy()
    {
        await using var silo = await SiloProcess.StartAsync();
        using var http = new HttpClient();
        await using var customer = await Talker.StartAsync(silo, "demo", "first");
        await customer.AskForHumanAsync();

        var waits = await WhyAsync(silo, customer.Conversation, "no agent is online");
        Assert.Contains("waits in general", waits, StringComparison.Ordinal);
        Assert.Contains("place 1", waits, StringComparison.Ordinal);
        Assert.Contains("next step", waits, StringComparison.Ordinal);

        await using var seat = await Seat.TakeAsync(silo, new ReceptionApi(http, silo.Url, silo.AdminToken), "lin");
        var served = await WhyAsync(silo, customer.Conversation, "is with 林小雨");
        Assert.Contains("he alone fits (load-ratio)", served, StringComparison.Ordinal);
        Assert.DoesNotContain("next step", served, StringComparison.Ordinal);
    }

    /// <summary>What the command prints, once it has these words: the queue and the agent hear of it a moment after the customer.</summary>
    private static async Task<string> WhyAsync(SiloProcess silo, string conversation, string words)
    {
        var said = "";
        await Waits.UntilAsync(async () => (said = await RunAsync(silo, "conversations", "why", conversation)).Contains(words, StringComparison.Ordinal), () => $"'{words}', but: {said}");
        return said;
    }

    private static async Task<string> RunAsync(SiloProcess silo, params string[] arguments)
    {
        var cli = typeof(WhyTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "CliOutput").Value!;
        var start = new ProcessStartInfo("dotnet", [Path.Combine(cli, "Reception.Cli.dll"), .. arguments, "--url", silo.Url.ToString(), "--token", silo.AdminToken]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var said = await process.StandardOutput.ReadToEndAsync().WaitAsync(Waits.Limit);
        await process.WaitForExitAsync().WaitAsync(Waits.Limit);
        return said;
    }
}
