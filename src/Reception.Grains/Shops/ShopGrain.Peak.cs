using Reception.Contracts.Ids;
using Reception.Contracts.Shops;
using Reception.Domain.Shops.Peak;
using Reception.Grains.Hosting;

namespace Reception.Grains.Shops;

/// <summary>The levers of peak mode: hands, loads, and the record of both. What is on is decided where the policy is read; here it is only written down.</summary>
internal sealed partial class ShopGrain
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(5);

    /// <summary>A queue that has not told its load for so long has none: it sleeps.</summary>
    private static readonly TimeSpan LoadForgotten = TimeSpan.FromSeconds(60);

    private const int ShownChanges = 100;

    private readonly Dictionary<QueueId, (DeskLoad Load, DateTimeOffset At)> _loads = [];
    private PeakBook? _book;
    private IGrainTimer? _looking;

    private PeakBook Book => _book ??= new(Shop.Peak ?? new());

    public Task<PeakView?> GetPeakAsync() => Task.FromResult(Shop.Policy is { } policy ? Book.View(policy, Load(), ShownChanges, _time.GetUtcNow()) : null);

    public async Task<PeakResult> SwitchPeakAsync(PeakCommand command)
    {
        if (Shop.Policy is not { } policy) return new(PeakOutcome.UnknownShop, null, [$"There is no shop '{Id}'."]);
        var errors = PeakBook.Check(policy.Peak, command);
        if (errors.Length > 0) return new(PeakOutcome.Invalid, null, errors);
        var now = _time.GetUtcNow();
        Book.Switch(policy, command, Load(), now);
        await StorePeakAsync();
        LogSwitched(Id, command.Mode, string.Join(", ", command.Levers), command.By);
        return new(PeakOutcome.Done, Book.View(policy, Load(), ShownChanges, now), []);
    }

    public Task OnDeskLoadAsync(QueueId queue, DeskLoad load)
    {
        _loads[queue] = (load, _time.GetUtcNow());
        return LookAsync();
    }

    /// <summary>From the first policy with levers on, as long as the shop is awake.</summary>
    private void StartLooking()
    {
        if (_looking is not null || (Shop.Policy?.Peak is null && Shop.Peak is null)) return;
        _looking = this.RegisterGrainTimer(LookAsync, new GrainTimerCreationOptions(LookEvery, LookEvery) { KeepAlive = false });
    }

    private async Task LookAsync()
    {
        if (Shop.Policy is not { } policy || !Book.Look(policy, Load(), _time.GetUtcNow())) return;
        var line = Book.Record.Changes?.LastOrDefault();
        await StorePeakAsync();
        if (line is not null) LogTurned(Id, line.Lever, line.On, line.By);
    }

    private DeskLoad Load()
    {
        var since = _time.GetUtcNow() - LoadForgotten;
        foreach (var queue in _loads.Where(l => l.Value.At < since).Select(l => l.Key).ToArray()) _loads.Remove(queue);
        return new(_loads.Values.Sum(l => l.Load.Waiting), _loads.Values.Sum(l => l.Load.Taken), _loads.Values.Sum(l => l.Load.Capacity));
    }

    private async Task StorePeakAsync()
    {
        Shop.Peak = Book.Record;
        await _shop.WriteOrEndAsync(DeactivateOnIdle);
        var id = Id;
        _ = _watchers.Notify(w => w.OnPeakChangedAsync(id));
    }
}
