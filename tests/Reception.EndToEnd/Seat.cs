using System.Collections.Concurrent;
using Reception.Client.Web;
using Reception.Client.Web.Chats;
using Reception.Client.Web.Rest;
using Reception.Protocol.Frames;

namespace Reception.EndToEnd;

/// <summary>An agent who takes every offer he is shown and gives nothing back; he notes the most he ever held and was asked for at once.</summary>
internal sealed class Seat : IAsyncDisposable
{
    private readonly AgentDesk _desk;
    private readonly Task _reading;
    private readonly ConcurrentDictionary<string, Task> _accepts = new();
    private volatile AgentDocument? _agent;
    private volatile int _most;

    private Seat(AgentDesk desk)
    {
        _desk = desk;
        _reading = ReadAsync();
    }

    public string[] Held => [.. _agent?.Holds.Select(h => h.Conversation) ?? []];

    /// <summary>Held and offered weight together, the most of any moment.</summary>
    public int Most => _most;

    /// <summary>Offers taken.</summary>
    public int Accepted => _accepts.Count;

    public static async Task<Seat> TakeAsync(SiloProcess silo, ReceptionApi admin, string agent)
    {
        var token = await admin.IssueAgentTokenAsync(agent);
        var desk = AgentDesk.Start(Talker.Patient(silo), token.Token);
        await desk.WelcomedAsync().WaitAsync(Waits.Limit);
        var seat = new Seat(desk);
        await desk.SetPresenceAsync("online").WaitAsync(Waits.Limit);
        return seat;
    }

    /// <summary>Every accept went through; throws the first refusal otherwise.</summary>
    public Task AcceptsAsync() => Task.WhenAll(_accepts.Values).WaitAsync(Waits.Limit);

    public async ValueTask DisposeAsync()
    {
        await _desk.DisposeAsync();
        await _reading;
    }

    private async Task ReadAsync()
    {
        await foreach (var happened in _desk.Events)
        {
            if (happened is not AgentChanged changed) continue;
            _agent = changed.Agent;
            _most = Math.Max(_most, changed.Agent.Load + changed.Agent.Offers.Sum(o => o.Weight));
            foreach (var offer in changed.Agent.Offers) _ = _accepts.GetOrAdd(offer.Offer, id => _desk.AcceptAsync(id));
        }
    }
}
