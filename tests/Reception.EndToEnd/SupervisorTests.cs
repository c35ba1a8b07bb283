using Reception.Tests;

namespace Reception.EndToEnd;

/// <summary><c>--silos N</c> as a user starts it: what it shows, what it starts again, and that nothing of it is left over.</summary>
public sealed class SupervisorTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("reception-e2e-").FullName;
    private ClusterProcess _cluster = null!;

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "It looks at /proc and sends signals.");
        _cluster = ClusterProcess.Start(
            "--silos", "2", "--data", _folder, "--url", $"http://127.0.0.1:{FreePorts.Next()}",
            "--silo-port", $"{FreePorts.Next()}", "--gateway-port", $"{FreePorts.Next()}");
        await _cluster.SaysAsync(0, "ready cluster");
    }

    [Fact]
    public async Task Start_TwoSilos_ShowsBothJoin()
    {
        await _cluster.SaysAsync(0, "silo-1", "has joined");
        await _cluster.SaysAsync(0, "silo-2", "has joined");

        Assert.Equal(4, _cluster.Children().Length); // store, two silos, gateway
    }

    [Fact]
    public async Task Join_ByHand_IsShownComingAndGoing()
    {
        await using var third = ClusterProcess.Start("--join", "--data", _folder, "--name", "third");
        await _cluster.SaysAsync(0, "third", "has joined");
        await third.SaysAsync(0, "ready silo");

        await ClusterProcess.SignalAsync(third.Id, "TERM");
        Assert.Equal(0, await third.EndAsync());
        await _cluster.SaysAsync(0, "third", "2 active");
    }

    [Theory]
    [InlineData("--name silo-2", "silo-2", "has joined")]
    [InlineData("--store ", "store", "ready store")]
    [InlineData("Reception.Gateway", "gateway", "ready gateway")]
    public async Task Kill_OneOfThem_IsShownAndReplaced(string argument, string name, string again)
    {
        var killed = _cluster.Child(argument);
        var before = _cluster.Lines().Count;
        await ClusterProcess.SignalAsync(killed, "KILL");

        await _cluster.SaysAsync(before, name, "ended with code 137");
        await _cluster.SaysAsync(before, name, again);
        Assert.NotEqual(killed, _cluster.Child(argument));
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task Stop_ByOneSignal_DrainsInOrderAndLeavesNothing(string signal)
    {
        var children = _cluster.Children();
        await ClusterProcess.SignalAsync(_cluster.Id, signal);

        Assert.Equal(0, await _cluster.EndAsync());
        Assert.DoesNotContain(children, ClusterProcess.Lives);
        Assert.Equal(["gateway", "silo-2", "silo-1", "store"], _cluster.Lines().Where(line => line.EndsWith("has ended with code 0", StringComparison.Ordinal)).Select(line => line.Split(' ')[0]));
    }

    [Fact]
    public async Task Kill_TheSupervisor_TheOthersEndByThemselves()
    {
        var children = _cluster.Children();
        await ClusterProcess.SignalAsync(_cluster.Id, "KILL");

        await Waits.UntilAsync(() => Task.FromResult(!children.Any(ClusterProcess.Lives)), () => "a child still runs");
    }

    [Fact]
    public async Task Start_AnotherOnTheSameFolder_EndsAndSaysWhy()
    {
        await using var second = ClusterProcess.Start("--silos", "1", "--data", _folder, "--url", "http://127.0.0.1:1");

        Assert.Equal(2, await second.EndAsync());
        Assert.Contains(second.Lines(), line => line.Contains("is in use by process", StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync()
    {
        if (_cluster is not null) await _cluster.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
