using System.Text.Json.Serialization;

namespace Reception.Domain.Agents;

/// <summary>The stored form of an agent.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AgentLedgerState))]
[JsonSerializable(typeof(StoredProfile))]
public sealed partial class AgentLedgerJson : JsonSerializerContext;
