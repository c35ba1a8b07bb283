using System.Net;
using Reception.Tests;

namespace Reception.Deployment.Tests.Processes;

/// <summary>Behind a balancer limits are of clients when the operator says that the balancer is to be believed, and only then.</summary>
public sealed class ProxyTests : IDisposable
{
    private const int Clients = 40;
    private readonly string _folder = Directory.CreateTempSubdirectory("reception-proxy-").FullName;
    private readonly string _url = $"http://127.0.0.1:{FreePorts.Next()}";

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("true", 0)]
    [InlineData(null, 1)]
    public async Task Limits_OfManyClientsBehindOneBalancer(string? believed, int refusedAtLeast)
    {
        await using var silo = StartedProgram.Start(
            "Reception.Silo",
            ["--data", _folder, "--url", _url, "--silo-port", $"{FreePorts.Next()}", "--gateway-port", $"{FreePorts.Next()}", "--demo", "true"],
            new Dictionary<string, string?>
            {
                ["ASPNETCORE_FORWARDEDHEADERS_ENABLED"] = believed,
                ["Reception__TokenKey"] = Convert.ToBase64String(new byte[32]),
                ["Reception__Rest__VisitorTokensPerSecond"] = "1",
                ["Reception__Rest__VisitorTokenBurst"] = "1",
            });
        await silo.SaysAsync("is open");
        using var http = new HttpClient { BaseAddress = new Uri(_url) };

        var refused = 0;
        for (var client = 0; client < Clients; client++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/shops/demo/visitor-tokens") { Headers = { { "X-Forwarded-For", $"192.0.2.{client}" } } };
            using var answer = await http.SendAsync(request, TestContext.Current.CancellationToken);
            Assert.True(answer.StatusCode is HttpStatusCode.OK or HttpStatusCode.TooManyRequests, $"{answer.StatusCode}");
            if (answer.StatusCode == HttpStatusCode.TooManyRequests) refused++;
        }
        Assert.True(refusedAtLeast == 0 ? refused == 0 : refused >= refusedAtLeast, $"{refused} of {Clients} were refused");
    }
}
