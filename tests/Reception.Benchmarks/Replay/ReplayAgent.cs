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

    public Task SayAsync(string conversation, string text) => _desk.PostAsync(conversation, text);

    public Task CloseAsync(string conversation) => _desk.CloseAsync(conversation);

    public async ValueTask DisposeAsync()
    {
        await _desk.DisposeAsync();
        await _reading;
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
