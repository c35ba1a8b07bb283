using System.Diagnostics.Metrics;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Reception.Telemetry.Tests;

/// <summary>A process without a gateway: who may read its metrics, what it writes for Prometheus to find it, and that what it says is the text format.</summary>
public sealed class MetricsListenerTests : IDisposable
{
    private const string Token = "a-metrics-token-of-the-tests";
    private readonly string _folder = Directory.CreateTempSubdirectory("reception-metrics-").FullName;
    private readonly HttpClient _http = new();

    public void Dispose()
    {
        _http.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Metrics_OfAwkwardNamesAndTexts_AreTheTextFormat()
    {
        using var host = await StartAsync();
        using var meter = host.Services.GetRequiredService<IMeterFactory>().Create("Reception.Awkward");
        meter.CreateCounter<long>("reception.awkward-counter", "{thing}", "What \"it\" is:\na \\ b").Add(3, new KeyValuePair<string, object?>("why", "a \"b\"\\c\nd{e}, 中文"));
        meter.CreateUpDownCounter<long>("reception.up.and.down", "{thing}").Add(-2);
        var times = meter.CreateHistogram("reception.times", "s", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.001, 1, 10] });
        foreach (var time in new[] { 0.0005, 0.5, 0.5, 60 }) times.Record(time);

        var families = TextFormat.Parse(await TextAsync(host));

        var counter = families["reception_awkward_counter_total"];
        Assert.Equal(("counter", 3.0, "a \"b\"\\c\nd{e}, 中文"), (counter.Type, counter.Samples.Single().Value, counter.Samples.Single().Labels["why"]));
        Assert.Equal(("gauge", -2.0), (families["reception_up_and_down"].Type, families["reception_up_and_down"].Samples.Single().Value));
        var histogram = families["reception_times_seconds"];
        Assert.Equal([1, 3, 3, 4], histogram.Samples.Where(sample => sample.Name.EndsWith("_bucket", StringComparison.Ordinal)).Select(sample => sample.Value));
        Assert.Equal(61.0005, histogram.Samples.Single(sample => sample.Name.EndsWith("_sum", StringComparison.Ordinal)).Value, 6);
    }

    [Fact]
    public async Task Metrics_WhenOpenMetricsIsAskedFor_EndAsItSays()
    {
        using var host = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, Url(host, "/metrics"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        request.Headers.TryAddWithoutValidation("Accept", "application/openmetrics-text;version=1.0.0");

        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal("application/openmetrics-text", response.Content.Headers.ContentType?.MediaType);
        Assert.EndsWith("# EOF\n", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/metrics", Token, 200)]
    [InlineData("GET", "/metrics", null, 401)]
    [InlineData("GET", "/metrics", "another-token-of-the-tests-", 401)]
    [InlineData("POST", "/metrics", Token, 405)]
    [InlineData("GET", "/health/live", null, 200)]
    [InlineData("GET", "/health/ready", null, 200)]
    [InlineData("POST", "/health/ready", null, 404)]
    [InlineData("GET", "/", Token, 404)]
    [InlineData("GET", "/metrics/more", Token, 404)]
    public async Task Listener_AnswersWhoHasTheToken_AndNothingElse(string method, string path, string? token, int status)
    {
        using var host = await StartAsync();
        Assert.Equal(status, await StatusAsync(host, method, path, token));
    }

    [Fact]
    public async Task Health_ProcessThatIsAskedToStop_IsAliveAndNotReady()
    {
        using var host = await StartAsync();
        host.Services.GetRequiredService<IHostApplicationLifetime>().StopApplication();
        Assert.Equal((200, 503), (await StatusAsync(host, "GET", "/health/live", null), await StatusAsync(host, "GET", "/health/ready", null)));
    }

    [Fact]
    public async Task Listener_WithoutAToken_DoesNotListen()
    {
        using var host = await StartAsync(token: null);
        Assert.Null(host.Services.GetRequiredService<MetricsListener>().Address);
        Assert.Empty(Targets());
    }

    [Fact]
    public async Task Listener_OpenToThisMachine_NeedsNoToken()
    {
        using var host = await StartAsync(token: null, anonymous: true);
        Assert.Equal(200, await StatusAsync(host, "GET", "/metrics", null));
    }

    [Fact]
    public async Task Listener_WhoseAddressIsTaken_LeavesTheProcessRunning()
    {
        using var first = await StartAsync();
        using var second = await StartAsync(listen: first.Services.GetRequiredService<MetricsListener>().Address!.ToString());
        Assert.Null(second.Services.GetRequiredService<MetricsListener>().Address);
        Assert.Single(Targets());
    }

    [Fact]
    public async Task Target_IsThere_WhileTheProcessIs()
    {
        var host = await StartAsync();
        var address = host.Services.GetRequiredService<MetricsListener>().Address!.ToString();

        using (var target = JsonDocument.Parse(await File.ReadAllTextAsync(Targets().Single(), TestContext.Current.CancellationToken)))
        {
            Assert.Equal(address, target.RootElement[0].GetProperty("targets")[0].GetString());
            Assert.Equal("silo-1", target.RootElement[0].GetProperty("labels").GetProperty("process").GetString());
        }
        await host.StopAsync(TestContext.Current.CancellationToken);
        host.Dispose();
        Assert.Empty(Targets());
    }

    private async Task<IHost> StartAsync(string? token = Token, bool anonymous = false, string listen = "127.0.0.1:0")
    {
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.ClearProviders();
        builder.Configuration[$"{TelemetryOptions.Section}:Listen"] = listen;
        builder.Configuration[$"{TelemetryOptions.Section}:AnonymousFromLoopback"] = anonymous.ToString();
        builder.AddReceptionTelemetry("silo", "silo-1").AddReceptionMetricsListener("silo", "silo-1", _folder, () => token);
        var host = builder.Build();
        await host.StartAsync(TestContext.Current.CancellationToken);
        return host;
    }

    private string[] Targets() => Directory.Exists(Path.Combine(_folder, TargetFile.Folder)) ? Directory.GetFiles(Path.Combine(_folder, TargetFile.Folder), "*.json") : [];

    private static Uri Url(IHost host, string path) => new($"http://{host.Services.GetRequiredService<MetricsListener>().Address}{path}");

    private async Task<int> StatusAsync(IHost host, string method, string path, string? token)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), Url(host, path));
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return (int)response.StatusCode;
    }

    private async Task<string> TextAsync(IHost host)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Url(host, "/metrics"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        using var response = await _http.SendAsync(request, TestContext.Current.CancellationToken);
        return await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }
}
