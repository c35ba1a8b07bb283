using System.Globalization;
using Reception.Silo.Metrics;
using Reception.Silo.Roles;

namespace Reception.Silo.Supervision;

/// <summary>Which processes a supervisor starts, and with which switches: what a person would type.</summary>
internal static class Layout
{
    /// <summary>Store, silos, gateway: the order of starting.</summary>
    public static IEnumerable<Child> Of(SiloOptions options, IHostEnvironment environment, TimeProvider time)
    {
        var folder = Path.GetFullPath(options.DataFolder);
        var demo = options.Demo ?? environment.IsDevelopment();
        var siloPorts = Ports.FreeFrom(options.SiloPort ?? 11_111).Take(options.Silos).ToArray();
        var gatewayPorts = Ports.FreeFrom(options.GatewayPort ?? 30_000).Except(siloPorts).Take(options.Silos).ToArray();
        var metrics = ScrapeTargets.Addresses(options, environment).GetEnumerator();
        yield return new Child("store", [.. Program("Reception.Silo"), "--store", "--data", folder, "--store-port", Text(options.StorePort), .. Metrics(metrics)], Restart.AtOnce, time);
        for (var i = 0; i < options.Silos; i++)
        {
            yield return new Child($"silo-{i + 1}",
            [
                .. Program("Reception.Silo"), "--join", "--data", folder, "--name", $"silo-{i + 1}", "--silo-port", Text(siloPorts[i]), "--gateway-port", Text(gatewayPorts[i]),
                "--demo", demo && i == 0 ? "true" : "false", "--storage", $"{options.Storage.Kind}", .. Metrics(metrics),
            ], Restart.BackOff, time);
        }
        yield return new Child("gateway", [.. Program("Reception.Gateway"), "--data", folder, "--url", options.Url], Restart.BackOff, time);
    }

    /// <summary>The program beside this one: through <c>dotnet</c> if this one was started so, else its own executable.</summary>
    private static string[] Program(string name)
    {
        var here = Environment.ProcessPath ?? "dotnet";
        var file = Path.Combine(AppContext.BaseDirectory, name);
        if (Path.GetFileNameWithoutExtension(here) == "dotnet") return [here, $"{file}.dll"];
        return [OperatingSystem.IsWindows() ? $"{file}.exe" : file];
    }

    private static string[] Metrics(IEnumerator<string> addresses) => addresses.MoveNext() ? ["--metrics", addresses.Current] : [];

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
