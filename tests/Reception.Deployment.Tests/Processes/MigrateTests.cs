using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Reception.Tests;

namespace Reception.Deployment.Tests.Processes;

/// <summary><c>migrate</c> as an operator types it: from the embedded store to Azurite, and the silo on the copy.</summary>
public sealed class MigrateTests : IDisposable
{
    private const string Admin = "an-admin-token-for-the-migration";
    private readonly string _folder = Directory.CreateTempSubdirectory("reception-migrate-").FullName;
    private readonly string _url = $"http://127.0.0.1:{FreePorts.Next()}";

    private readonly Dictionary<string, string?> _environment = new()
    {
        ["Reception__AdminToken"] = Admin,
        ["Reception__TokenKey"] = Convert.ToBase64String(new byte[32]),
        ["Reception__Storage__Azurite__ProgramFolder"] = Path.Combine(TestRun.Root, "artifacts", "azurite"),
    };

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Migrate_ToAzurite_TheSiloGoesOnWithTheCopy()
    {
        using var http = new HttpClient { BaseAddress = new Uri(_url), DefaultRequestHeaders = { Authorization = new("Bearer", Admin) } };
        JsonObject before;
        await using (var silo = Silo("sqlite"))
        {
            await silo.SaysAsync("is open");
            before = await ShopAsync(http);
            Assert.Equal(0, await silo.SignalAsync(15));
        }

        for (var time = 0; time < 2; time++) // the second finds everything there
        {
            await using var migrate = StartedProgram.Start("Reception.Silo", ["migrate", "--from", "sqlite", "--to", "azurite", "--data", _folder], _environment);
            Assert.True(await migrate.EndsAsync() == 0, migrate.Text);
            Assert.Contains("Both read the same, digest ", migrate.Text, StringComparison.Ordinal);
        }

        await using var moved = Silo("azurite");
        await moved.SaysAsync("is open");
        Assert.Equal(before.ToJsonString(), (await ShopAsync(http)).ToJsonString());
    }

    [Theory]
    [InlineData("--from", "sqlite")]
    [InlineData("--from", "sqlite", "--to", "sqlite")]
    [InlineData("--from", "azure", "--to", "azurite")]
    [InlineData("--from", "sqlite", "--to", "redis")]
    [InlineData("--from", "sqlite", "--to", "azurite", "--url", "x", "--speed", "9")]
    public async Task Migrate_Misused_EndsWith2_AndSaysHow(params string[] arguments)
    {
        await using var migrate = StartedProgram.Start("Reception.Silo", ["migrate", .. arguments], _environment);
        Assert.Equal(2, await migrate.EndsAsync());
        Assert.Contains("migrate --from sqlite|azure|azurite", migrate.Text, StringComparison.Ordinal);
    }

    private StartedProgram Silo(string storage) => StartedProgram.Start(
        "Reception.Silo", ["--storage", storage, "--data", _folder, "--url", _url, "--silo-port", $"{FreePorts.Next()}", "--gateway-port", $"{FreePorts.Next()}", "--demo", storage == "sqlite" ? "true" : "false"], _environment);

    private static async Task<JsonObject> ShopAsync(HttpClient http) => (await http.GetFromJsonAsync<JsonObject>("/api/v1/shops/demo", TestContext.Current.CancellationToken))!;
}
