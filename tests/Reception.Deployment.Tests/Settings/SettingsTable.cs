using System.Globalization;
using System.Text.RegularExpressions;
using Reception.Gateway.Configuration;
using Reception.Silo.Configuration;
using Reception.Tests;

namespace Reception.Deployment.Tests.Settings;

/// <summary>A row of docs/configuration.md.</summary>
internal sealed record SettingsRow(string Key, string Variable, string Default, string Bounds, string Readers)
{
    public bool IsSecret => Bounds.StartsWith("secret", StringComparison.Ordinal);

    public override string ToString() => $"| `{Key}` | `{Variable}` | {Default} | {Readers} |";
}

/// <summary>The table of docs/configuration.md, and the rows that the options types make.</summary>
internal static partial class SettingsTable
{
    public static string Document { get; } = File.ReadAllText(Path.Combine(TestRun.Root, "docs", "configuration.md"));

    public static IReadOnlyList<SettingsRow> Documented { get; } =
        [.. Row().Matches(Document).Select(row => new SettingsRow(row.Groups[1].Value, row.Groups[2].Value, row.Groups[3].Value, row.Groups[4].Value, row.Groups[5].Value))];

    /// <summary>Without bounds, which no type knows.</summary>
    public static IReadOnlyList<SettingsRow> Actual { get; } = [.. All().GroupBy(one => one.Setting.Key).Select(group => Of(group.First().Setting, [.. group.Select(one => one.Reader).Distinct()]))];

    public static Setting Find(string key) => All().First(one => one.Setting.Key == key).Setting;

    private static IEnumerable<(Setting Setting, string Reader)> All() =>
        SiloSettings.Sections.SelectMany(section => section.Settings).Select(setting => (setting, "silo"))
            .Concat(GatewaySettings.Sections.SelectMany(section => section.Settings).Select(setting => (setting, "gateway")));

    private static SettingsRow Of(Setting setting, string[] readers) => new(setting.Key, setting.Variable, Text(setting.Default), "", string.Join(", ", readers));

    private static string Text(object? value) => value switch
    {
        null or "" => "–",
        bool on => on ? "`true`" : "`false`",
        TimeSpan time => $"`{time:c}`",
        Enum kind => $"`{kind}`".ToLowerInvariant(),
        _ => $"`{Convert.ToString(value, CultureInfo.InvariantCulture)}`",
    };

    [GeneratedRegex(@"^\| `(Reception[^`]*)` \| `([^`]*)` \| ([^|]*) \| ([^|]*) \| ([^|]*) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();
}
