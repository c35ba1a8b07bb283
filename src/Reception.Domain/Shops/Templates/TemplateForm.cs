using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Reception.Contracts.Shops;

namespace Reception.Domain.Shops.Templates;

/// <summary>The document of a policy without what is as it would be if it were left out: what templates and differences show.</summary>
internal static class TemplateForm
{
    public static JsonObject Of(ShopPolicy policy) => (JsonObject)Short(Whole(policy), PolicySchema.Root);

    public static JsonNode Whole(ShopPolicy policy) => JsonSerializer.SerializeToNode(policy, PolicySchema.Root)!;

    public static JsonNode Short(JsonNode value, JsonTypeInfo type)
    {
        if (value is JsonArray list)
        {
            var item = PolicySchema.ItemOf(type);
            return new JsonArray([.. list.Select(i => i is null ? null : Short(i, item))]);
        }
        if (value is not JsonObject members) return value.DeepClone();
        var kept = new JsonObject();
        foreach (var (name, member) in members)
        {
            var info = PolicySchema.Member(type, name)!;
            if (member is null || (!PolicySchema.IsRequired(info) && JsonNode.DeepEquals(member, PolicySchema.Default(info)))) continue;
            kept[name] = Short(member, PolicySchema.Of(info.PropertyType));
        }
        return kept;
    }
}
