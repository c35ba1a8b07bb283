using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Reception.Domain.Shops.Templates;

/// <summary>
/// Turns a tree into the document of a policy, telling everything that does not fit, and remembers where each path was written. What
/// does not fit is replaced by its default or a placeholder, so that the checks of the whole can run and tell their errors too.
/// </summary>
internal sealed class TemplateReader(PolicyErrors errors)
{
    private readonly Dictionary<string, string> _where = new(StringComparer.Ordinal);
    private readonly HashSet<string> _broken = new(StringComparer.Ordinal);

    public JsonNode Read(TemplateNode root) => Value(root, PolicySchema.Root, "");

    /// <summary>Where the value of a path was written, or what is nearest above it.</summary>
    public string Where(string path) => Above(path).Select(p => _where.GetValueOrDefault(p)).FirstOrDefault(where => where is not null) ?? "line 1";

    /// <summary>The value of the path, or what it is in, could not be read: that was told already.</summary>
    public bool IsBroken(string path) => Above(path).Any(_broken.Contains);

    private JsonNode Value(TemplateNode node, JsonTypeInfo type, string path)
    {
        _where[path] = node.Where;
        switch (type.Kind, node)
        {
            case (JsonTypeInfoKind.Object, MappingNode mapping):
                return Members(mapping, type, path);
            case (JsonTypeInfoKind.Enumerable, SequenceNode list):
                var item = PolicySchema.ItemOf(type);
                return new JsonArray([.. list.Items.Select((value, i) => Value(value, item, $"{path}[{i}]"))]);
            case (JsonTypeInfoKind.None, ScalarNode scalar) when TemplateScalar.Read(scalar, type) is { } value:
                return value;
            default:
                Break(path, node.Where, $"{Shown(node)}; expected {Expected(type)}");
                return PolicySchema.Placeholder(type);
        }
    }

    private JsonObject Members(MappingNode mapping, JsonTypeInfo type, string path)
    {
        var read = new JsonObject();
        foreach (var (name, value) in mapping.Members)
        {
            var at = path.Length == 0 ? name : $"{path}.{name}";
            if (PolicySchema.Member(type, name) is not { } member) Break(at, value.Where, $"is not known; expected one of {string.Join(", ", type.Properties.Select(p => p.Name))}");
            else if (value is ScalarNode { IsNull: true } && !PolicySchema.IsRequired(member)) _where[at] = value.Where;
            else read[name] = Value(value, PolicySchema.Of(member.PropertyType), at);
        }
        foreach (var member in type.Properties.Where(p => PolicySchema.IsRequired(p) && !read.ContainsKey(p.Name)))
        {
            Break(path.Length == 0 ? member.Name : $"{path}.{member.Name}", mapping.Where, "is missing");
            read[member.Name] = PolicySchema.Placeholder(PolicySchema.Of(member.PropertyType));
        }
        return read;
    }

    private void Break(string path, string where, string problem)
    {
        _broken.Add(path);
        _where.TryAdd(path, where);
        errors.Check(false, $"{where}: {path}", problem);
    }

    /// <summary>The path itself, then without its last member or place, and so on up to the whole.</summary>
    private static IEnumerable<string> Above(string path)
    {
        for (var length = path.Length; length > 0; length = path.AsSpan(0, length).LastIndexOfAny('.', '[')) yield return path[..length];
        yield return "";
    }

    private static string Shown(TemplateNode node) => node switch
    {
        ScalarNode { IsNull: true } => "is nothing",
        ScalarNode scalar => $"is '{(scalar.Text.Length > 60 ? scalar.Text[..60] + "…" : scalar.Text)}'",
        SequenceNode => "is a list",
        _ => "is a mapping",
    };

    private static string Expected(JsonTypeInfo type)
    {
        if (type.Kind != JsonTypeInfoKind.None) return type.Kind == JsonTypeInfoKind.Object ? $"a mapping of {string.Join(", ", type.Properties.Select(p => p.Name))}" : "a list";
        var kind = Nullable.GetUnderlyingType(type.Type) ?? type.Type;
        if (kind.IsEnum) return string.Join(", ", PolicySchema.Words(kind));
        if (kind == typeof(string)) return "text (in quotes where it has a colon)";
        if (kind == typeof(bool)) return "true or false";
        if (kind == typeof(DateOnly)) return "a date like 2026-10-01";
        return kind == typeof(double) ? "a number" : "a whole number";
    }
}
