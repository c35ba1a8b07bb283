using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace LocalOrleans;

/// <summary>Counters under the meter and the names that Orleans uses.</summary>
internal static class RuntimeInstruments
{
    private static readonly Meter Meter = new("Microsoft.Orleans");
    private static readonly Counter<long> Created = Meter.CreateCounter<long>("orleans-catalog-activation-created");
    private static readonly Counter<long> Destroyed = Meter.CreateCounter<long>("orleans-catalog-activation-destroyed");
    private static readonly Counter<long> Failed = Meter.CreateCounter<long>("orleans-catalog-activation-failed-to-activate");
    private static readonly Counter<long> TimedOut = Meter.CreateCounter<long>("orleans-app-requests-timedout");

    private static readonly ConcurrentDictionary<Catalog, string> Catalogs = new();

    static RuntimeInstruments() => Meter.CreateObservableGauge("orleans-catalog-activations", () => Catalogs.Keys.Select(catalog => new Measurement<int>(catalog.Count)));

    public static void Watch(Catalog catalog) => Catalogs[catalog] = "";

    public static void Forget(Catalog catalog) => Catalogs.TryRemove(catalog, out _);

    public static void OnActivated() => Created.Add(1);

    public static void OnDeactivated() => Destroyed.Add(1);

    public static void OnActivationFailed() => Failed.Add(1);

    public static void OnTimeout() => TimedOut.Add(1);
}
