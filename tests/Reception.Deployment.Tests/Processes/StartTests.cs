using System.Net.Http.Headers;
using Reception.Deployment.Tests.Settings;
using Reception.Tests;

namespace Reception.Deployment.Tests.Processes;

/// <summary>The programs as they are started: mistakes end them with words, and nothing secret is ever written.</summary>
public sealed class StartTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("reception-start-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("Reception.Silo", 5)]
    [InlineData("Reception.Gateway", 4)]
    public async Task Start_ManyMistakes_EndsWith2_OneLineForEach_NoStackTrace(string program, int mistakes)
    {
        await using var started = StartedProgram.Start(program, ["--data", _folder, "--url", "nowhere"], new Dictionary<string, string?>
        {
            ["Reception__AdminToken"] = "too-short-a-secret",
            ["Reception__Drain__Grace"] = "30",
            ["Reception__SiloPort"] = "many", // nothing to a gateway
        });

        Assert.Equal(2, await started.EndsAsync());
        var lines = started.Text.Split('\n');
        Assert.True(lines.Length == mistakes && lines.All(line => line.Contains("Reception:", StringComparison.Ordinal)), started.Text);
        Assert.DoesNotContain("   at ", started.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("too-short-a-secret", started.Text, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder)); // nothing was opened
    }

    [Fact]
    public async Task Start_StorageThatIsNone_EndsWith2()
    {
        await using var started = StartedProgram.Start("Reception.Silo", ["--data", _folder, "--storage", "redis"], new Dictionary<string, string?> { ["Reception__TokenKey"] = Secret(64) });
        Assert.Equal(2, await started.EndsAsync());
        Assert.Equal("Reception:Storage:Kind 'redis' is none of sqlite, azure, azurite.", started.Text);
    }

    /// <summary>All secrets of docs/configuration.md, half of them from files; the log at its most talkative; requests with right and wrong tokens.</summary>
    [Fact]
    public async Task Run_EverySecretSet_NoneIsWritten()
    {
        var secrets = SettingsTable.Documented.Where(row => row.IsSecret).Select(row => row.Variable.Replace("{name}", "demo", StringComparison.Ordinal).Replace("{n}", "0", StringComparison.Ordinal))
            .Except(["Reception__Network__AzureTables", "Reception__Network__CertificatePassword"]) // these need the other runtime
            .ToDictionary(variable => variable, variable => variable == "Reception__TokenKey" ? Secret(48) : $"hush-{variable.ToLowerInvariant().Replace('_', '-')}-{Secret(9).Replace("+", "p", StringComparison.Ordinal).Replace("/", "s", StringComparison.Ordinal)}");
        Assert.True(secrets.Count >= 7);
        var files = Directory.CreateDirectory(Path.Combine(_folder, "secrets")).FullName;
        var environment = new Dictionary<string, string?>
        {
            ["Logging__LogLevel__Default"] = "Trace",
            ["Logging__LogLevel__Microsoft.AspNetCore"] = "Trace",
            ["Logging__LogLevel__Microsoft.Hosting.Lifetime"] = "Trace",
            ["Reception__SecretsFolder"] = files,
            ["Reception__Storage__Azure__Prefix"] = "reception", // its secrets are not used by the embedded store; set they are
            ["Reception__LanguageModel__Endpoint"] = "http://127.0.0.1:9/v1",
            ["Reception__LanguageModel__Model"] = "none",
            ["Reception__Orders__Url"] = "http://127.0.0.1:9/{customer}",
            ["Reception__Orders__Shops__demo__Url"] = "http://127.0.0.1:9/demo/{customer}",
        };
        foreach (var (number, (variable, value)) in secrets.Index())
        {
            if (number % 2 == 0) environment[variable] = value;
            else await File.WriteAllTextAsync(Path.Combine(files, variable), value, TestContext.Current.CancellationToken);
        }
        var url = $"http://127.0.0.1:{FreePorts.Next()}";
        await using var silo = StartedProgram.Start("Reception.Silo", ["--data", Path.Combine(_folder, "data"), "--url", url, "--silo-port", $"{FreePorts.Next()}", "--gateway-port", $"{FreePorts.Next()}", "--demo", "true"], environment);
        await silo.SaysAsync("is open");

        using var http = new HttpClient { BaseAddress = new Uri(url) };
        Assert.Equal(200, await GetAsync(http, "/api/v1/shops/demo", secrets["Reception__AdminToken"]));
        Assert.Equal(200, await GetAsync(http, "/metrics", secrets["Reception__MetricsToken"]));
        Assert.Equal(200, await GetAsync(http, "/api/v1/scaling", secrets["Reception__OperationsToken"]));
        Assert.Equal(401, await GetAsync(http, "/api/v1/scaling", secrets["Reception__TokenKey"]));
        Assert.Equal(0, await silo.SignalAsync(15));

        var text = silo.Text;
        Assert.Contains("trce", text, StringComparison.Ordinal); // it did talk
        Assert.All(secrets, secret => Assert.False(text.Contains(secret.Value, StringComparison.Ordinal), secret.Key));
    }

    private static async Task<int> GetAsync(HttpClient http, string path, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
        using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
        return (int)answer.StatusCode;
    }

    private static string Secret(int bytes) => Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(bytes));
}
