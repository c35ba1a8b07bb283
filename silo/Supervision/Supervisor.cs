using Reception.Clustering.Link;
using Reception.Gateway.Auth;
using Reception.Silo.Metrics;
using Reception.Telemetry;

namespace Reception.Silo.Supervision;

/// <summary>
/// Store, silos and a gateway as processes of this machine. Starts them in this order, each when what it needs is there; starts a dead
/// one again; at the end drains them the other way round: gateway, silos one after the other, store last.
/// </summary>
internal sealed class Supervisor(SiloOptions options, IHostEnvironment environment, IHostApplicationLifetime lifetime, MembershipWatch watch, StoreLink link, TimeProvider time) : IHostedService
{
    /// <summary>How long each process has to end by itself; a gateway moves its clients in this time, a silo its grains.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(45);

    private readonly List<Child> _children = [];
    private Task _starting = Task.CompletedTask;

    /// <summary>0: everything that was started has ended as asked; 1: something had to be killed or failed at its end; 2: the start failed.</summary>
    public int ExitCode { get; private set; }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        TargetFile.Clear(options.DataFolder);
        _children.AddRange(Layout.Of(options, environment, time));
        _starting = RunAsync();
        return Task.CompletedTask;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _starting;
        foreach (var child in Enumerable.Reverse(_children))
        {
            watch.Leaves(child.Name);
            if (child == _children[0]) await link.DisposeAsync(); // the store waits until its callers have gone
            await child.StopAsync(Grace);
            if (child != _children[0]) await watch.LookAsync(CancellationToken.None);
            if (ExitCode == 0 && child.ExitCode != 0) ExitCode = 1;
        }
        foreach (var child in _children) child.Dispose();
    }

    /// <summary>The second Ctrl-C.</summary>
    public void KillAll()
    {
        ExitCode = 1;
        foreach (var child in Enumerable.Reverse(_children)) child.Kill();
    }

    private async Task RunAsync()
    {
        foreach (var stage in _children.GroupBy(child => child.Name.Split('-')[0]))
        {
            foreach (var child in stage) child.Start();
            foreach (var child in stage)
            {
                var ready = await Task.WhenAny(child.Ready, StoppingAsync()) == child.Ready && await child.Ready;
                if (ready) continue;
                if (!lifetime.ApplicationStopping.IsCancellationRequested) ExitCode = 2; // its own words say why
                lifetime.StopApplication();
                return;
            }
        }
        var folder = Path.GetFullPath(options.DataFolder);
        Console.WriteLine($"ready cluster {options.Url} {folder}: {options.Silos} silos; Ctrl-C drains, a second one kills");
        Console.WriteLine($"         API: {options.Url}/openapi/v1.json    Health: {options.Url}/health/ready");
        if (environment.IsDevelopment()) Console.WriteLine($"         Admin token (Development): in {Path.Combine(folder, DataFolderSecrets.AdminTokenFile)}");
        if (options.Demo ?? environment.IsDevelopment()) Console.WriteLine($"         Open {options.Url}/demo/ : customer and agent side by side.");
        if (ScrapeTargets.Addresses(options, environment).Any()) Console.WriteLine($"         Metrics (Prometheus file_sd): {Path.Combine(folder, TargetFile.Folder)}/*.json");
        Console.WriteLine($"         One more silo: dotnet run --project silo -- --join --data {folder}");
    }

    private Task StoppingAsync()
    {
        var stopping = new TaskCompletionSource();
        lifetime.ApplicationStopping.Register(stopping.SetResult);
        return stopping.Task;
    }
}
