using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Reception.Silo.Configuration;

namespace Reception.Deployment.Tests.Settings;

/// <summary>The bounds of docs/configuration.md are those that are enforced: one step beyond is refused by the process's own check, with the key in the words.</summary>
public sealed partial class SettingsBoundsTests
{
    /// <summary>Key, what is just beyond, and what is just within.</summary>
    public static TheoryData<string, string> Beyond() => new(SettingsTable.Documented.SelectMany(row => Values(row).Select(value => (row.Key, value.Beyond))).Select(pair => (Fill(pair.Key), pair.Beyond)));

    public static TheoryData<string, string> Within() => new(SettingsTable.Documented.SelectMany(row => Values(row).Select(value => (row.Key, value.Within))).Select(pair => (Fill(pair.Key), pair.Within)));

    [Theory, MemberData(nameof(Beyond))]
    public void Check_JustBeyond_IsRefused(string key, string value) => Assert.Contains(Check((key, value)), error => error.Contains(key.Split(':')[1], StringComparison.Ordinal) && error.Contains(key.Split(':')[^1], StringComparison.Ordinal));

    [Theory, MemberData(nameof(Within))]
    public void Check_AtTheBound_IsTaken(string key, string value) => Assert.Empty(Check((key, value)));

    [Fact]
    public void Document_HasBounds_ForMostNumbersAndTimes()
    {
        var numbers = SettingsTable.Documented.Where(row => SettingsTable.Find(row.Key).Type is var type && (type == typeof(int) || type == typeof(long) || type == typeof(double) || type == typeof(TimeSpan) || type == typeof(int?))).ToList();
        Assert.Equal([], numbers.Where(row => !Bounds().IsMatch(row.Bounds) && !Least().IsMatch(row.Bounds) && !Other().IsMatch(row.Bounds)).Select(row => row.Key));
    }

    internal static IReadOnlyList<string> Check(params (string Key, string Value)[] given)
    {
        using var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Reception:TokenKey"] = Convert.ToBase64String(new byte[32]) });
        // Of two limits that bound each other the other one makes room; what only a member of a cluster reads is checked there.
        configuration.AddInMemoryCollection(given.SelectMany(one => Room(one.Key)).ToDictionary(pair => pair.Key, string? (pair) => pair.Value));
        configuration.AddInMemoryCollection(given.ToDictionary(one => one.Key, string? (one) => one.Value));
        return SiloSettings.Read(configuration, new HostingEnvironment { EnvironmentName = Environments.Production }, out _);
    }

    private static IEnumerable<KeyValuePair<string, string>> Room(string key)
    {
        if (key.StartsWith("Reception:Store:", StringComparison.Ordinal)) yield return new("Reception:Join", "true");
        if (key is "Reception:Scaling:MinSilos" or "Reception:Scaling:MinGateways") yield return new(key.Replace("Min", "Max", StringComparison.Ordinal), "1000");
        if (key.StartsWith("Reception:Storage:Azure:", StringComparison.Ordinal))
        {
            yield return new("Reception:Storage:Kind", "azure");
            yield return new("Reception:Storage:Azure:ConnectionStrings:0", "UseDevelopmentStorage=true");
        }
        if (key is "Reception:Sockets:Ping") yield return new("Reception:Sockets:IdleTimeout", "1.00:00:00");
        if (key is "Reception:Drain:Spread") yield return new("Reception:Drain:Grace", "00:05:00");
        if (key.StartsWith("Reception:LanguageModel:", StringComparison.Ordinal)) yield return new("Reception:LanguageModel:Endpoint", "https://models.example/v1");
        if (key.StartsWith("Reception:LanguageModel:", StringComparison.Ordinal)) yield return new("Reception:LanguageModel:Model", "any");
    }

    private static string Fill(string key) => key.Replace("{n}", "0", StringComparison.Ordinal).Replace("{name}", "demo", StringComparison.Ordinal);

    private static IEnumerable<(string Beyond, string Within)> Values(SettingsRow row)
    {
        if (Bounds().Match(row.Bounds) is { Success: true } both) return [.. new[] { (both.Groups[1].Value, -1), (both.Groups[2].Value, 1) }.Select(bound => (Step(row.Key, bound.Item1, bound.Item2), Step(row.Key, bound.Item1, 0)))];
        return Least().Match(row.Bounds) is { Success: true } least ? [(Step(row.Key, least.Groups[1].Value, -1), Step(row.Key, least.Groups[1].Value, 0))] : [];
    }

    /// <summary>The bound, or one step beyond it; of a text's length, a text so long.</summary>
    private static string Step(string key, string bound, int by)
    {
        var type = SettingsTable.Find(key).Type;
        if (type == typeof(TimeSpan)) return $"{TimeSpan.Parse(bound, CultureInfo.InvariantCulture) + TimeSpan.FromMilliseconds(by):c}";
        if (type == typeof(double)) return (double.Parse(bound, CultureInfo.InvariantCulture) * (1 + (by * 1e-3)) + (bound == "0" ? by * 1e-3 : 0)).ToString(CultureInfo.InvariantCulture);
        var whole = long.Parse(bound, NumberStyles.Integer | NumberStyles.AllowThousands, CultureInfo.InvariantCulture) + by;
        return type == typeof(string) ? new string('x', (int)whole) : whole.ToString(CultureInfo.InvariantCulture);
    }

    [GeneratedRegex(@"^(-?[\d.,:]+) to ([\d.,:]*\d)")]
    private static partial Regex Bounds();

    /// <summary>A bound that another setting gives: SettingsCheckTests and GatewayOptionsValidator have it.</summary>
    [GeneratedRegex(@"^(above|from) `\w+`, at most ")]
    private static partial Regex Other();

    [GeneratedRegex(@"^(-?[\d.,:]+) or more")]
    private static partial Regex Least();
}
