using System.Net.Sockets;
using Microsoft.Extensions.Hosting;

namespace LocalOrleans;

/// <summary>
/// Runs one silo's <see cref="Membership"/>: the one loop that makes its steps, its heartbeats, and how the silo begins and ends.
/// A step is made when something is told and else every second; every few milliseconds while a change is under way or a link has just closed.
/// </summary>
internal sealed class SiloMembership : ISiloLinkEvents, IDisposable
{
    private const int BeatsPerProbe = 10;
    private static readonly TimeSpan Idle = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Hurry = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LeaveLimit = TimeSpan.FromSeconds(10);
    private readonly SiloRuntime _silo;
    private readonly IMembershipTable _table;
    private readonly Lazy<ISiloLinks> _links;
    private readonly ClusterMembershipOptions _options;
    private readonly TimeProvider _time;
    private readonly IHostApplicationLifetime _host;
    private readonly Heartbeats _heartbeats;
    private readonly SemaphoreSlim _wake = new(0);
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource _joined = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SiloControl _control;
    private readonly DateTime _started;
    private long _closedAt;
    private long _saidAlive;
    private long _cleaned;
    private bool _begun;

    public SiloMembership(SiloRuntime silo, Lazy<ISiloLinks> links, IOptions<ClusterMembershipOptions> options, IHostApplicationLifetime host, IServiceProvider services)
    {
        (_silo, _links, _options, _host) = (silo, links, options.Value, host);
        _table = services.GetService<IMembershipTable>()
            ?? throw new OrleansConfigurationException("Clustering has not been configured: call UseLocalhostClustering or register an IMembershipTable.");
        _time = RuntimeServices.Clock(services, TimeProviderNames.Membership);
        _control = new SiloControl(silo);
        silo.Observers.Add(ClientIds.ControlOf(silo.Details.SiloAddress), _control);
        _started = _time.GetUtcNow().UtcDateTime;
        View = new Membership(silo.Details.SiloAddress, Row, _table, links, silo.Catalog, Processes.IsGone, _options, _time, silo.Logger);
        View.Woken += () => _wake.Release();
        _heartbeats = new Heartbeats(address => links.Value.OpenHeartbeat(address), View.OnSilence, OnPaused, _options.ProbeTimeout / BeatsPerProbe, BeatsPerProbe);
    }

    public Membership View { get; }

    /// <summary>Waits for the table and joins. Ends when this silo is a member.</summary>
    public async Task JoinAsync(CancellationToken cancellation)
    {
        Processes.Add(_silo.Details.SiloAddress);
        await InitializeTableAsync(cancellation).ConfigureAwait(false);
        _heartbeats.Start();
        _begun = true;
        using (ExecutionContext.SuppressFlow()) _ = Task.Run(RunAsync, CancellationToken.None);
        await _joined.Task.WaitAsync(_options.MaxJoinAttemptTime, _time, cancellation).ConfigureAwait(false);
    }

    /// <summary>Moves the grains away and leaves; without that when the token ends or it takes too long.</summary>
    public async Task LeaveAsync(CancellationToken cancellation)
    {
        if (_begun && !View.IsDead)
        {
            Steer(cancellation.IsCancellationRequested ? MembershipGoal.Die : MembershipGoal.Leave);
            await _ended.Task.WaitAsync(LeaveLimit, _time, cancellation).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            Steer(MembershipGoal.Die);
            await _ended.Task.WaitAsync(Idle, _time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            for (var waited = 0; waited < 200 && !_links.Value.IsQuiet && !cancellation.IsCancellationRequested; waited++)
                await Task.Delay(Hurry / 2, _time, CancellationToken.None).ConfigureAwait(false);
        }

        await _stop.CancelAsync().ConfigureAwait(false);
    }

    public void OnMessage(SiloAddress from, ReadOnlyMemory<byte> message) => View.OnMessage(from, message);

    public void OnClosed(SiloAddress silo)
    {
        Volatile.Write(ref _closedAt, _time.GetTimestamp());
        _wake.Release();
    }

    public void OnHeartbeat(Socket socket, SiloAddress from) => _heartbeats.Answer(socket);

    public void Dispose()
    {
        _stop.Cancel();
        _heartbeats.Dispose();
        Processes.Remove(_silo.Details.SiloAddress);
    }

    private async Task InitializeTableAsync(CancellationToken cancellation)
    {
        for (var first = true; ; first = false)
        {
            try
            {
                await _table.InitializeMembershipTable(true).WaitAsync(cancellation).ConfigureAwait(false);
                return;
            }
            catch (Exception exception) when (exception is not (OrleansConfigurationException or OperationCanceledException))
            {
                if (first) MembershipLog.TableIsAway(_silo.Logger, exception);
            }

            await Task.Delay(Idle / 4, _time, cancellation).ConfigureAwait(false);
        }
    }

    private async Task RunAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            while (await View.StepAsync().ConfigureAwait(false))
            {
                // Something was changed: look again at once.
            }

            var others = View.Table?.Members.Select(row => row.Item1).Where(row => row.Status is SiloStatus.Joining or SiloStatus.Active or SiloStatus.ShuttingDown);
            _heartbeats.Watch([.. (others ?? []).Select(row => row.SiloAddress).Where(silo => !silo.Equals(_silo.Details.SiloAddress))]);
            if (View.Current.Contains(_silo.Details.SiloAddress)) _joined.TrySetResult();
            if (View.IsDead)
            {
                _ended.TrySetResult();
                if (View.Goal == MembershipGoal.Join) Die();
                return;
            }

            await ChoresAsync().ConfigureAwait(false);
            var closed = Volatile.Read(ref _closedAt);
            var hurry = View.IsHurried || (closed != 0 && _time.GetElapsedTime(closed) < Idle);
            await _wake.WaitAsync(hurry ? Hurry : Idle, CancellationToken.None).ConfigureAwait(false);
        }
    }

    /// <summary>Says in the table that this silo lives, and deletes rows of those that have been dead for long.</summary>
    private async Task ChoresAsync()
    {
        try
        {
            var now = _time.GetTimestamp();
            if (_time.GetElapsedTime(_saidAlive, now) >= _options.IAmAliveTablePublishTimeout && View.Table?.TryGet(_silo.Details.SiloAddress) is { } mine)
            {
                _saidAlive = now;
                var alive = mine.Item1.Copy();
                alive.IAmAliveTime = _time.GetUtcNow().UtcDateTime;
                await _table.UpdateIAmAlive(alive).ConfigureAwait(false);
            }

            if (_options.DefunctSiloCleanupPeriod is not { } period || _time.GetElapsedTime(_cleaned, now) < period) return;
            _cleaned = now;
            await _table.CleanupDefunctSiloEntries(_time.GetUtcNow() - _options.DefunctSiloExpiration).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            MembershipLog.TableIsAway(_silo.Logger, exception);
        }
    }

    private MembershipEntry Row() => new()
    {
        SiloAddress = _silo.Details.SiloAddress,
        Status = SiloStatus.Joining,
        ProxyPort = _silo.Details.GatewayAddress.Endpoint.Port,
        HostName = _silo.Details.DnsHostName,
        SiloName = _silo.Details.Name,
        RoleName = Processes.Format(Processes.Self),
        StartTime = _started,
        IAmAliveTime = _time.GetUtcNow().UtcDateTime,
    };

    private void Steer(MembershipGoal goal)
    {
        View.Goal = goal;
        _wake.Release();
    }

    private void OnPaused()
    {
        MembershipLog.StoodStill(_silo.Logger);
        View.OnPaused();
    }

    /// <summary>The others have declared this silo dead: whatever it does from now on may be done elsewhere too.</summary>
    private void Die()
    {
        MembershipLog.DeclaredDead(_silo.Logger, _silo.Details.SiloAddress);
        _silo.Abandon();
        _ = _links.Value.StopAsync(new CancellationToken(true));
        Environment.ExitCode = 1;
        _host.StopApplication();
    }
}
