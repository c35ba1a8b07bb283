using System.Globalization;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Reception.Domain.Simulation.Files;

/// <summary>
/// One mapping of a YAML file, read part by part. What is wrong is collected, each with its line and path, so that all of it is told at once;
/// <see cref="Close"/> names the parts that nobody asked for.
/// </summary>
public sealed class YamlSection
{
    private const int MostErrors = 100;
    private readonly YamlMappingNode _node;
    private readonly string _path;
    private readonly List<string> _errors;
    private readonly HashSet<string> _known = [];

    private YamlSection(YamlMappingNode node, string path, List<string> errors) => (_node, _path, _errors) = (node, path, errors);

    /// <summary>The whole file; null with an error when it is no YAML mapping.</summary>
    public static YamlSection? Parse(string text, List<string> errors)
    {
        try
        {
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            if (stream.Documents is [{ RootNode: YamlMappingNode root }]) return new YamlSection(root, "", errors);
            errors.Add("line 1: expected one YAML document of the form 'name: value'.");
        }
        catch (YamlException e)
        {
            errors.Add($"line {e.Start.Line}: {e.Message}");
        }
        return null;
    }

    public string? Text(string key, int longest = 200)
    {
        if (Find(key) is not { } node) return null;
        if (node is YamlScalarNode { Value: { Length: > 0 } value } && value.Length <= longest) return value;
        return Fault<string>(node, key, $"expected a text of 1 to {longest} characters");
    }

    public string RequiredText(string key, string otherwise = "")
    {
        if (Has(key)) return Text(key) ?? otherwise;
        Fault<string>(_node, key, "is missing");
        return otherwise;
    }

    public double? Number(string key, double least, double most)
    {
        if (Find(key) is not { } node) return null;
        return ToNumber(node, key, least, most);
    }

    public int? Count(string key, int least, int most)
    {
        if (Find(key) is not { } node) return null;
        if (node is YamlScalarNode { Value: { } value } && int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var count) && count >= least && count <= most) return count;
        return Fault<int?>(node, key, $"expected a whole number from {least} to {most}");
    }

    /// <summary>One of the names of an enum, written with hyphens: <c>work-order</c>.</summary>
    public T? Choice<T>(string key)
        where T : struct, Enum
    {
        if (Find(key) is not { } node) return null;
        if (node is YamlScalarNode { Value: { } value } && Enum.GetNames<T>().FirstOrDefault(n => n.Equals(value.Replace("-", "", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase)) is { } name) return Enum.Parse<T>(name);
        return Fault<T?>(node, key, $"expected {string.Join(", ", Enum.GetNames<T>().Select(Hyphened))}");
    }

    public string[]? Texts(string key)
    {
        if (Find(key) is not { } node) return null;
        if (node is YamlSequenceNode list && list.Children.All(c => c is YamlScalarNode { Value.Length: > 0 })) return [.. list.Children.Select(c => ((YamlScalarNode)c).Value!)];
        return Fault<string[]>(node, key, "expected a list of texts");
    }

    /// <summary>A time of day as the time since midnight, <c>00:00</c> to <c>24:00</c> with or without seconds.</summary>
    public TimeSpan? Time(string key)
    {
        if (Find(key) is not { } node) return null;
        return node is YamlScalarNode { Value: { } value } && TryTime(value) is { } time ? time : Fault<TimeSpan?>(node, key, "expected a time of day like \"08:30\" (in quotes)");
    }

    public DateOnly? Day(string key)
    {
        if (Find(key) is not { } node) return null;
        return node is YamlScalarNode { Value: { } value } && DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : Fault<DateOnly?>(node, key, "expected a day like 2026-11-11");
    }

    /// <summary>A mean in seconds, or a mapping of <c>mean</c>, <c>shape</c> and <c>variation</c>.</summary>
    public Duration? Duration(string key, DurationShape otherwise)
    {
        if (Find(key) is not { } node) return null;
        if (node is not YamlMappingNode mapping) return ToNumber(node, key, 0, 1e7) is { } seconds ? new Duration(seconds, otherwise) : null;
        var section = new YamlSection(mapping, Path(key), _errors);
        if (!section.Has("mean")) section.Fault<string>(mapping, "mean", "is missing");
        var duration = new Duration(section.Number("mean", 0, 1e7) ?? 0, section.Choice<DurationShape>("shape") ?? otherwise, section.Number("variation", 0.01, 10) ?? 1);
        section.Close();
        return duration;
    }

    /// <summary>Names with numbers, in the order of the file.</summary>
    public IReadOnlyList<(string Name, double Value)>? Numbers(string key, double least, double most)
    {
        if (Find(key) is not { } node) return null;
        if (node is not YamlMappingNode mapping) return Fault<(string, double)[]>(node, key, "expected a mapping of names to numbers");
        var section = new YamlSection(mapping, Path(key), _errors);
        return [.. mapping.Children.Keys.OfType<YamlScalarNode>().Select(name => (name.Value ?? "", section.Number(name.Value ?? "", least, most) ?? least))];
    }

    public YamlSection? Section(string key)
    {
        if (Find(key) is not { } node) return null;
        return node is YamlMappingNode mapping ? new YamlSection(mapping, Path(key), _errors) : Fault<YamlSection>(node, key, "expected a mapping");
    }

    public IReadOnlyList<YamlSection> Sections(string key)
    {
        if (Find(key) is not { } node) return [];
        if (node is not YamlSequenceNode list) return Fault<YamlSection[]>(node, key, "expected a list") ?? [];
        var sections = new List<YamlSection>();
        foreach (var (item, i) in list.Children.Select((item, i) => (item, i)))
        {
            if (item is YamlMappingNode mapping) sections.Add(new YamlSection(mapping, $"{Path(key)}[{i}]", _errors));
            else Fault<string>(item, $"{key}[{i}]", "expected a mapping");
        }
        return sections;
    }

    public bool Has(string key) => _node.Children.ContainsKey(new YamlScalarNode(key));

    /// <summary>Something is wrong with a part, seen only when looked at together with others.</summary>
    public void Refuse(string key, string problem) => Fault<string>(Has(key) ? _node.Children[new YamlScalarNode(key)] : _node, key, problem);

    /// <summary>Parts that were not asked for are errors: most are misspelt.</summary>
    public void Close()
    {
        foreach (var key in _node.Children.Keys)
        {
            var name = (key as YamlScalarNode)?.Value ?? key.ToString();
            if (!_known.Contains(name)) Fault<string>(key, name, $"is not known here; there are {string.Join(", ", _known.Order(StringComparer.Ordinal))}");
        }
    }

    internal static TimeSpan? TryTime(string value)
    {
        if (value == "24:00") return TimeSpan.FromDays(1);
        return TimeSpan.TryParseExact(value, [@"h\:mm", @"hh\:mm", @"hh\:mm\:ss", @"hh\:mm\:ss\.FFFFFF"], CultureInfo.InvariantCulture, out var time) ? time : null;
    }

    private double? ToNumber(YamlNode node, string key, double least, double most)
    {
        if (node is YamlScalarNode { Value: { } value } && double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most) return number;
        return Fault<double?>(node, key, FormattableString.Invariant($"expected a number from {least} to {most}"));
    }

    private YamlNode? Find(string key)
    {
        _known.Add(key);
        return _node.Children.TryGetValue(new YamlScalarNode(key), out var node) ? node : null;
    }

    private T? Fault<T>(YamlNode node, string key, string problem)
    {
        if (_errors.Count < MostErrors) _errors.Add($"line {node.Start.Line}: {Path(key)}: {problem}.");
        return default;
    }

    private string Path(string key) => _path.Length == 0 ? key : $"{_path}.{key}";

    private static string Hyphened(string name) => string.Concat(name.Select((c, i) => char.IsUpper(c) ? (i > 0 ? "-" : "") + char.ToLowerInvariant(c) : c.ToString()));
}
