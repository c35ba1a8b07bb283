namespace Reception.Domain.Shops.Templates;

/// <summary>A value of a template before it is known what it ought to be. <see cref="Where"/> tells people where it was written.</summary>
internal abstract record TemplateNode(string Where);

/// <summary>Text, a number or nothing: which of them the policy says, not the quotes; but plain <c>~</c>, <c>null</c> or nothing at all is null.</summary>
internal sealed record ScalarNode(string Text, bool Plain, string Where) : TemplateNode(Where)
{
    public bool IsNull => Plain && Text is "" or "~" or "null" or "Null" or "NULL";
}

internal sealed record SequenceNode(List<TemplateNode> Items, string Where) : TemplateNode(Where)
{
    /// <summary>The items' names, if it is a list of named things (queues, channels, rules): these are merged and told apart by name.</summary>
    public bool IsNamed => Items.Count > 0 && Items.All(item => item is MappingNode mapping && mapping.Name is not null);
}

internal sealed record MappingNode(Dictionary<string, TemplateNode> Members, string Where) : TemplateNode(Where)
{
    public string? Name => Members.GetValueOrDefault("name") is ScalarNode { IsNull: false } name ? name.Text : null;
}
