using System.Text.Json.Serialization;

namespace Reception.Domain.Queues;

/// <summary>What is stored of a queue: an operator's word. Everything else is rebuilt. Fields are added, never changed.</summary>
public sealed class QueueState
{
    /// <summary>No new offers.</summary>
    public bool Drained { get; set; }
}

/// <summary>The stored form of a queue.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(QueueState))]
public sealed partial class QueueStateJson : JsonSerializerContext;
