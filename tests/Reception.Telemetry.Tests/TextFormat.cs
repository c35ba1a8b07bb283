using System.Globalization;
using System.Text.RegularExpressions;

namespace Reception.Telemetry.Tests;

/// <summary>One line of the exposition.</summary>
internal sealed record Sample(string Name, IReadOnlyDictionary<string, string> Labels, double Value);

/// <summary>All samples of one metric.</summary>
internal sealed record Family(string Name, string Type, string? Help, IReadOnlyList<Sample> Samples);

/// <summary>
/// Reads Prometheus' text format 0.0.4 and throws at whatever the format does not allow: lines that are no sample, names and escapes that are none, samples
/// of a family that was not declared or is declared twice, series that are there twice, histograms whose buckets fall or do not end in their count.
/// https://prometheus.io/docs/instrumenting/exposition_formats/
/// </summary>
internal static partial class TextFormat
{
    private static readonly string[] Types = ["counter", "gauge", "histogram", "summary", "untyped"];

    public static IReadOnlyDictionary<string, Family> Parse(string text)
    {
        if (!text.EndsWith('\n')) throw new FormatException("The last line does not end.");
        var families = new Dictionary<string, Family>();
        var types = new Dictionary<string, string>();
        var helps = new Dictionary<string, string>();
        var series = new HashSet<string>();
        foreach (var line in text.Split('\n').Where(line => line.Length > 0))
        {
            if (Type().Match(line) is { Success: true } type) Declare(types, type);
            else if (Help().Match(line) is { Success: true } help) helps.Add(help.Groups[1].Value, help.Groups[2].Value);
            else if (line.StartsWith("# TYPE", StringComparison.Ordinal) || line.StartsWith("# HELP", StringComparison.Ordinal)) throw new FormatException($"No declaration: {line}");
            else if (!line.StartsWith('#')) Add(families, types, helps, series, line);
        }
        foreach (var family in families.Values.Where(family => family.Type == "histogram")) CheckBuckets(family);
        return families;
    }

    private static void Declare(Dictionary<string, string> types, Match type)
    {
        if (!Types.Contains(type.Groups[2].Value)) throw new FormatException($"No type: {type.Value}");
        if (!types.TryAdd(type.Groups[1].Value, type.Groups[2].Value)) throw new FormatException($"Declared twice: {type.Value}");
    }

    private static void Add(Dictionary<string, Family> families, Dictionary<string, string> types, Dictionary<string, string> helps, HashSet<string> series, string line)
    {
        var match = Line().Match(line);
        if (!match.Success) throw new FormatException($"No sample: {line}");
        if (!series.Add(match.Groups[1].Value + match.Groups[2].Value)) throw new FormatException($"Twice: {line}");
        var sample = new Sample(match.Groups[1].Value, Labels(match.Groups[2].Value), Number(match.Groups[3].Value));
        var name = types.Keys.Where(known => IsOf(sample.Name, known, types[known])).MaxBy(known => known.Length) ?? throw new FormatException($"Not declared: {line}");
        if (!families.TryGetValue(name, out var family)) families[name] = family = new(name, types[name], helps.GetValueOrDefault(name), []);
        families[name] = family with { Samples = [.. family.Samples, sample] };
    }

    private static bool IsOf(string sample, string family, string type) =>
        sample == family || (type == "histogram" && sample.Length > family.Length && sample.StartsWith(family, StringComparison.Ordinal) && sample[family.Length..] is "_bucket" or "_sum" or "_count");

    private static Dictionary<string, string> Labels(string text)
    {
        var labels = new Dictionary<string, string>();
        var rest = text.Length == 0 ? "" : text[1..^1];
        while (rest.Length > 0)
        {
            var label = Label().Match(rest);
            if (!label.Success) throw new FormatException($"No label: {rest}");
            labels.Add(label.Groups[1].Value, label.Groups[2].Value.Replace("\\n", "\n", StringComparison.Ordinal).Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal));
            rest = rest[label.Length..];
        }
        return labels;
    }

    private static double Number(string text) => text switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
    };

    private static void CheckBuckets(Family family)
    {
        foreach (var one in family.Samples.GroupBy(sample => string.Join(',', sample.Labels.Where(label => label.Key != "le").Select(label => $"{label.Key}={label.Value}"))))
        {
            var buckets = one.Where(sample => sample.Name.EndsWith("_bucket", StringComparison.Ordinal)).Select(sample => (Bound: Number(sample.Labels["le"]), sample.Value)).ToList();
            var count = one.Single(sample => sample.Name.EndsWith("_count", StringComparison.Ordinal)).Value;
            if (!buckets.SequenceEqual(buckets.OrderBy(bucket => bucket.Bound).ThenBy(bucket => bucket.Value))) throw new FormatException($"The buckets of {family.Name} fall.");
            if (buckets.Count == 0 || buckets[^1] != (double.PositiveInfinity, count)) throw new FormatException($"The buckets of {family.Name} do not end in its count.");
            _ = one.Single(sample => sample.Name.EndsWith("_sum", StringComparison.Ordinal));
        }
    }

    [GeneratedRegex(@"^# TYPE ([a-zA-Z_:][a-zA-Z0-9_:]*) (\w+)$")]
    private static partial Regex Type();

    [GeneratedRegex(@"^# HELP ([a-zA-Z_:][a-zA-Z0-9_:]*) ((?:[^\\]|\\\\|\\n)*)$")]
    private static partial Regex Help();

    [GeneratedRegex(@"^([a-zA-Z_:][a-zA-Z0-9_:]*)(\{(?:[a-zA-Z_][a-zA-Z0-9_]*=""(?:[^""\\]|\\[\\""n])*"",?)*\})? ([0-9eE.+-]+|[+-]Inf|NaN)(?: -?[0-9]+)?$")]
    private static partial Regex Line();

    [GeneratedRegex(@"^([a-zA-Z_][a-zA-Z0-9_]*)=""((?:[^""\\]|\\[\\""n])*)""(?:,|$)")]
    private static partial Regex Label();
}
