using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Reception.Tests;

namespace Reception.Deployment.Tests.Processes;

/// <summary><c>--storage azurite</c> as a user types it: one process and what stands beside it.</summary>
public sealed partial class AzuriteSiloTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("reception-azurite-silo-").FullName;
    private readonly string _url = $"http://127.0.0.1:{FreePorts.Next()}";

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Silo_StoppedAndStartedAgain_KeepsWhatItWasTold_AndAzuriteEndsWithIt()
    {
        string admin;
        int port;
        await using (var silo = Start())
        {
            await silo.SaysAsync("is open");
            port = AzuritePort();
            admin = await File.ReadAllTextAsync(Path.Combine(_folder, "admin.token"), TestContext.Current.CancellationToken);
            Assert.Equal(1, await VersionAsync(admin));
            Assert.False(File.Exists(Path.Combine(_folder, "reception.db"))); // nothing of the embedded store
            Assert.Equal(0, await silo.SignalAsync(15));
            Assert.Contains("azurite  | has ended with code 0", silo.Text, StringComparison.Ordinal);
        }
        await GoneAsync(port);

        await using var again = Start();
        await again.SaysAsync("is open");
        Assert.Equal(1, await VersionAsync(admin)); // the shop was there: the demo did not make it anew
        Assert.DoesNotContain(" fail", again.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Silo_Killed_TakesAzuriteWithIt()
    {
        await using var silo = Start();
        await silo.SaysAsync("is open");
        var port = AzuritePort();
        Assert.NotEqual(0, await silo.SignalAsync(9));
        await GoneAsync(port);
    }

    [Fact]
    public async Task Silo_WithoutNode_EndsWith2_AndSaysWhatIsMissing()
    {
        await using var silo = Start(new() { ["PATH"] = _folder, ["DOTNET_ROOT"] = Environment.GetEnvironmentVariable("DOTNET_ROOT") ?? Path.GetDirectoryName(Environment.ProcessPath) });
        Assert.Equal(2, await silo.EndsAsync());
        Assert.Contains("There is no 'node'. --storage azurite needs Node.js 20 or newer", silo.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", silo.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Join_WhereNoAzuriteRuns_EndsWith2()
    {
        await using var silo = StartedProgram.Start("Reception.Silo", ["--join", "--storage", "azurite", "--data", _folder]);
        Assert.Equal(2, await silo.EndsAsync());
        Assert.StartsWith("No Azurite runs for", silo.Text, StringComparison.Ordinal);
    }

    private StartedProgram Start(Dictionary<string, string?>? environment = null)
    {
        environment ??= [];
        environment["ASPNETCORE_ENVIRONMENT"] = environment["DOTNET_ENVIRONMENT"] = "Development";
        environment["Reception__Storage__Azurite__ProgramFolder"] = Path.Combine(TestRun.Root, "artifacts", "azurite");
        return StartedProgram.Start("Reception.Silo", ["--storage", "azurite", "--data", _folder, "--url", _url, "--silo-port", $"{FreePorts.Next()}", "--gateway-port", $"{FreePorts.Next()}"], environment);
    }

    private int AzuritePort() => int.Parse(BlobPort().Match(File.ReadAllText(Path.Combine(_folder, "azurite", "connection"))).Groups[1].Value);

    private async Task<int> VersionAsync(string admin)
    {
        using var http = new HttpClient { BaseAddress = new Uri(_url), DefaultRequestHeaders = { Authorization = new("Bearer", admin) } };
        var knowledge = await http.GetFromJsonAsync<System.Text.Json.Nodes.JsonObject>("/api/v1/shops/demo", TestContext.Current.CancellationToken);
        return knowledge!["version"]!.GetValue<int>();
    }

    /// <summary>Nobody listens there any more.</summary>
    private static async Task GoneAsync(int port)
    {
        using var limit = new CancellationTokenSource(StartedProgram.Limit);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (true)
        {
            using var socket = new TcpClient();
            try
            {
                await socket.ConnectAsync("127.0.0.1", port, limit.Token);
            }
            catch (SocketException)
            {
                return;
            }
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }

    [GeneratedRegex(@"BlobEndpoint=http://127\.0\.0\.1:(\d+)/")]
    private static partial Regex BlobPort();
}
