using System.Diagnostics.Metrics;
using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Reception.Gateway;
using Reception.Grains.Hosting;
using Reception.Storage.Azure;
using Reception.Storage.Sqlite;
using Reception.Tests;

namespace Reception.Telemetry.Tests;

/// <summary>An instrument as it is exported. <see cref="Labels"/> are read from the source of its class.</summary>
internal sealed record Listed(string Name, string Type, string Unit, string Labels)
{
    /// <summary>The names of its series in Prometheus, by the exporter's rules: words for units, <c>_total</c> for counters, three series for a histogram.</summary>
    public IEnumerable<string> Series()
    {
        var name = Name.Replace('.', '_') + Unit switch { "s" => "_seconds", "By" => "_bytes", _ => "" };
        return Type switch
        {
            "counter" => [$"{name}_total"],
            "histogram" => [$"{name}_bucket", $"{name}_sum", $"{name}_count"],
            _ => [name],
        };
    }
}

/// <summary>
/// All instruments of the project: the services whose names end in Instruments are made, as silo, store and gateway would, and what they create on meters named
/// <c>Reception.*</c> is written down.
/// </summary>
internal static partial class Catalogue
{
    public static async Task<IReadOnlyList<Listed>> ReadAsync()
    {
        var folder = Directory.CreateTempSubdirectory("reception-catalogue-").FullName;
        try
        {
            var builder = Host.CreateEmptyApplicationBuilder(null);
            builder.Logging.ClearProviders();
            builder.UseOrleans(static silo => silo.UseLocalhostClustering()); // never started: the caches want a grain factory
            builder.AddReceptionTelemetry("silo");
            builder.Services.AddReceptionGrains();
            builder.Services.AddReceptionGateway();
            builder.Services.AddReceptionSqliteStore(store => store.DataFolder = folder);
            builder.Services.AddReceptionAzureStore();
            var types = builder.Services.Select(service => service.ImplementationType ?? service.ServiceType).Where(type => type.Name.EndsWith("Instruments", StringComparison.Ordinal)).Distinct().ToList();
            await using var services = builder.Services.BuildServiceProvider();
            var found = new List<Instrument>();
            using var listener = new MeterListener { InstrumentPublished = (instrument, _) => Note(found, instrument, services) };
            listener.Start();
            foreach (var type in types) services.GetRequiredService(type);
            services.GetRequiredService<SqliteStore>(); // its gauges come with the file
            var labels = ReadLabels();
            return [.. found.Select(instrument => new Listed(instrument.Name, TypeOf(instrument), instrument.Unit ?? "", labels.GetValueOrDefault(instrument.Name, ""))).OrderBy(listed => listed.Name, StringComparer.Ordinal)];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    // Other tests of this process have meters of the same names, in containers of their own.
    private static void Note(List<Instrument> found, Instrument instrument, IServiceProvider services)
    {
        if (instrument.Meter.Name.StartsWith("Reception.", StringComparison.Ordinal) && ReferenceEquals(instrument.Meter.Scope, services.GetRequiredService<IMeterFactory>())) found.Add(instrument);
    }

    private static string TypeOf(Instrument instrument) => instrument.GetType().Name.Split('`')[0] switch
    {
        "Counter" or "ObservableCounter" => "counter",
        "UpDownCounter" or "ObservableUpDownCounter" => "up-down counter",
        "Gauge" or "ObservableGauge" => "gauge",
        "Histogram" => "histogram",
        var other => other,
    };

    /// <summary>The keys that stand in a file's calls of Add and Record on the field that holds an instrument, or in the method that an observable one calls.</summary>
    private static Dictionary<string, string> ReadLabels()
    {
        var labels = new Dictionary<string, string>();
        foreach (var file in new[] { "src", "client" }.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(TestRun.Root, folder), "*Instruments.cs", SearchOption.AllDirectories)))
        {
            var text = File.ReadAllText(file);
            var constants = Constant().Matches(text).SelectMany(match => Pair().Matches(match.Value)).ToDictionary(match => match.Groups[1].Value, match => match.Groups[2].Value);
            foreach (Match field in Field().Matches(text))
            {
                var calls = Regex.Matches(text, $@"{field.Groups[1].Value}\.(?:Add|Record)\((?:[^;]|\n)*?\);").Select(match => match.Value);
                var keys = calls.SelectMany(call => Key().Matches(call).Select(match => match.Groups[1].Value).Concat(constants.Where(pair => Regex.IsMatch(call, $@", {pair.Key}\)")).Select(pair => pair.Value)));
                labels[field.Groups[2].Value] = string.Join(", ", keys.Distinct());
            }
            foreach (Match observable in Observable().Matches(text))
            {
                var body = Regex.Match(text, $@"(?<!=)\> {observable.Groups[2].Value}\(.*?(?:;\n\n|;\n\}}|\n    \}}\n)|\[\] {observable.Groups[2].Value}\(.*?\n    \}}\n", RegexOptions.Singleline).Value;
                var keys = Key().Matches(body).Select(match => match.Groups[1].Value).Concat(constants.Where(pair => Regex.IsMatch(body, $@", {pair.Key}\)")).Select(pair => pair.Value));
                labels[observable.Groups[1].Value] = string.Join(", ", keys.Distinct());
            }
        }
        return labels;
    }

    [GeneratedRegex(@"(_\w+) = _?meter\.Create\w+(?:<\w+>)?\(""([\w.]+)""")]
    private static partial Regex Field();

    [GeneratedRegex(@"CreateObservable\w+(?:<\w+>)?\(""([\w.]+)"", (?:\(\) => )?(\w+)")]
    private static partial Regex Observable();

    [GeneratedRegex(@"(?:Tag|KeyValuePair<string, object\?>)\(""(\w+)""")]
    private static partial Regex Key();

    [GeneratedRegex(@"static readonly KeyValuePair<string, object\?> [^;]*;")]
    private static partial Regex Constant();

    [GeneratedRegex(@"(\w+) = new\(""(\w+)""")]
    private static partial Regex Pair();
}
