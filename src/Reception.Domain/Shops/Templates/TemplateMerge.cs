namespace Reception.Domain.Shops.Templates;

/// <summary>
/// Lays overrides on a template: mappings member by member, a null takes a member out (its default holds), lists of named things (queues,
/// channels, rules) by name, with <c>remove: true</c> taking one out and new names added at the end; every other list is replaced.
/// </summary>
internal static class TemplateMerge
{
    public static TemplateNode Overlay(TemplateNode template, TemplateNode over) => (template, over) switch
    {
        (MappingNode below, MappingNode above) => Members(below, above),
        (SequenceNode { IsNamed: true } below, SequenceNode { IsNamed: true } above) => Named(below, above),
        _ => over,
    };

    private static MappingNode Members(MappingNode template, MappingNode over)
    {
        var merged = new Dictionary<string, TemplateNode>(template.Members, StringComparer.Ordinal);
        foreach (var (key, value) in over.Members)
        {
            if (value is ScalarNode { IsNull: true }) merged.Remove(key);
            else merged[key] = merged.TryGetValue(key, out var below) ? Overlay(below, value) : value;
        }
        return template with { Members = merged };
    }

    private static SequenceNode Named(SequenceNode template, SequenceNode over)
    {
        var items = new List<TemplateNode>(template.Items);
        foreach (var item in over.Items.Cast<MappingNode>())
        {
            var at = items.FindIndex(below => ((MappingNode)below).Name == item.Name);
            var removed = item.Members.GetValueOrDefault("remove") is ScalarNode { Text: "true" };
            if (removed && at >= 0) items.RemoveAt(at);
            else if (!removed && at >= 0) items[at] = Overlay(items[at], item);
            else items.Add(item); // removed, but not there: an unknown member, and told as such
        }
        return template with { Items = items };
    }
}
