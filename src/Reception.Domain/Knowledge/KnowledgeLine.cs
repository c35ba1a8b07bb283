using System.Text.Json.Serialization;

namespace Reception.Domain.Knowledge;

/// <summary>One line of the import format as it stands in the file. Properties not named here are ignored.</summary>
internal sealed class KnowledgeLine
{
    public string? Id { get; set; }

    public string? Question { get; set; }

    public string? Answer { get; set; }

    public string?[]? Similar { get; set; }

    public string? Intent { get; set; }

    public string? Topic { get; set; }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.Never)]
[JsonSerializable(typeof(KnowledgeLine))]
internal sealed partial class KnowledgeJson : JsonSerializerContext;
