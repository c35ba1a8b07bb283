using System.Collections.Concurrent;
using Reception.Client.Web;
using Reception.Client.Web.Chats;

namespace Reception.Benchmarks.Replay;

/// <summary>The desk of the simulated agent: takes every offer at once, and says what the recorded agent said.</summary>
internal sealed class ReplayAgent : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _accepted = new();
    private readonly AgentDesk _desk;
    private readonly Task _reading;
    private int _refused;

    private ReplayAgent(AgentDesk desk)
    {
        _desk = desk;
        _reading = ReadAsync();
    }

    public static async Task<ReplayAgent> StartAsync(WebClientOptions options, string token)
    {
        var agent = new ReplayAgent(AgentDesk.Start(options, token));
        await agent._desk.WelcomedAsync();
        await agent._desk.SetPresenceAsync("online");
        return agent;
    }

    /// <summary>Completes when the conversation is the agent's.</summary>
    public Task AcceptedAsync(string conversation) => Of(conversation).Task;

    /// <summary>Lines and closes that were refused, because the desk's connection was lost and the conversation waits again.</summary>
    public int Refused => _refused;

    public Task SayAsync(string conversation, string text) => TryAsync(() => _desk.PostAsync(conversation, text));

    public Task CloseAsync(string conversation) => TryAsync(() => _desk.CloseAsync(conversation));

    public async ValueTask DisposeAsync()
    {
        await _desk.DisposeAsync();
        await _reading;
    }

    // What the agent says is not what is measured: a line that is lost costs nothing but realism.
    private async Task TryAsync(Func<Task> act)
    {
        try
        {
            await act();
        }
        catch (RefusedException)
        {
            Interlocked.Increment(ref _refused);
        }
    }

    private TaskCompletionSource Of(string conversation) =>
        _accepted.GetOrAdd(conversation, static _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));

    private async Task ReadAsync()
    {
        await foreach (var happened in _desk.Events)
        {
            if (happened is OfferMade made)
                _ = AcceptAsync(made.Offer.Offer);
            if (happened is ViewChanged { View: { Phase: "agent" } view })
                Of(view.Conversation).TrySetResult();
        }
    }

    private async Task AcceptAsync(string offer)
    {
        try
        {
            await _desk.AcceptAsync(offer);
        }
        catch (RefusedException)
        {
            // Timed out meanwhile: it is offered again.
        }
    }
}
