using System.Globalization;
using System.Text.RegularExpressions;

namespace Reception.Domain.Shops.Templates;

/// <summary>
/// One <c>path=value</c>: members by name, items by place or by name (<c>queues[0]</c>, <c>queues[sales].rules.mode=load-ratio</c>), the
/// value as in YAML (<c>[a, b]</c> is a list). Nothing, <c>~</c> or <c>null</c> takes it out. A name that is not there yet is added.
/// </summary>
internal static partial class TemplateSet
{
    private const int MaxSegments = 20;

    public static void Apply(MappingNode root, string set, PolicyErrors errors)
    {
        var where = $"set '{(set.Length > 60 ? set[..60] : set)}'";
        var at = set.IndexOf('=', StringComparison.Ordinal);
        var path = at < 0 ? "" : set[..at].Trim();
        if (at < 0 || path.Length > 500 || !Path().IsMatch(path))
        {
            errors.Check(false, where, "is no path=value like queues[sales].targetSeconds=30");
            return;
        }
        if (YamlTree.Read(set[(at + 1)..], $"{where}, ", errors) is not { } value) return;
        var segments = Segment().Matches(path).Select(match => match.Value.TrimStart('.')).Take(MaxSegments + 1).ToArray();
        errors.Check(segments.Length <= MaxSegments && Put(root, segments, value is ScalarNode scalar ? scalar with { Where = where } : value, where), where, "leads nowhere: there is no such item, or its place has no members");
    }

    private static bool Put(TemplateNode node, ReadOnlySpan<string> path, TemplateNode value, string where) => path[0][0] == '['
        ? node is SequenceNode list && PutItem(list, path, value, where)
        : node is MappingNode mapping && PutMember(mapping, path, value, where);

    private static bool PutMember(MappingNode mapping, ReadOnlySpan<string> path, TemplateNode value, string where)
    {
        var isNull = value is ScalarNode { IsNull: true };
        if (path.Length == 1)
        {
            if (isNull) mapping.Members.Remove(path[0]);
            else mapping.Members[path[0]] = value;
            return true;
        }
        if (!mapping.Members.TryGetValue(path[0], out var next) || next is ScalarNode { IsNull: true })
        {
            if (isNull) return true;
            mapping.Members[path[0]] = next = path[1][0] == '[' ? new SequenceNode([], where) : new MappingNode(new(StringComparer.Ordinal), where);
        }
        return Put(next, path[1..], value, where);
    }

    private static bool PutItem(SequenceNode list, ReadOnlySpan<string> path, TemplateNode value, string where)
    {
        var name = path[0][1..^1];
        var at = list.Items.FindIndex(item => item is MappingNode mapping && mapping.Name == name);
        if (at < 0 && int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index))
        {
            if (index > list.Items.Count) return false;
            at = index;
        }
        if (value is ScalarNode { IsNull: true } && path.Length == 1)
        {
            if (at >= 0 && at < list.Items.Count) list.Items.RemoveAt(at);
            return true;
        }
        if (at < 0)
        {
            if (path.Length == 1) return false;
            at = list.Items.Count;
            list.Items.Add(new MappingNode(new(StringComparer.Ordinal) { ["name"] = new ScalarNode(name, Plain: false, where) }, where));
        }
        else if (at == list.Items.Count)
        {
            list.Items.Add(path.Length == 1 ? value : new MappingNode(new(StringComparer.Ordinal), where));
        }
        if (path.Length > 1) return Put(list.Items[at], path[1..], value, where);
        list.Items[at] = value;
        return true;
    }

    [GeneratedRegex(@"^[A-Za-z][A-Za-z0-9]*(?>\[[^\[\]]+\]|\.[A-Za-z][A-Za-z0-9]*)*$")]
    private static partial Regex Path();

    [GeneratedRegex(@"\[[^\[\]]+\]|\.?[A-Za-z][A-Za-z0-9]*")]
    private static partial Regex Segment();
}
