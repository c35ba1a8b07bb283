using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Reception.Tests;

namespace Reception.Deployment.Tests.Processes;

/// <summary>docs/deploy.md, "Back-up and restore": a copy of a running store, taken by another program, started in a folder of its own.</summary>
public sealed class BackupTests : IDisposable
{
    private const string Admin = "an-admin-token-for-the-back-up";
    private readonly string _folder = Directory.CreateTempSubdirectory("reception-backup-").FullName;
    private readonly string _url = $"http://127.0.0.1:{FreePorts.Next()}";

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Copy_OfARunningStore_Restored_HasWhatWasThereAtThatMoment()
    {
        var cancel = TestContext.Current.CancellationToken;
        var (data, restored) = (Path.Combine(_folder, "data"), Directory.CreateDirectory(Path.Combine(_folder, "restored")).FullName);
        using var http = new HttpClient { BaseAddress = new Uri(_url), DefaultRequestHeaders = { Authorization = new("Bearer", Admin) } };
        await using (var silo = Start(data))
        {
            await silo.SaysAsync("is open");
            Assert.Equal(2, await RenameAsync(http, "Before the copy"));
            await using (var copy = new SqliteConnection($"Data Source={Path.Combine(data, "reception.db")};Mode=ReadOnly;Pooling=False"))
            {
                await copy.OpenAsync(cancel);
                await using var command = copy.CreateCommand();
                command.CommandText = "VACUUM INTO $to";
                command.Parameters.AddWithValue("$to", Path.Combine(restored, "reception.db"));
                await command.ExecuteNonQueryAsync(cancel);
            }
            Assert.Equal(3, await RenameAsync(http, "After the copy"));
            Assert.NotEqual(0, await silo.SignalAsync(9));
        }

        await using var again = Start(restored);
        await again.SaysAsync("is open");
        var shop = await http.GetFromJsonAsync<JsonObject>("/api/v1/shops/demo", cancel);
        Assert.Equal(("Before the copy", 2), ($"{shop!["policy"]!["name"]}", shop["version"]!.GetValue<int>()));
        Assert.Equal(3, await RenameAsync(http, "Written after the restore"));
        var agents = await http.GetFromJsonAsync<JsonNode>("/api/v1/shops/demo/agents", cancel); // from the projections, which were made again
        Assert.Contains("lin", agents!.ToJsonString(), StringComparison.Ordinal);
    }

    private StartedProgram Start(string data) => StartedProgram.Start(
        "Reception.Silo",
        ["--data", data, "--url", _url, "--silo-port", $"{FreePorts.Next()}", "--gateway-port", $"{FreePorts.Next()}", "--demo", "true"],
        new Dictionary<string, string?> { ["Reception__AdminToken"] = Admin, ["Reception__TokenKey"] = Convert.ToBase64String(new byte[32]) });

    /// <summary>The version that the change got.</summary>
    private static async Task<int> RenameAsync(HttpClient http, string name)
    {
        var shop = (await http.GetFromJsonAsync<JsonObject>("/api/v1/shops/demo", TestContext.Current.CancellationToken))!;
        shop["policy"]!["name"] = name;
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/v1/shops/demo") { Content = JsonContent.Create(shop["policy"]), Headers = { { "If-Match", $"\"{shop["version"]}\"" } } };
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return (await http.GetFromJsonAsync<JsonObject>("/api/v1/shops/demo", TestContext.Current.CancellationToken))!["version"]!.GetValue<int>();
    }
}
