using Reception.Contracts.Ids;
using Reception.Domain.Agents;
using Reception.Domain.Time;

namespace Reception.Domain.Simulation;

/// <summary>
/// A discrete-event simulation of a shop: customers and people are random, everything that decides is the domain's own code
/// (see <see cref="Floor"/>) under virtual time. Nothing of it takes time but thinking about an offer, handling and wrap-up. Who works
/// to the end of the day stays until the line is empty.
/// <para>
/// <b>Not in it.</b> The bot (demand is those who ask for a person), opening hours (give no arrivals then), lost connections, silent chats, second
/// routing, and the work that a left message becomes.
/// </para>
/// </summary>
public sealed partial class Simulator
{
    /// <summary>After the last arrival those who wait are served for at most so long.</summary>
    public static readonly TimeSpan Afterwards = TimeSpan.FromHours(4);

    private static readonly TimeSpan Beat = AgentPolicy.LongestLease - TimeSpan.FromMinutes(1);
    private const int Samples = 240;

    private readonly Scenario _scenario;
    private readonly Floor _floor;
    private readonly Agenda _agenda = new();
    private readonly LoadMeter _meter;
    private readonly Dictionary<AgentId, StaffMember> _staff;
    private readonly Dictionary<ConversationId, Customer> _inLine = [];
    private readonly Dictionary<QueueId, DateTimeOffset> _wakes = [];
    private readonly List<WaitRecord> _records = [];
    private readonly List<LoadSample> _samples = [];
    private readonly Rolls[] _rolls;
    private readonly QueueId[] _queues;
    private long _arrivals;

    private Simulator(Scenario scenario, int spans)
    {
        _scenario = scenario;
        _floor = new Floor(scenario.Shop, scenario.Policy, scenario.Staff.Select(s => s.Profile), new SeededRandomSource(scenario.Seed), scenario.Start);
        _meter = new LoadMeter(scenario.Length, spans);
        _staff = scenario.Staff.ToDictionary(s => s.Profile.Id);
        _rolls = [.. scenario.Demand.Select((_, i) => Rolls.Of(scenario.Seed, i))];
        _queues = [.. scenario.Policy.Queues.Select(q => new QueueId(scenario.Shop, q.Name))];
    }

    /// <summary>The same scenario gives the same run. Figures of the load are kept for so many spans of equal length.</summary>
    public static SimulationRun Run(Scenario scenario, int spans = 1) => new Simulator(scenario, spans).Run();

    private SimulationRun Run()
    {
        foreach (var member in _staff.Values) Plan(member);
        for (var stream = 0; stream < _scenario.Demand.Count; stream++) PlanNext(stream, 0, _scenario.Demand[stream].Arrivals.Times(_rolls[stream]).GetEnumerator());
        for (var i = 0; i < Samples; i++) _agenda.Add(_scenario.Start + (_scenario.Length * ((i + 0.5) / Samples)), Look);
        var end = _scenario.Start + _scenario.Length + Afterwards;
        while (_agenda.TryTake(out var at, out var happens) && at <= end && (at <= _scenario.Start + _scenario.Length || _inLine.Count > 0))
        {
            happens!(at);
            React(at);
        }
        foreach (var customer in _inLine.Values) Record(customer, WaitEnd.Waiting, end);
        _meter.Pass(_scenario.Length.TotalSeconds);
        return new SimulationRun(_scenario, _records, _samples, [.. Enumerable.Range(0, (int)Math.Round(_scenario.Length / _meter.SpanLength)).Select(_meter.Of)]);
    }

    private void Plan(StaffMember member)
    {
        var id = member.Profile.Id;
        foreach (var shift in member.Shifts)
        {
            var until = _scenario.Start + shift.Until + (shift.Until >= _scenario.Length ? Afterwards : TimeSpan.Zero);
            _agenda.Add(_scenario.Start + shift.From, at => Come(member, at, until));
            _agenda.Add(until, at => Go(member, at));
        }
        foreach (var passed in member.Profile.Qualifications ?? [])
        {
            foreach (var at in new[] { passed.From, passed.Until })
            {
                if (at > _scenario.Start) _agenda.Add(at.Value, now => _floor.OnTime(id, now));
            }
        }
    }

    private void Come(StaffMember member, DateTimeOffset now, DateTimeOffset until)
    {
        Load(0, member.Profile.Capacity, now);
        _floor.ComeOnline(member.Profile.Id, now);
        KeepConnected(member.Profile.Id, now, until);
    }

    private void KeepConnected(AgentId agent, DateTimeOffset now, DateTimeOffset until)
    {
        if (now + Beat >= until) return;
        _agenda.Add(now + Beat, at =>
        {
            _floor.Beat(agent, at);
            KeepConnected(agent, at, until);
        });
    }

    private void Go(StaffMember member, DateTimeOffset now)
    {
        Load(0, -member.Profile.Capacity, now);
        _floor.GoOffline(member.Profile.Id, now);
    }

    private void Load(int busy, int staffed, DateTimeOffset now) => _meter.Change(busy, staffed, now - _scenario.Start);

    private void Look(DateTimeOffset now) => _samples.Add(new LoadSample((now - _scenario.Start).TotalSeconds, _inLine.Count, _meter.BusyNow, _meter.StaffedNow));

    /// <summary>Whatever the floor did has to be answered by its people, at once or after a while; then the queues say when they want to be woken.</summary>
    private void React(DateTimeOffset now)
    {
        while (_floor.TryTake(out var happened))
        {
            switch (happened)
            {
                case Offered offered: OnOffered(offered, now); break;
                case StepReached step: OnStep(step, now); break;
                case LimitReached limit: OnLimit(limit, now); break;
            }
        }
        foreach (var queue in _queues)
        {
            if (_floor.NextWake(queue) is not { } wake || (_wakes.TryGetValue(queue, out var known) && known <= wake)) continue;
            _wakes[queue] = wake = wake < now ? now : wake;
            _agenda.Add(wake, at => Wake(queue, at));
        }
    }

    private void Wake(QueueId queue, DateTimeOffset now)
    {
        if (!_wakes.TryGetValue(queue, out var planned) || planned != now) return; // a sooner one took its place
        _wakes.Remove(queue);
        _floor.OnTime(queue, now);
    }
}
