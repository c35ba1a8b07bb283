using System.Text.Json;
using System.Text.RegularExpressions;
using Reception.Tests;
using YamlDotNet.RepresentationModel;

namespace Reception.Telemetry.Tests;

/// <summary>The instruments, docs/metrics.md, the dashboard and the alert rules say the same: a name that one of them gets wrong fails here.</summary>
public sealed partial class CatalogueTests
{
    /// <summary>What the dashboard and the rules use besides the project's own: Prometheus' and those of docs/metrics.md, "From others".</summary>
    private static readonly string[] Others =
    [
        "up", "orleans_catalog_activations", "orleans_app_requests_timedout_total", "dotnet_process_cpu_count", "dotnet_gc_pause_time_seconds_total", "dotnet_gc_last_collection_heap_size_bytes",
    ];

    [Fact]
    public async Task Document_Lists_ExactlyTheInstrumentsThatExist()
    {
        var listed = (await Catalogue.ReadAsync()).Select(one => $"{one.Name} | {one.Type} | {one.Unit} | {one.Labels}");
        var documented = Row().Matches(await ReadAsync("docs/metrics.md")).Select(row => $"{row.Groups[1].Value} | {row.Groups[2].Value} | {row.Groups[3].Value} | {row.Groups[4].Value.Replace("`", "", StringComparison.Ordinal)}");
        Assert.Equal(listed.Order(StringComparer.Ordinal), documented.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Instruments_Have_UnitsOfUcumAndNamesOfThisProject()
    {
        var listed = await Catalogue.ReadAsync();
        Assert.True(listed.Count > 40);
        Assert.All(listed, one => Assert.Matches(@"^(s|By|\{[a-z]+\})$", one.Unit));
        Assert.All(listed, one => Assert.Matches(@"^reception(\.[a-z]+)+$", one.Name));
        Assert.Equal(listed.Count, listed.Select(one => one.Name).Distinct().Count());
    }

    [Fact]
    public async Task Dashboard_Asks_OnlyForWhatExists()
    {
        using var dashboard = JsonDocument.Parse(await ReadAsync("docker/grafana/reception.json"));
        var queries = Panels(dashboard.RootElement).SelectMany(panel => panel.GetProperty("targets").EnumerateArray()).Select(target => target.GetProperty("expr").GetString()!).ToList();
        Assert.True(queries.Count > 20);
        await CheckAsync(queries);
    }

    [Fact]
    public async Task Dashboard_IsOne_ThatGrafanaReads()
    {
        using var dashboard = JsonDocument.Parse(await ReadAsync("docker/grafana/reception.json"));
        var root = dashboard.RootElement;
        Assert.True(root.GetProperty("schemaVersion").GetInt32() >= 39);
        Assert.NotEmpty(root.GetProperty("title").GetString()!);
        Assert.Contains(root.GetProperty("templating").GetProperty("list").EnumerateArray(), variable => variable.GetProperty("type").GetString() == "datasource");
        var panels = Panels(root).ToList();
        Assert.Equal(panels.Count, panels.Select(panel => panel.GetProperty("id").GetInt32()).Distinct().Count());
        Assert.All(panels, panel =>
        {
            Assert.NotEmpty(panel.GetProperty("title").GetString()!);
            Assert.Equal("${source}", panel.GetProperty("datasource").GetProperty("uid").GetString());
            var place = panel.GetProperty("gridPos");
            Assert.InRange(place.GetProperty("x").GetInt32() + place.GetProperty("w").GetInt32(), 1, 24);
        });
    }

    [Fact]
    public async Task Rules_AreComplete_AndAskOnlyForWhatExists()
    {
        var rules = Rules(await ReadAsync("docker/prometheus/alerts.yml"));
        var document = await ReadAsync("docs/metrics.md");
        Assert.True(rules.Count >= 10);
        Assert.Equal(rules.Count, rules.Select(rule => Text(rule, "alert")).Distinct().Count());
        Assert.All(rules, rule =>
        {
            Assert.Matches(@"^\d+[smh]$", Text(rule, "for"));
            Assert.Contains(Text((YamlMappingNode)rule["labels"], "severity"), new[] { "page", "ticket" });
            Assert.NotEmpty(Text((YamlMappingNode)rule["annotations"], "summary"));
            Assert.NotEmpty(Text((YamlMappingNode)rule["annotations"], "description"));
            Assert.Contains($"`{Text(rule, "alert")}`", document, StringComparison.Ordinal); // its line of the runbook
        });
        await CheckAsync(rules.Select(rule => Text(rule, "expr")));
    }

    [Fact]
    public async Task PrometheusExample_ReadsTheRules_AndTheTargetsOfTheDataFolder()
    {
        var example = await ReadAsync("docker/prometheus/prometheus.yml");
        var stream = new YamlStream();
        stream.Load(new StringReader(example));
        Assert.Contains("alerts.yml", example, StringComparison.Ordinal);
        Assert.Contains($"/{TargetFile.Folder}/*.json", example, StringComparison.Ordinal);
        Assert.Contains("credentials_file", example, StringComparison.Ordinal);
    }

    private static async Task CheckAsync(IEnumerable<string> queries)
    {
        var series = (await Catalogue.ReadAsync()).SelectMany(one => one.Series()).Concat(Others).ToHashSet();
        var unknown = queries.SelectMany(query => Name().Matches(query)).Select(match => match.Value).Where(name => !series.Contains(name)).Distinct();
        Assert.Empty(unknown);
    }

    private static IEnumerable<JsonElement> Panels(JsonElement dashboard) => dashboard.GetProperty("panels").EnumerateArray().Where(panel => panel.GetProperty("type").GetString() != "row");

    private static List<YamlMappingNode> Rules(string yaml)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(yaml));
        var groups = (YamlSequenceNode)((YamlMappingNode)stream.Documents[0].RootNode)["groups"];
        return [.. groups.SelectMany(group => (YamlSequenceNode)((YamlMappingNode)group)["rules"]).Cast<YamlMappingNode>()];
    }

    private static string Text(YamlMappingNode node, string key) => ((YamlScalarNode)node[key]).Value!;

    private static Task<string> ReadAsync(string path) => File.ReadAllTextAsync(Path.Combine(TestRun.Root, path), TestContext.Current.CancellationToken);

    [GeneratedRegex(@"\b(?:reception|orleans|dotnet|kestrel)_[a-z0-9_]+|\bup\b")]
    private static partial Regex Name();

    [GeneratedRegex(@"^\| `(reception[\w.]*)` \| ([a-z -]+) \| `([^`]+)` \| ([^|]*?) \| ", RegexOptions.Multiline)]
    private static partial Regex Row();
}
