using System.Text.Json.Serialization;

namespace Reception.Gateway.Demo;

/// <summary>What the demo page gets: one visitor, the agents and a supervisor (who is the last of the agents) of each shop.</summary>
internal sealed record DemoShopDocument(string Shop, string Title, string Language, string[] Samples, string VisitorToken, DemoAgentDocument[] Agents, string? SupervisorToken = null);

internal sealed record DemoAgentDocument(string Agent, string Token);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(DemoShopDocument[]))]
internal sealed partial class DemoJson : JsonSerializerContext;
