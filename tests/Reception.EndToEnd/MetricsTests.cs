using System.Net.Http.Headers;
using System.Text.Json;
using Reception.Tests;

namespace Reception.EndToEnd;

/// <summary>A whole cluster on this machine is scraped by what its processes write into the data folder, each with its own figures.</summary>
public sealed class MetricsTests
{
    [Fact]
    public async Task Cluster_EveryProcess_IsFoundAndAnswers()
    {
        var folder = Directory.CreateTempSubdirectory("reception-metrics-").FullName;
        try
        {
            var targets = Path.Combine(folder, "metrics");
            await using (var cluster = ClusterProcess.Start("--silos", "2", "--data", folder, "--url", $"http://127.0.0.1:{FreePorts.Next()}", "--demo", "false"))
            {
                await cluster.SaysAsync(0, "ready cluster");
                await Waits.UntilAsync(() => Task.FromResult(Directory.Exists(targets) && Directory.GetFiles(targets, "*.json").Length == 4), () => $"four targets in {targets}");

                var token = (await File.ReadAllTextAsync(Path.Combine(folder, "metrics.token"), TestContext.Current.CancellationToken)).Trim();
                using var http = new HttpClient();
                foreach (var (process, address) in await ReadAsync(targets))
                {
                    Assert.Equal(401, (int)(await http.GetAsync(new Uri($"http://{address}/metrics"), TestContext.Current.CancellationToken)).StatusCode);
                    using var request = new HttpRequestMessage(HttpMethod.Get, $"http://{address}/metrics") { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
                    using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
                    var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
                    Assert.Contains("reception_process_cpu_seconds_total", text, StringComparison.Ordinal);
                    Assert.Equal(process == "store", text.Contains("reception_journal_conversations", StringComparison.Ordinal));
                    Assert.Equal(process.StartsWith("silo-", StringComparison.Ordinal), text.Contains("orleans_catalog_activations", StringComparison.Ordinal));
                }
                await ClusterProcess.SignalAsync(cluster.Id, "TERM");
                await cluster.EndAsync();
            }
            Assert.Empty(Directory.GetFiles(targets, "*.json"));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<IReadOnlyDictionary<string, string>> ReadAsync(string folder)
    {
        var found = new Dictionary<string, string>();
        foreach (var file in Directory.GetFiles(folder, "*.json"))
        {
            using var target = JsonDocument.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
            found.Add(target.RootElement[0].GetProperty("labels").GetProperty("process").GetString()!, target.RootElement[0].GetProperty("targets")[0].GetString()!);
        }
        return found;
    }
}
