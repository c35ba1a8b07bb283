using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Reception.Domain.Staffing.Scaling;
using Reception.Gateway.Tests.Fakes;
using Reception.Tests;
using YamlDotNet.RepresentationModel;

namespace Reception.Gateway.Tests.Rest;

/// <summary>The manifests of docker/k8s against the real endpoint and the settings that the processes know.</summary>
public sealed class KubernetesTests
{
    private static readonly string Folder = Path.Combine(TestRun.Root, "docker", "k8s");
    private static readonly JsonNode[] All = [.. Directory.GetFiles(Folder, "*.yaml").Order(StringComparer.Ordinal).SelectMany(Read)];

    [Fact]
    public void Manifests_EveryKindIsThereOnce_AndAllHaveNames()
    {
        Assert.All(All, manifest => Assert.NotNull(manifest["apiVersion"]));
        Assert.Equal(
            [
                "Deployment/reception-gateway", "NetworkPolicy/reception-gateway", "NetworkPolicy/reception-silo", "PodDisruptionBudget/reception-gateway", "PodDisruptionBudget/reception-silo", "ScaledObject/reception-gateway", "ScaledObject/reception-silo",
                "Service/reception-gateway", "Service/reception-silos", "StatefulSet/reception-silo", "TriggerAuthentication/reception-operations",
            ],
            All.Select(manifest => $"{manifest["kind"]}/{manifest["metadata"]!["name"]}").Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData("reception-silo", "StatefulSet", 5)]
    [InlineData("reception-gateway", "Deployment", 3)]
    public async Task Trigger_AskedAsKedaAsks_FindsTheCountInTheAnswerOfTheEndpoint(string name, string kind, int expected)
    {
        var scaled = Find("ScaledObject", name);
        var trigger = scaled["spec"]!["triggers"]!.AsArray().Single()!;
        var (metadata, authentication) = (trigger["metadata"]!, Find("TriggerAuthentication", $"{trigger["authenticationRef"]!["name"]}")["spec"]!["secretTargetRef"]![0]!);
        Assert.Equal(("metrics-api", "AverageValue", "bearer", "1", "token"), ($"{trigger["type"]}", $"{trigger["metricType"]}", $"{metadata["authMode"]}", $"{metadata["targetValue"]}", $"{authentication["parameter"]}"));
        Assert.Equal((kind, name), ($"{scaled["spec"]!["scaleTargetRef"]!["kind"]}", $"{scaled["spec"]!["scaleTargetRef"]!["name"]}"));
        Assert.NotNull(Find(kind, name));
        var url = new Uri($"{metadata["url"]}");
        var service = Find("Service", url.Host.Split('.')[0]);
        Assert.Equal($"{url.Port}", $"{service["spec"]!["ports"]![0]!["port"]}");

        const string Token = "the-operations-token-of-the-test";
        await using var host = await GatewayHost.StartAsync(options => options.OperationsToken = Token);
        var answer = await host.SendAsync(HttpMethod.Get, url.PathAndQuery, Token);

        Assert.Equal(200, answer.Status);
        var value = Gjson(JsonDocument.Parse(answer.Text).RootElement, $"{metadata["valueLocation"]}");
        Assert.Equal(JsonValueKind.Number, value!.Value.ValueKind); // KEDA takes a number, or a quantity as text
        Assert.Equal(expected, (int)Math.Ceiling(value.Value.GetDouble() / double.Parse($"{metadata["targetValue"]}", CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("queues.0.desired", 41)]
    [InlineData("hours.2.silos", 2)]
    [InlineData("queues.#", 1)]
    public async Task Gjson_OtherPlacesOfTheAnswer_CanBeReadToo(string path, int expected)
    {
        await using var host = await GatewayHost.StartAsync();
        var answer = await host.SendAsync(HttpMethod.Get, "/api/v1/scaling?hours=3", GatewayHost.Admin);
        Assert.Equal(expected, Gjson(JsonDocument.Parse(answer.Text).RootElement, path)!.Value.GetInt32());
    }

    [Fact]
    public void Secrets_AreTheSameInTriggerAndGateways()
    {
        var secret = Find("TriggerAuthentication", "reception-operations")["spec"]!["secretTargetRef"]![0]!;
        Assert.Equal(($"{secret["name"]}", $"{secret["key"]}"), Files("Deployment", "reception-gateway")["Reception__OperationsToken"]);
    }

    [Theory]
    [InlineData("StatefulSet", "reception-silo")]
    [InlineData("Deployment", "reception-gateway")]
    public void Secrets_AreFilesOfTheFolderThatTheProcessReads_AndNoVariables(string kind, string name)
    {
        Assert.DoesNotContain(Environment(kind, name), variable => variable.Value["valueFrom"]?["secretKeyRef"] is not null);
        var container = Find(kind, name)["spec"]!["template"]!["spec"]!["containers"]![0]!;
        var mount = container["volumeMounts"]!.AsArray().Single(one => $"{one!["mountPath"]}" == $"{Environment(kind, name)["Reception__SecretsFolder"]["value"]}")!;
        Assert.Equal(("secrets", "true"), ($"{mount["name"]}", $"{mount["readOnly"]}"));
        Assert.True(Files(kind, name).Count >= 3);
    }

    [Theory]
    [InlineData("reception-silo", "Silos")]
    [InlineData("reception-gateway", "Gateways")]
    public void Limits_OfTheAutoscalerAndOfTheSignal_AreTheSame(string name, string of)
    {
        var spec = Find("ScaledObject", name)["spec"]!;
        var environment = Environment("StatefulSet", "reception-silo");
        Assert.Equal(($"{environment[$"Reception__Scaling__Min{of}"]["value"]}", $"{environment[$"Reception__Scaling__Max{of}"]["value"]}"), ($"{spec["minReplicaCount"]}", $"{spec["maxReplicaCount"]}"));
    }

    [Fact]
    public void Settings_AreOnesThatTheProcessesKnow()
    {
        string[] known = [.. typeof(ScalingOptions).GetProperties().Select(p => $"Reception__Scaling__{p.Name}"), .. typeof(DrainOptions).GetProperties().Select(p => $"Reception__Drain__{p.Name}"), .. typeof(GatewayOptions).GetProperties().Select(p => $"Reception__{p.Name}"), .. typeof(Clustering.Network.NetworkOptions).GetProperties().Select(p => $"Reception__Network__{p.Name}"), .. Files("StatefulSet", "reception-silo").Keys.Where(file => file.StartsWith("Reception__Storage__", StringComparison.Ordinal)), "Reception__Telemetry__Listen", "Reception__Storage__Kind", "Reception__SecretsFolder", "ASPNETCORE_FORWARDEDHEADERS_ENABLED", "Reception__Url", "Reception__Name", "Reception__SiloPort", "Reception__GatewayPort", "POD_IP"];
        Assert.Empty(Environment("StatefulSet", "reception-silo").Keys.Concat(Environment("Deployment", "reception-gateway").Keys).Concat(Files("StatefulSet", "reception-silo").Keys).Concat(Files("Deployment", "reception-gateway").Keys).Except(known));
    }

    [Fact]
    public void Gateway_HasTimeToDrainBeforeItIsKilled()
    {
        var pod = Find("Deployment", "reception-gateway")["spec"]!["template"]!["spec"]!;
        var grace = TimeSpan.Parse($"{Environment("Deployment", "reception-gateway")["Reception__Drain__Grace"]["value"]}", CultureInfo.InvariantCulture);
        var sleep = Number(pod["containers"]![0]!["lifecycle"]!["preStop"]!["sleep"]!["seconds"]);
        var shutdown = grace + TimeSpan.FromSeconds(15); // the margin that GatewayServices gives the host
        Assert.True(Number(pod["terminationGracePeriodSeconds"]) > sleep + shutdown.TotalSeconds + 5);
        Assert.True(TimeSpan.Parse($"{Environment("Deployment", "reception-gateway")["Reception__Drain__Spread"]["value"]}", CultureInfo.InvariantCulture) <= grace);
    }

    [Fact]
    public void Silo_HasTimeToLeaveBeforeItIsKilled() =>
        Assert.True(Number(Find("StatefulSet", "reception-silo")["spec"]!["template"]!["spec"]!["terminationGracePeriodSeconds"]) >= 30 + 5); // MemberRole.Shutdown

    [Theory]
    [InlineData("StatefulSet", "reception-silo")]
    [InlineData("Deployment", "reception-gateway")]
    public void Pods_AreProbed_AndMayDoNothingBeyondTheirWork(string kind, string name)
    {
        var pod = Find(kind, name)["spec"]!["template"]!["spec"]!;
        var container = pod["containers"]![0]!;
        var ports = container["ports"]!.AsArray().Select(port => $"{port!["name"]}").ToList();
        Assert.All(new[] { "startupProbe", "readinessProbe", "livenessProbe" }, probe => Assert.Contains($"{container[probe]!["httpGet"]!["port"]}", ports));
        Assert.Equal(("/health/ready", "/health/live"), ($"{container["readinessProbe"]!["httpGet"]!["path"]}", $"{container["livenessProbe"]!["httpGet"]!["path"]}"));
        Assert.Equal(("true", "1654"), ($"{pod["securityContext"]!["runAsNonRoot"]}", $"{pod["securityContext"]!["runAsUser"]}"));
        Assert.Equal(("false", "true", "ALL"), ($"{container["securityContext"]!["allowPrivilegeEscalation"]}", $"{container["securityContext"]!["readOnlyRootFilesystem"]}", $"{container["securityContext"]!["capabilities"]!["drop"]![0]}"));
        Assert.Equal("false", $"{pod["automountServiceAccountToken"]}");
    }

    /// <summary>What of which secret stands in which file.</summary>
    private static Dictionary<string, (string Secret, string Key)> Files(string kind, string name) =>
        Find(kind, name)["spec"]!["template"]!["spec"]!["volumes"]!.AsArray().Single(volume => $"{volume!["name"]}" == "secrets")!["projected"]!["sources"]!.AsArray()
            .SelectMany(source => source!["secret"]!["items"]!.AsArray().Select(item => (File: $"{item!["path"]}", Secret: $"{source["secret"]!["name"]}", Key: $"{item["key"]}")))
            .ToDictionary(file => file.File, file => (file.Secret, file.Key));

    private static double Number(JsonNode? node) => double.Parse($"{node}", CultureInfo.InvariantCulture);

    private static JsonNode Find(string kind, string name) => All.Single(manifest => $"{manifest["kind"]}" == kind && $"{manifest["metadata"]!["name"]}" == name);

    private static Dictionary<string, JsonNode> Environment(string kind, string name) =>
        Find(kind, name)["spec"]!["template"]!["spec"]!["containers"]![0]!["env"]!.AsArray().ToDictionary(variable => $"{variable!["name"]}", variable => variable!);

    /// <summary>The dot paths of GJSON, as its README describes them: members by name, items of lists by number, <c>#</c> the number of items, <c>\</c> before a dot that is part of a name.</summary>
    private static JsonElement? Gjson(JsonElement root, string path)
    {
        var at = root;
        foreach (var part in path.Replace("\\.", "\u0001", StringComparison.Ordinal).Split('.').Select(part => part.Replace('\u0001', '.')))
        {
            if (at.ValueKind == JsonValueKind.Array && part == "#") at = JsonSerializer.SerializeToElement(at.GetArrayLength());
            else if (at.ValueKind == JsonValueKind.Array && int.TryParse(part, CultureInfo.InvariantCulture, out var index) && index >= 0 && index < at.GetArrayLength()) at = at[index];
            else if (at.ValueKind == JsonValueKind.Object && at.TryGetProperty(part, out var member)) at = member;
            else return null;
        }
        return at;
    }

    private static IEnumerable<JsonNode> Read(string file)
    {
        var stream = new YamlStream();
        using var reader = new StreamReader(file);
        stream.Load(reader);
        return stream.Documents.Select(document => Node(document.RootNode)!);
    }

    private static JsonNode? Node(YamlNode node) => node switch
    {
        YamlMappingNode mapping => new JsonObject(mapping.Children.Select(child => KeyValuePair.Create(((YamlScalarNode)child.Key).Value!, Node(child.Value)))),
        YamlSequenceNode sequence => new JsonArray([.. sequence.Children.Select(Node)]),
        _ => JsonValue.Create(((YamlScalarNode)node).Value),
    };
}
