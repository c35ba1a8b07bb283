using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Reception.Tests;

namespace Reception.Deployment.Tests.Processes;

/// <summary><c>--silos N --storage azurite</c>: several silos over one Azurite, one of them killed.</summary>
public sealed class ClusterTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("reception-azurite-cluster-").FullName;
    private readonly string _url = $"http://127.0.0.1:{FreePorts.Next()}";

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Cluster_SiloKilled_KeepsWhatItWasTold_AndEndsInOrder()
    {
        var cancel = TestContext.Current.CancellationToken;
        await using var cluster = StartedProgram.Start("Reception.Silo", ["--silos", "2", "--storage", "azurite", "--data", _folder, "--url", _url, "--silo-port", $"{FreePorts.Next()}", "--gateway-port", $"{FreePorts.Next()}"], new Dictionary<string, string?>
        {
            ["ASPNETCORE_ENVIRONMENT"] = "Development",
            ["DOTNET_ENVIRONMENT"] = "Development",
            ["Reception__Storage__Azurite__ProgramFolder"] = Path.Combine(TestRun.Root, "artifacts", "azurite"),
        });
        await cluster.SaysAsync("ready cluster");
        using var http = new HttpClient { BaseAddress = new Uri(_url), DefaultRequestHeaders = { Authorization = new("Bearer", await File.ReadAllTextAsync(Path.Combine(_folder, "admin.token"), cancel)) } };
        await RenameAsync(http, "Before the kill", version: 1);
        var silo = SiloNamed("silo-1");
        Assert.Equal(0, StartedProgram.Kill(silo, 9));
        await cluster.SaysAsync("silo-1   | ended with code");

        await RenameAsync(http, "After the kill", version: 2);
        var shop = await GetAsync(http, shop => $"{shop["policy"]!["name"]}" == "After the kill");
        Assert.Equal(3, shop["version"]!.GetValue<int>());
        var code = await cluster.SignalAsync(15);
        Assert.True(code == 0, $"{code}\n{cluster.Text}");
        Assert.Contains("azurite  | has ended with code 0", cluster.Text, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder, "azurite", "connection")));
    }

    /// <summary>The silo that the supervisor started under this name for this folder.</summary>
    private int SiloNamed(string name) => Process.GetProcesses().Single(process => CommandLine(process.Id) is var line && line.Contains(_folder, StringComparison.Ordinal) && line.Contains($"--name {name} ", StringComparison.Ordinal)).Id;

    private static string CommandLine(int process)
    {
        try
        {
            return File.ReadAllText($"/proc/{process}/cmdline").Replace('\0', ' ');
        }
        catch (IOException)
        {
            return ""; // it has ended since
        }
    }

    /// <summary>Writes once what can be written; a call that met the dead silo is made again, and a version says whether the first one counted.</summary>
    private static async Task RenameAsync(HttpClient http, string name, int version)
    {
        var shop = await GetAsync(http, shop => shop["version"]!.GetValue<int>() >= version);
        var policy = shop["policy"]!.DeepClone();
        policy["name"] = name;
        using var limit = new CancellationTokenSource(StartedProgram.Limit);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        do
        {
            using var request = new HttpRequestMessage(HttpMethod.Put, "/api/v1/shops/demo") { Content = JsonContent.Create(policy), Headers = { { "If-Match", $"\"{version}\"" } } };
            using var answer = await http.SendAsync(request, limit.Token);
            if (answer.IsSuccessStatusCode || (int)answer.StatusCode == 412) return;
        }
        while (await timer.WaitForNextTickAsync(limit.Token));
    }

    private static async Task<JsonObject> GetAsync(HttpClient http, Func<JsonObject, bool> holds)
    {
        using var limit = new CancellationTokenSource(StartedProgram.Limit);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (true)
        {
            using var answer = await http.GetAsync(new Uri("/api/v1/shops/demo", UriKind.Relative), limit.Token);
            if (answer.IsSuccessStatusCode && await answer.Content.ReadFromJsonAsync<JsonObject>(limit.Token) is { } shop && holds(shop)) return shop;
            await timer.WaitForNextTickAsync(limit.Token);
        }
    }
}
