using System.Net;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Orleans;
using Orleans.Configuration;
using Orleans.Runtime;

namespace LocalOrleans.Tests;

/// <summary>
/// A cluster on one thread: the membership of each silo with a table, a clock, links and grains that a schedule moves by hand. Nothing happens
/// by itself: each call of <see cref="Act"/> is one step of one silo, one message, one end of a turn. Every step is checked.
/// </summary>
internal sealed class SimulatedCluster(int seed) : TimeProvider
{
    private static readonly GrainId[] Grains = [.. Enumerable.Range(0, 24).Select(n => GrainId.Create("g", $"{n}"))];
    private readonly Random _random = new(seed);
    private readonly List<(SimulatedSilo From, SiloAddress To, byte[] Message)> _messages = [];
    private readonly ClusterMembershipOptions _options = new();
    private readonly string _cluster = $"simulated-{seed}";
    private long _now = TimeSpan.TicksPerDay;
    private int _made;

    public List<SimulatedSilo> Silos { get; } = [];

    public bool TableIsAway { get; private set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _now;

    public override DateTimeOffset GetUtcNow() => new(_now, TimeSpan.Zero);

    public IEnumerable<SimulatedSilo> Running => Silos.Where(silo => silo is { IsKilled: false, IsPaused: false, Membership.IsDead: false });

    /// <summary>A random event; faults only if <paramref name="faults"/>.</summary>
    public void Act(bool faults)
    {
        _now += TimeSpan.TicksPerMillisecond * 10;
        switch (_random.Next(100))
        {
            case < 40: Pick(Running)?.Step(); break;
            case < 60: Deliver(drop: faults && _random.Next(10) == 0); break;
            case < 75: Pick(Running)?.Call(Grains[_random.Next(Grains.Length)], _random.Next(2) == 0); break;
            case < 92: Pick(Running)?.EndTurn(); break;
            case < 94 when Silos.Count(silo => !silo.IsKilled && !silo.Membership.IsDead) < 6: Join(); break;
            case < 95 when Running.Count() > 2: Pick(Running)!.Membership.Goal = MembershipGoal.Leave; break;
            case < 96 when faults && Running.Count() > 2: Kill(Pick(Running)!); break;
            case < 97 when faults && Running.Count() > 2 && !Silos.Exists(silo => silo.IsPaused): Pause(Pick(Running)!); break;
            case < 98 when faults: Resume(); break;
            case < 99 when faults: TableIsAway = !TableIsAway; break;
        }

        Check();
    }

    /// <summary>Faults end; everybody steps until nothing changes any more.</summary>
    public void Heal()
    {
        TableIsAway = false;
        Resume();
        for (var i = 0; i < 4_000; i++)
        {
            _now += TimeSpan.TicksPerMillisecond * 10;
            foreach (var silo in Running.ToList()) silo.Step();
            while (_messages.Count > 0) Deliver(drop: false);
            foreach (var silo in Running) silo.EndTurn();
            Check();
        }
    }

    public SimulatedSilo Join()
    {
        var options = Options.Create(new ClusterOptions { ClusterId = _cluster });
        var development = Options.Create(new DevelopmentClusterMembershipOptions { PrimarySiloEndpoint = new IPEndPoint(IPAddress.Loopback, 1) });
        var number = ++_made;
        var table = new InMemoryMembershipTable(Options.Create(new EndpointOptions { SiloPort = number, AdvertisedIPAddress = IPAddress.Loopback }), options, development);
        table.InitializeMembershipTable(true).GetAwaiter().GetResult();
        var silo = new SimulatedSilo(this, SiloAddress.New(IPAddress.Loopback, number, number));
        silo.Membership = new Membership(silo.Address, silo.Row, new UnreliableTable(table, this), new Lazy<ISiloLinks>(silo), silo, IsGone, _options, this, NullLogger.Instance);
        Silos.Add(silo);
        return silo;
    }

    public void Send(SimulatedSilo from, SiloAddress to, byte[] message) => _messages.Add((from, to, message));

    /// <summary>One in ten answers of the table is lost although the change was made.</summary>
    public bool LosesAnswer() => TableIsAway || _random.Next(40) == 0;

    private void Check()
    {
        foreach (var grain in Grains)
        {
            var owners = Silos.Where(silo => silo is { IsKilled: false, IsPaused: false, IsFrozen: false } && silo.Active.Contains(grain) && !(silo.Membership.IsDead && silo.Membership.Goal == MembershipGoal.Join)).ToList();
            Assert.True(owners.Count < 2, $"{grain} is active on {string.Join(" and ", owners.Select(silo => $"{silo.Address} (view {silo.Membership.Current.Version})"))}");
        }

        var table = Silos.Select(silo => silo.Membership.Table).Where(table => table is not null).MaxBy(table => table!.Version.Version);
        Assert.True(table is null || table.Members.Count(row => row.Item1.Status is SiloStatus.Joining or SiloStatus.ShuttingDown) < 2, $"two changes at once: {table}");
        foreach (var dead in Silos.Where(silo => silo.Membership.IsDead && silo.Membership.Goal == MembershipGoal.Join)) Assert.True(dead.WasSilent, $"{dead.Address} was declared dead and never stood still");
    }

    private void Deliver(bool drop)
    {
        if (_messages.Count == 0) return;
        var index = _random.Next(_messages.Count);
        var (from, to, message) = _messages[index];
        _messages.RemoveAt(index);
        if (!drop) Running.FirstOrDefault(silo => silo.Address.Equals(to))?.Membership.OnMessage(from.Address, message);
    }

    private void Kill(SimulatedSilo silo) => silo.IsKilled = true;

    private void Pause(SimulatedSilo silo)
    {
        (silo.IsPaused, silo.WasSilent) = (true, true);
        foreach (var other in Silos.Where(other => other != silo)) other.Membership.OnSilence(silo.Address, true);
    }

    private void Resume()
    {
        foreach (var silo in Silos.Where(silo => silo.IsPaused))
        {
            silo.IsPaused = false;
            silo.Membership.OnPaused();
            foreach (var other in Silos.Where(other => other != silo)) other.Membership.OnSilence(silo.Address, false);
        }
    }

    private bool IsGone(SiloAddress silo, ProcessIdentity process) => Silos.Single(other => other.Address.Equals(silo)).IsKilled;

    private SimulatedSilo? Pick(IEnumerable<SimulatedSilo> from) => from.ToList() is { Count: > 0 } all ? all[_random.Next(all.Count)] : null;

    /// <summary>A table that is away at times, and loses answers at others.</summary>
    private sealed class UnreliableTable(IMembershipTable inner, SimulatedCluster cluster) : IMembershipTable
    {
        public Task InitializeMembershipTable(bool tryInitTableVersion) => inner.InitializeMembershipTable(tryInitTableVersion);

        public Task DeleteMembershipTableEntries(string clusterId) => inner.DeleteMembershipTableEntries(clusterId);

        public Task CleanupDefunctSiloEntries(DateTimeOffset beforeDate) => inner.CleanupDefunctSiloEntries(beforeDate);

        public Task<MembershipTableData> ReadRow(SiloAddress key) => Ask(inner.ReadRow(key));

        public Task<MembershipTableData> ReadAll() => Ask(inner.ReadAll());

        public Task<bool> InsertRow(MembershipEntry entry, TableVersion tableVersion) => cluster.TableIsAway ? Ask(Task.FromResult(false)) : Ask(inner.InsertRow(entry, tableVersion));

        public Task<bool> UpdateRow(MembershipEntry entry, string etag, TableVersion tableVersion) => cluster.TableIsAway ? Ask(Task.FromResult(false)) : Ask(inner.UpdateRow(entry, etag, tableVersion));

        public Task UpdateIAmAlive(MembershipEntry entry) => inner.UpdateIAmAlive(entry);

        private Task<T> Ask<T>(Task<T> done) => cluster.LosesAnswer() ? Task.FromException<T>(new TimeoutException("The table is away.")) : done;
    }
}

/// <summary>One silo: its membership, and grains that are active until the schedule ends their turns.</summary>
internal sealed class SimulatedSilo(SimulatedCluster cluster, SiloAddress address) : ISiloLinks, ISiloGrains
{
    private ClusterView _view = ClusterView.Empty;
    private TaskCompletionSource<bool>? _settled;
    private Action? _onIdle;
    private Task _close = Task.CompletedTask;
    private bool _quiet;

    public SiloAddress Address => address;

    public Membership Membership { get; set; } = null!;

    public HashSet<GrainId> Active { get; } = [];

    public bool IsKilled { get; set; }

    public bool IsPaused { get; set; }

    public bool WasSilent { get; set; }

    public bool IsFrozen { get; private set; }

    public bool IsQuiet => true;

    public MembershipEntry Row() => new()
    {
        SiloAddress = address,
        Status = SiloStatus.Joining,
        SiloName = address.ToString(),
        HostName = "here",
        RoleName = "1:1",
        StartTime = cluster.GetUtcNow().UtcDateTime,
    };

    public void Step()
    {
        var step = Membership.StepAsync();
        Assert.True(step.IsCompletedSuccessfully, "a step waits for nothing here");
    }

    /// <summary>A call comes in, by what a catalog does with it.</summary>
    public void Call(GrainId grain, bool letThrough)
    {
        if (IsFrozen || !address.Equals(_view.OwnerOf(grain)) || (_view.Moves(grain) && (_quiet || !letThrough))) return;
        Active.Add(grain);
    }

    /// <summary>A grain that must go has ended.</summary>
    public void EndTurn()
    {
        if (Active.Where(Loses).Take(1).ToList() is [var ended]) Active.Remove(ended);
        if (_settled is null || Active.Any(Loses)) return;
        var onIdle = _onIdle;
        _onIdle = null;
        onIdle?.Invoke();
        if (!_close.IsCompleted) return;
        _quiet = true;
        var settled = _settled;
        _settled = null;
        settled.SetResult(true);
    }

    public void Enter(ClusterView view)
    {
        (_view, _quiet) = (view, false);
        var before = _settled;
        _settled = null;
        before?.SetResult(false);
    }

    public Task<bool> SettleAsync(ClusterView view, Action onIdle, Task close)
    {
        (_onIdle, _close) = (onIdle, close);
        return (_settled = new TaskCompletionSource<bool>()).Task;
    }

    public void Freeze() => IsFrozen = true;

    public void Thaw() => IsFrozen = false;

    public void Tell(SiloAddress silo, ReadOnlyMemory<byte> message) => cluster.Send(this, silo, message.ToArray());

    public void Bury(SiloAddress silo) { }

    public void Publish(ClusterView view) { }

    public Task StartAsync(CancellationToken cancellation) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellation) => Task.CompletedTask;

    public System.Net.Sockets.Socket OpenHeartbeat(SiloAddress silo) => throw new IOException("There are no sockets here.");

    private bool Loses(GrainId grain) => !address.Equals(_view.OwnerOf(grain)) || _view.Moves(grain);
}
