using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Queues;
using Reception.Contracts.Routing;
using Reception.Contracts.Shops;
using Reception.Domain.Shops;

namespace Reception.Domain.Simulation;

/// <summary>What customers do: come, wait, give up, are moved, are served.</summary>
public sealed partial class Simulator
{
    private void PlanNext(int stream, long number, IEnumerator<TimeSpan> times)
    {
        if (_arrivals >= _scenario.MostArrivals || !times.MoveNext() || times.Current >= _scenario.Length)
        {
            times.Dispose();
            return;
        }
        _arrivals++;
        _agenda.Add(_scenario.Start + times.Current, now =>
        {
            Arrive(stream, number, now);
            PlanNext(stream, number + 1, times);
        });
    }

    private void Arrive(int stream, long number, DateTimeOffset now)
    {
        var demand = _scenario.Demand[stream];
        var asked = demand.Request ?? WorkRequest.Chat;
        var route = RoutingDecision.First(_scenario.Policy, new RoutingFacts(demand.Topic, null, asked.Channel, asked.Language));
        var queue = Queue(demand.Queue ?? route.Queue)!;
        var request = demand.Queue is not null ? asked : asked with
        {
            Priority = Math.Max(asked.Priority, route.Priority),
            Skills = [.. asked.Skills ?? [], .. route.Skills ?? []],
            Selectors = [.. asked.Selectors ?? [], .. route.Selectors ?? []],
            Labels = [.. asked.Labels ?? [], .. route.Labels ?? []],
        };
        var customer = new Customer(stream, number, new ConversationId(_scenario.Shop, asked.Channel ?? "web", $"{stream}-{number}"), queue, request, now);
        _inLine.Add(customer.Work, customer);
        if (demand.Patience is { } patience) _agenda.Add(now + patience.At(Roll(customer, RollFor.Patience), Roll(customer, RollFor.Patience + 1)), at => GiveUp(customer, at));
        Enter(customer, now);
    }

    private void Enter(Customer customer, DateTimeOffset now)
    {
        var queue = customer.Queue;
        var request = customer.Request;
        var work = new WaitingWork(customer.Work, customer.Epoch, customer.Arrival, queue.Due(request.Priority, customer.Arrival, request.Deadline),
            queue.WeightOf(request.Kind, request.Channel), null, null, _scenario.Demand[customer.Stream].Topic, HandOverReason.Asked, null, request);
        var (outcome, told) = _floor.Enter(Id(queue), work, _scenario.TellsRange && customer.Told is null, now);
        customer.Told ??= told;
        if (outcome == EnqueueOutcome.Full) Limited(customer, now);
    }

    private void GiveUp(Customer customer, DateTimeOffset now)
    {
        if (customer.IsCalledBack || !_inLine.Remove(customer.Work)) return;
        _floor.Leave(Id(customer.Queue), customer.Work, customer.Epoch, now);
        Record(customer, WaitEnd.GaveUp, now);
    }

    private void OnStep(StepReached reached, DateTimeOffset now)
    {
        if (!_inLine.TryGetValue(reached.Work, out var customer) || customer.Epoch != reached.Epoch) return;
        if (reached.Step.OverflowTo is { } other) Move(customer, other, now);
        else if (reached.Step.Offer != WaitOffer.None && Roll(customer, RollFor.Word) < _scenario.Demand[customer.Stream].TakesOffer)
        {
            if (reached.Step.Offer == WaitOffer.CallBack) customer.IsCalledBack = true;
            else SendOn(customer, now);
        }
    }

    private void OnLimit(LimitReached reached, DateTimeOffset now)
    {
        if (_inLine.TryGetValue(reached.Work, out var customer) && customer.Epoch == reached.Epoch) Limited(customer, now);
    }

    /// <summary>As the queue's limit says; a circle of full queues ends with the last.</summary>
    private void Limited(Customer customer, DateTimeOffset now)
    {
        var limits = customer.Queue.Rules?.Limits;
        if (limits is { Action: LimitAction.Overflow, OverflowTo: { } other } && customer.Epoch <= _queues.Length) Move(customer, other, now);
        else SendOn(customer, now);
    }

    private void Move(Customer customer, string other, DateTimeOffset now)
    {
        if (Queue(other) is not { } queue || queue == customer.Queue) return;
        _floor.Leave(Id(customer.Queue), customer.Work, customer.Epoch, now);
        customer.Epoch++;
        customer.Queue = queue;
        Enter(customer, now);
    }

    private void SendOn(Customer customer, DateTimeOffset now)
    {
        if (!_inLine.Remove(customer.Work)) return;
        _floor.Leave(Id(customer.Queue), customer.Work, customer.Epoch, now);
        Record(customer, WaitEnd.SentOn, now);
    }

    private void OnOffered(Offered offered, DateTimeOffset now)
    {
        if (!_inLine.TryGetValue(offered.Offer.Work, out var customer)) return;
        var member = _staff[offered.Agent];
        var purpose = RollFor.Offer + (3 * customer.Offers++);
        var thinks = offered.IsAccepted ? TimeSpan.Zero : member.Accepts.At(Roll(customer, purpose), Roll(customer, purpose + 1));
        var declines = !offered.IsAccepted && Roll(customer, purpose + 2) < member.Declines;
        if (thinks == TimeSpan.Zero) Answer(customer, offered, declines, now);
        else _agenda.Add(now + thinks, at => Answer(customer, offered, declines, at));
    }

    private void Answer(Customer customer, Offered offered, bool declines, DateTimeOffset now)
    {
        if (declines) _floor.Decline(offered.Agent, offered.Offer.Offer, now);
        else if (_floor.Accept(offered.Agent, offered.Offer, now)) Begin(customer, offered, now);
    }

    private void Begin(Customer customer, Offered offered, DateTimeOffset now)
    {
        _inLine.Remove(customer.Work);
        Record(customer, WaitEnd.Answered, now, offered.Offer.Why?.Role ?? QueueRole.Member);
        var demand = _scenario.Demand[customer.Stream];
        var weight = offered.Offer.Weight;
        var others = _floor.HeldWeight(offered.Agent) - weight;
        var handling = demand.Handling.At(Roll(customer, RollFor.Handling), Roll(customer, RollFor.Handling + 1)) * (1 + (demand.Stretch * others));
        Load(weight, 0, now);
        _agenda.Add(now + handling, at => End(offered.Agent, customer, weight, at));
    }

    private void End(AgentId agent, Customer customer, int weight, DateTimeOffset now)
    {
        Load(-weight, 0, now);
        _floor.Release(agent, customer.Work, customer.Epoch, now);
        if (customer.Queue.Rules?.WrapUpSeconds is > 0 and var wrapUp) _agenda.Add(now.AddSeconds(wrapUp), at => _floor.OnTime(agent, at));
    }

    private void Record(Customer customer, WaitEnd end, DateTimeOffset now, QueueRole role = QueueRole.Member) => _records.Add(new WaitRecord(
        customer.Stream, Number(customer.First), Number(customer.Queue), (customer.Arrival - _scenario.Start).TotalSeconds, (now - customer.Arrival).TotalSeconds, end,
        customer.Told?.FromSeconds, customer.Told?.ToSeconds, role));

    private double Roll(Customer customer, int purpose) => _rolls[customer.Stream].At(customer.Number, purpose);

    private QueueId Id(QueuePolicy queue) => new(_scenario.Shop, queue.Name);

    private QueuePolicy? Queue(string name) => Array.Find(_scenario.Policy.Queues, q => q.Name == name);

    private int Number(QueuePolicy queue) => Array.IndexOf(_scenario.Policy.Queues, queue);
}
