using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Reception.LoadTest.Measures;

namespace Reception.LoadTest.Hosting;

/// <summary>
/// What the processes of a cluster say of themselves at <c>/metrics</c> (docs/metrics.md): processor time and its parts. They are found as
/// Prometheus finds them, by the files in the data folder. One that does not answer in time is left out of this sample.
/// </summary>
internal sealed class MetricsReader(string dataFolder, string token) : IDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(2), DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };

    public async Task<ServerSample[]> ReadAsync()
    {
        var folder = Path.Combine(dataFolder, "metrics");
        if (!Directory.Exists(folder)) return [];
        var samples = await Task.WhenAll(Directory.GetFiles(folder, "*.json").Select(ReadAsync));
        return [.. samples.OfType<ServerSample>()];
    }

    public void Dispose() => _http.Dispose();

    private async Task<ServerSample?> ReadAsync(string file)
    {
        try
        {
            using var target = JsonDocument.Parse(await File.ReadAllTextAsync(file));
            var (address, labels) = (target.RootElement[0].GetProperty("targets")[0].GetString(), target.RootElement[0].GetProperty("labels"));
            var values = Values(await _http.GetStringAsync(new Uri($"http://{address}/metrics")));
            return Sample(labels.GetProperty("process").GetString()!, labels.GetProperty("part").GetString()!, values);
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException or IOException or JsonException or KeyNotFoundException)
        {
            return null; // it has just come, or has just gone
        }
    }

    private static ServerSample Sample(string process, string part, Dictionary<string, double> values)
    {
        var cpu = values.GetValueOrDefault("reception_process_cpu_seconds_total");
        var (triage, journal) = (values.GetValueOrDefault("reception_triage_time_seconds_sum"), values.GetValueOrDefault("reception_journal_cpu_seconds_total"));
        var parts = new SortedDictionary<string, double>(StringComparer.Ordinal);
        if (part == "gateway") parts["transport"] = cpu;
        else if (part == "store") parts["journal"] = cpu;
        else
        {
            parts["triage"] = triage;
            if (journal > 0) parts["journal"] = journal;
            parts[journal > 0 ? "transport and grain" : "grain"] = Math.Max(0, cpu - triage - journal); // with a journal of its own it is the one process for all
        }
        return new ServerSample(process, cpu, (long)values.GetValueOrDefault("dotnet_process_memory_working_set_bytes"), (long)values.GetValueOrDefault("reception_messages_total"), parts);
    }

    /// <summary>By name, over all labels. The text format, version 0.0.4.</summary>
    private static Dictionary<string, double> Values(string text)
    {
        var values = new Dictionary<string, double>(StringComparer.Ordinal);
        foreach (var line in text.Split('\n'))
        {
            if (line.Length == 0 || line[0] == '#') continue;
            var name = line[..line.AsSpan().IndexOfAny('{', ' ')];
            var rest = line[(line.LastIndexOf('}') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            var number = rest[line.Contains('}', StringComparison.Ordinal) ? 0 : 1];
            if (double.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)) values[name] = values.GetValueOrDefault(name) + value;
        }
        return values;
    }
}
