using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Reception.Contracts.Shops;

namespace Reception.Domain.Shops.Templates;

/// <summary>
/// What is different between two policies, path by path. Lists of named things are compared by name (and their order, which counts, is told
/// as one change of the list), lists of plain values as a whole, other lists place by place. Values are those in force, with defaults.
/// </summary>
public static class PolicyDifference
{
    private const int MaxChanges = 1_000;
    private const int MaxValue = 500;

    /// <summary>At most 1,000 changes; <paramref name="before"/> null: everything is new.</summary>
    public static PolicyChange[] Between(ShopPolicy? before, ShopPolicy after)
    {
        var changes = new List<PolicyChange>();
        Members(changes, "", before is null ? [] : (JsonObject)TemplateForm.Whole(before), before is null ? TemplateForm.Of(after) : (JsonObject)TemplateForm.Whole(after), PolicySchema.Root);
        return [.. changes.Take(MaxChanges)];
    }

    private static void Values(List<PolicyChange> changes, string path, JsonNode? before, JsonNode? after, JsonTypeInfo type)
    {
        if (changes.Count >= MaxChanges || JsonNode.DeepEquals(before, after)) return;
        switch (before, after)
        {
            case (JsonObject one, JsonObject other):
                Members(changes, path, one, other, type);
                break;
            case (JsonArray one, JsonArray other) when one.Concat(other).All(i => i is JsonObject):
                Items(changes, path, one, other, PolicySchema.ItemOf(type));
                break;
            case (null, JsonArray { Count: > 0 } other) when IsNamed(other):
                Items(changes, path, [], other, PolicySchema.ItemOf(type));
                break;
            default:
                var kind = before is null ? PolicyChangeKind.Added : after is null ? PolicyChangeKind.Removed : PolicyChangeKind.Changed;
                changes.Add(new(path, kind, Text(before, type), Text(after, type)));
                break;
        }
    }

    private static void Members(List<PolicyChange> changes, string path, JsonObject before, JsonObject after, JsonTypeInfo type)
    {
        foreach (var member in type.Properties)
            Values(changes, path.Length == 0 ? member.Name : $"{path}.{member.Name}", before[member.Name], after[member.Name], PolicySchema.Of(member.PropertyType));
    }

    private static void Items(List<PolicyChange> changes, string path, JsonArray before, JsonArray after, JsonTypeInfo item)
    {
        if (!IsNamed(before) || !IsNamed(after))
        {
            for (var i = 0; i < Math.Max(before.Count, after.Count); i++) Values(changes, $"{path}[{i}]", before.ElementAtOrDefault(i), after.ElementAtOrDefault(i), item);
            return;
        }
        var (old, now) = (ByName(before), ByName(after));
        foreach (var (name, value) in old.Where(o => !now.ContainsKey(o.Key))) Values(changes, $"{path}[{name}]", value, null, item);
        foreach (var (name, value) in now) Values(changes, $"{path}[{name}]", old.GetValueOrDefault(name), value, item);
        var (was, @is) = (old.Keys.Where(now.ContainsKey), now.Keys.Where(old.ContainsKey));
        if (!was.SequenceEqual(@is)) changes.Add(new(path, PolicyChangeKind.Changed, $"order {Bounded(string.Join(", ", was))}", $"order {Bounded(string.Join(", ", @is))}"));
    }

    private static bool IsNamed(JsonArray items)
    {
        var names = items.Select(i => i is JsonObject o && o["name"] is JsonValue name ? name.GetValue<string>() : null).ToArray();
        return names.All(n => n is not null) && names.Distinct(StringComparer.Ordinal).Count() == names.Length;
    }

    private static Dictionary<string, JsonNode> ByName(JsonArray items) => items.ToDictionary(i => i!["name"]!.GetValue<string>(), i => i!, StringComparer.Ordinal);

    private static string? Text(JsonNode? value, JsonTypeInfo type) => value is null ? null : Bounded(TemplateWriter.Line(TemplateForm.Short(value, type)));

    private static string Bounded(string text) => text.Length <= MaxValue ? text : string.Concat(text.AsSpan(0, MaxValue - 1), "…");
}
