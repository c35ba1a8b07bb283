using System.Buffers.Binary;

namespace LocalOrleans;

/// <summary>
/// Which silos there are, as one silo sees it, and how the silo comes and goes. The table is the truth; everything else only makes it faster.
/// <para><b>Symbols.</b> v is the table's version; every change names the v it was decided from and fails if the table has moved on, so changes are a
/// sequence and each is decided on the latest table. View(v) is the table at v: its members (Active, ShuttingDown) own grains, a Joining or ShuttingDown
/// row is an announcement. A silo is <i>idle in v</i> when it has entered View(v) and once no grain that v's announcement moves was active on it, <i>quiet in v</i> when none
/// is and it makes none before it enters a newer view.</para>
/// <para><b>Join.</b> J writes Joining if nothing else is announced: v. Each member enters View(v) and tells J when it is idle. When all are, J asks them to close; each becomes quiet
/// and tells J so. When all members of v are quiet in v, J writes Active, on condition that the table is still at v. Idle comes first because turns of one silo may wait
/// for grains of another: what is under way drains everywhere before anybody closes. <b>Leave.</b> L writes ShuttingDown, becomes quiet, writes Dead
/// on the same condition; all its grains move, so nobody else has to stop any.</para>
/// <para><b>One owner.</b> A silo makes a grain only under a view it has entered that gives it the grain without moving it, except for what it lets through
/// before it is quiet. Suppose J makes g after View(w), w = v + 1, gave g to J, and the old owner A still runs it. A was a member in v, so A was quiet in v, and a quiet
/// silo makes nothing that moves before it enters a newer view; the newest one it can enter after v is w, which gives g to J. Contradiction. Any change in
/// between (a death, a vote) raises v and all must be quiet anew. Versions rise, so a late message says too little, never too much.</para>
/// <para><b>Death.</b> A member whose process is gone is written Dead by whoever sees it first: its links close, its pid is looked up; both are tried again every
/// second. One that lives but does not answer heartbeats is voted out (<see cref="MembershipRules"/>). Such a silo may still run: a silo that notices that it stood
/// still freezes until it has read the table, and one that reads that it is dead stops for ever. Between its waking and its noticing it may run turns of grains that
/// others own by now: the stores' conditional writes refuse these. This is the one gap, and it needs a pause longer than the probe time-out.</para>
/// <para><b>Crash cases.</b> J or L dies: its row becomes Dead, the announcement is void, held calls go on at their old owner. J is alive but somebody does not become
/// quiet (a turn that takes long): J withdraws (Created), rests and tries again, each time with twice the patience up to <see cref="AnnounceLimit"/>; if it does not withdraw, others declare it dead after
/// <see cref="StuckLimit"/>. The table is away: nobody can change anything, nobody dies, calls go on under the view everybody has; a write whose answer was lost is
/// settled by reading again. Messages are lost: tables are read every few seconds anyway, and quiet is told again.</para>
/// <para>All decisions are made in <see cref="StepAsync"/>, one at a time, called by one loop or by a test; links and heartbeats only leave facts under the lock and wake the loop.</para>
/// </summary>
internal sealed class Membership(SiloAddress self, Func<MembershipEntry> row, IMembershipTable table, Lazy<ISiloLinks> links, ISiloGrains grains,
    Func<SiloAddress, ProcessIdentity, bool> isGone, ClusterMembershipOptions options, TimeProvider time, ILogger logger) : IClusterViews
{
    public static readonly TimeSpan AnnounceLimit = TimeSpan.FromSeconds(3);
    public static readonly TimeSpan StuckLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan FirstLimit = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan SlowestPoll = TimeSpan.FromSeconds(3);
    private readonly Lock _lock = new();
    private readonly Dictionary<SiloAddress, int> _idle = [];
    private readonly Dictionary<SiloAddress, int> _ready = [];
    private readonly HashSet<SiloAddress> _silent = [];
    private readonly HashSet<SiloAddress> _toBury = [];
    private MembershipTableData? _table;
    private TaskCompletionSource _changed = New();
    private TaskCompletionSource _close = New();
    private int _attempts;
    private int _wanted;
    private long _readAt;
    private long _pendingSince;
    private SiloAddress? _pending;
    private bool _away;

    /// <summary>The newest view known here.</summary>
    public ClusterView Current { get; private set; } = ClusterView.Empty;

    /// <summary>The newest rows known here.</summary>
    public MembershipTableData? Table => Volatile.Read(ref _table);

    public MembershipGoal Goal { get; set; }

    /// <summary>The silo stood still for long and has not read the table since: its grains are frozen.</summary>
    public bool IsInDoubt { get; private set; }

    /// <summary>This silo's row says Dead, by its own doing or by others', or there is none and shall be none.</summary>
    public bool IsDead { get; private set; }

    /// <summary>Steps are worth making at once and often: a change is under way here.</summary>
    public bool IsHurried => IsInDoubt || _pending is not null || _toBury.Count > 0 || (Goal == MembershipGoal.Join ? !Current.Contains(self) : !IsDead);

    public event Action<ClusterView>? Changed;

    /// <summary>A fact has come that a step should look at.</summary>
    public event Action? Woken;

    public async Task<ClusterView> AtLeastAsync(long version, CancellationToken cancellation)
    {
        if (Current.Version < version) Want((int)version);
        while (true)
        {
            var changed = Volatile.Read(ref _changed).Task;
            if (Current.Version >= version) return Current;
            await changed.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>A membership message: the table's version that the sender has seen, or in which it is quiet.</summary>
    public void OnMessage(SiloAddress from, ReadOnlyMemory<byte> message)
    {
        var version = BinaryPrimitives.ReadInt32LittleEndian(message.Span[1..]);
        switch ((MessageKind)message.Span[0])
        {
            case MessageKind.Look: Want(version); break;
            case MessageKind.Idle: Note(_idle, from, version); break;
            case MessageKind.Close when version == Current.Version: _close.TrySetResult(); break;
            case MessageKind.Ready: Note(_ready, from, version); break;
        }
    }

    /// <summary>A silo answers heartbeats, or does not.</summary>
    public void OnSilence(SiloAddress silo, bool silent)
    {
        lock (_lock)
        {
            if (silent ? !_silent.Add(silo) : !_silent.Remove(silo)) return;
        }

        if (silent) MembershipLog.Silent(logger, silo);
        Woken?.Invoke();
    }

    /// <summary>This process stood still for longer than others may wait for it.</summary>
    public void OnPaused()
    {
        grains.Freeze();
        IsInDoubt = true;
        Woken?.Invoke();
    }

    /// <summary>Reads the table if that is due and makes the change that the rules ask for. True if it should be called again at once.</summary>
    public async Task<bool> StepAsync()
    {
        try
        {
            if (IsDue()) Learn(await table.ReadAll().ConfigureAwait(false));
            if (_away) MembershipLog.TableIsBack(logger);
            _away = false;
            if (_table is not { } known) return false;
            TellOfTheJoin((int)Current.Version);
            BuryLeavers();
            if (MembershipRules.Next(known, Facts(known), options) is not { } change) return false;
            _readAt = 0;
            var version = known.Version.Next();
            if (change.Tag is null ? !await table.InsertRow(change.Entry, version).ConfigureAwait(false) : !await table.UpdateRow(change.Entry, change.Tag, version).ConfigureAwait(false)) return true;
            MembershipLog.Changed(logger, version.Version, change.Entry.SiloAddress, change.Entry.Status);
            Learn(await table.ReadAll().ConfigureAwait(false));
            foreach (var (other, _) in _table!.Members.Where(other => other.Item1.Status != SiloStatus.Dead && !other.Item1.SiloAddress.Equals(self)))
                Tell(other.SiloAddress, MessageKind.Look, _table.Version.Version);
            return true;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            if (!_away) MembershipLog.TableIsAway(logger, exception);
            _away = true;
            _readAt = 0;
            return false;
        }
    }

    private bool IsDue() => _table is null || IsInDoubt || IsHurried || _readAt == 0 || Volatile.Read(ref _wanted) > _table.Version.Version
        || time.GetElapsedTime(_readAt) >= (options.TableRefreshTimeout < SlowestPoll ? options.TableRefreshTimeout : SlowestPoll);

    /// <summary>A member tells the joiner how far it is; the joiner, when all are idle, asks them to close. Again with each step: messages may be lost.</summary>
    private void TellOfTheJoin(int version)
    {
        if (Current.Joining?.Address is not { } joiner) return;
        if (!joiner.Equals(self))
        {
            if (Has(_ready, self, version)) Tell(joiner, MessageKind.Ready, version);
            else if (Has(_idle, self, version)) Tell(joiner, MessageKind.Idle, version);
        }
        else if (Current.Silos.All(member => Has(_idle, member.Address, version)))
        {
            foreach (var member in Current.Silos) Tell(member.Address, MessageKind.Close, version);
        }
    }

    private void Learn(MembershipTableData read)
    {
        _readAt = time.GetTimestamp();
        if (_table is not null && read.Version.Version < _table.Version.Version) return;
        var before = Current;
        Volatile.Write(ref _table, read);
        var mine = read.TryGet(self)?.Item1.Status;
        IsDead = mine == SiloStatus.Dead || (mine is null && (before.Contains(self) || Goal != MembershipGoal.Join));
        if (before.Version != read.Version.Version) Advance(before, MembershipRules.ViewOf(read), read);
        if (!IsInDoubt || IsDead) return;
        IsInDoubt = false;
        grains.Thaw();
    }

    private void Advance(ClusterView before, ClusterView view, MembershipTableData read)
    {
        var pending = view.Leaving ?? view.Joining?.Address;
        if (!Equals(pending, _pending)) (_pending, _pendingSince) = (pending, time.GetTimestamp());
        if (self.Equals(before.Joining?.Address) && !self.Equals(view.Joining?.Address)) _attempts++;
        grains.Enter(view);
        Current = view;
        _close = New();
        if (view.Joining is null) _close.SetResult();
        Changed?.Invoke(view);
        Interlocked.Exchange(ref _changed, New()).TrySetResult();
        links.Value.Publish(view);
        foreach (var (other, _) in read.Members.Where(other => other.Item1.Status == SiloStatus.Dead && (before.Contains(other.Item1.SiloAddress) || before.Joining?.Address.Equals(other.Item1.SiloAddress) == true)))
        {
            MembershipLog.Left(logger, other.SiloAddress, view.Version);
            if (other.SuspectTimes is { Count: > 0 } || IsGone(other)) links.Value.Bury(other.SiloAddress);
            else _toBury.Add(other.SiloAddress);
        }

        foreach (var silo in view.Silos.Where(silo => !before.Contains(silo.Address))) MembershipLog.Joined(logger, silo.Address, view.Version);
        _ = SettleAsync(view);
    }

    private async Task SettleAsync(ClusterView view)
    {
        if (await grains.SettleAsync(view, () => Note(_idle, self, (int)view.Version), _close.Task).ConfigureAwait(false)) Note(_ready, self, (int)view.Version);
    }

    /// <summary>One that left in order still answers what it held: it is buried when its process has gone, at the latest when nobody can wait for it any more.</summary>
    private void BuryLeavers()
    {
        foreach (var silo in _toBury.ToList())
        {
            if (_table?.TryGet(silo) is { } left && !IsGone(left.Item1) && time.GetElapsedTime(_pendingSince) < StuckLimit) continue;
            _toBury.Remove(silo);
            links.Value.Bury(silo);
        }
    }

    private MembershipFacts Facts(MembershipTableData known) => new(self, Goal, time.GetUtcNow().UtcDateTime)
    {
        IsGone = IsGone,
        IsSilent = silo =>
        {
            lock (_lock) return options.LivenessEnabled && _silent.Contains(silo);
        },
        IsReady = (silo, version) => Has(_ready, silo, version),
        Overdue = self.Equals(_pending) && time.GetElapsedTime(_pendingSince) >= Patience(),
        Resting = time.GetElapsedTime(_pendingSince) < FirstLimit,
        NewRow = row,
    };

    private bool IsGone(MembershipEntry other) => other.SiloAddress.Endpoint.Equals(self.Endpoint)
        || (Processes.Parse(other.RoleName) is { } process && isGone(other.SiloAddress, process))
        || (other.SiloAddress.Equals(_pending) && time.GetElapsedTime(_pendingSince) >= StuckLimit);

    private TimeSpan Patience() => FirstLimit * Math.Pow(2, _attempts) is var patience && patience < AnnounceLimit ? patience : AnnounceLimit;

    private bool Has(Dictionary<SiloAddress, int> told, SiloAddress silo, long version)
    {
        lock (_lock) return told.GetValueOrDefault(silo, -1) >= version;
    }

    private void Note(Dictionary<SiloAddress, int> told, SiloAddress silo, int version)
    {
        lock (_lock) told[silo] = Math.Max(version, told.GetValueOrDefault(silo, -1));
        Woken?.Invoke();
    }

    private void Want(int version)
    {
        lock (_lock) _wanted = Math.Max(_wanted, version);
        Woken?.Invoke();
    }

    private void Tell(SiloAddress silo, MessageKind kind, int version)
    {
        var message = new byte[5];
        message[0] = (byte)kind;
        BinaryPrimitives.WriteInt32LittleEndian(message.AsSpan(1), version);
        links.Value.Tell(silo, message);
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private enum MessageKind : byte
    {
        /// <summary>The table has this version: look.</summary>
        Look,

        /// <summary>I am idle in this version.</summary>
        Idle,

        /// <summary>All are idle in this version: become quiet.</summary>
        Close,

        /// <summary>I am quiet in this version.</summary>
        Ready,
    }
}
