using System.Text.RegularExpressions;
using Reception.Gateway.Hosting;
using Reception.Silo;
using Reception.Tests;

namespace Reception.Deployment.Tests.Settings;

/// <summary>docs/configuration.md and the options say the same: a setting that one of them lacks fails here.</summary>
public sealed partial class SettingsTableTests
{
    [Fact]
    public void Document_Lists_ExactlyTheSettingsThatExist_WithVariableDefaultAndReaders() =>
        Assert.Equal(SettingsTable.Actual.Select(row => $"{row}").Order(StringComparer.Ordinal), SettingsTable.Documented.Select(row => $"{row}").Order(StringComparer.Ordinal));

    [Fact]
    public void Document_EveryRow_SaysBoundsOrMeaning() => Assert.All(SettingsTable.Documented, row => Assert.True(row.Bounds.Length > 3, row.Key));

    [Fact]
    public void Document_Lists_TheSwitches()
    {
        var switches = SiloOptions.Switches.Concat(ProcessOptions.Switches).Select(pair => (pair.Key, pair.Value));
        var documented = Switch().Matches(SettingsTable.Document).Select(row => (row.Groups[1].Value, row.Groups[2].Value));
        Assert.Equal(switches.Select(pair => $"{pair}").Distinct().Order(StringComparer.Ordinal), documented.Select(pair => $"{pair}").Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Document_Names_EveryVariableThatTheProgramsRead()
    {
        string[] folders = ["src", "silo", "client/Gateway", "client/Reception.Client"];
        var read = folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(TestRun.Root, folder), "*.cs", SearchOption.AllDirectories))
            .SelectMany(file => Variable().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)).Distinct().ToList();
        Assert.Contains("OTEL_EXPORTER_OTLP_ENDPOINT", read);
        Assert.All(read, variable => Assert.Contains($"`{variable}`", SettingsTable.Document, StringComparison.Ordinal));
    }

    [GeneratedRegex(@"^\| `(--[a-z-]+)` \| `(Reception:[^`]*)` \|", RegexOptions.Multiline)]
    private static partial Regex Switch();

    [GeneratedRegex(@"""((?:OTEL|RECEPTION|LOCALORLEANS|ASPNETCORE|DOTNET)_[A-Z_]+)""")]
    private static partial Regex Variable();
}
