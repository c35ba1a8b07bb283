using Reception.Client.Web;
using Reception.Client.Web.Chats;
using Reception.Client.Web.Rest;
using Reception.Protocol.Frames;

namespace Reception.EndToEnd;

/// <summary>An agent who takes every offer, answers once and closes; refusals (stale epoch, offer gone) are what kills bring, so he goes on.</summary>
internal sealed class Desk : IAsyncDisposable
{
    private readonly AgentDesk _desk;
    private readonly CancellationTokenSource _end = new();
    private readonly Task _reading;
    private readonly Task _working;
    private volatile AgentDocument? _agent;
    private volatile int _most;
    private int _answers;

    private Desk(AgentDesk desk)
    {
        _desk = desk;
        _reading = ReadAsync();
        _working = WorkAsync();
    }

    /// <summary>What he holds now, as the last push said.</summary>
    public AgentDocument? Agent => _agent;

    /// <summary>The most he ever held at once.</summary>
    public int Most => _most;

    public int Answers => _answers;

    public static async Task<Desk> StartAsync(SiloProcess silo, string agent)
    {
        using var http = new HttpClient();
        var token = await new ReceptionApi(http, silo.Url, silo.AdminToken).IssueAgentTokenAsync(agent);
        var desk = AgentDesk.Start(Talker.Patient(silo), token.Token);
        await desk.WelcomedAsync().WaitAsync(Waits.Limit);
        await desk.SetPresenceAsync("online").WaitAsync(Waits.Limit);
        return new Desk(desk);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        await _working;
        await _desk.DisposeAsync();
        await _reading;
        _end.Dispose();
    }

    private async Task ReadAsync()
    {
        await foreach (var happened in _desk.Events)
        {
            if (happened is not AgentChanged changed) continue;
            _agent = changed.Agent;
            _most = Math.Max(_most, changed.Agent.Load);
        }
    }

    private async Task WorkAsync()
    {
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(30));
        while (!_end.IsCancellationRequested)
        {
            foreach (var offer in _agent?.Offers ?? []) await TryAsync(() => _desk.AcceptAsync(offer.Offer, _end.Token));
            foreach (var held in _agent?.Holds ?? []) await TryAsync(() => ServeAsync(held.Conversation));
            await tick.WaitForNextTickAsync(CancellationToken.None);
        }
    }

    private async Task ServeAsync(string conversation)
    {
        await _desk.PostAsync(conversation, $"answer {Interlocked.Increment(ref _answers)}", cancel: _end.Token);
        await _desk.CloseAsync(conversation, _end.Token);
    }

    private static async Task TryAsync(Func<Task> step)
    {
        try
        {
            await step().WaitAsync(Waits.Limit);
        }
        catch (Exception refused) when (refused is RefusedException or OperationCanceledException or KeyNotFoundException or InvalidOperationException)
        {
            // The world moved on while the silo was away; the next look at offers and holds decides.
        }
    }
}
