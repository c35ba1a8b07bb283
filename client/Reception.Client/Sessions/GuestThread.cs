using Reception.Client.Calls;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;

namespace Reception.Client.Sessions;

/// <summary>A conversation that a session sees without owning it: a colleague who is consulted, or a supervisor who reads along.</summary>
internal sealed class GuestThread(ConversationId id, string sessionId, ISessionEvents events, ReceptionClient client, Func<IConversationGrain, long, Task<OpenResult>> open)
{
    private readonly IConversationGrain _grain = client.Cluster.GetGrain<IConversationGrain>(id.ToString());

    public ThreadFeed Feed { get; } = new(id, client.Cluster.GetGrain<IConversationGrain>(id.ToString()), sessionId, events, client.Options, client.Time)
    {
        IsStaff = true,
        Reopen = after => open(client.Cluster.GetGrain<IConversationGrain>(id.ToString()), after),
    };

    /// <summary>Opens it from a sequence; the answer goes out before the thread does.</summary>
    public async Task<bool> OpenAsync(long after, Action<OpenResult> answer)
    {
        var opened = await client.Patience.CallAsync(() => open(_grain, after), result => result.Outcome == CommandOutcome.Unavailable, Answers.OpenUnavailable);
        answer(opened);
        if (opened.Outcome is not (CommandOutcome.Done or CommandOutcome.Repeated)) return false;
        Feed.Start(opened.Messages.Length == 0 ? opened.View?.LastSequence ?? after : opened.Messages[0].Sequence - 1, opened);
        return true;
    }

    public Task<MessagesPage> ReadAsync(long after, int max) => _grain.ReadAsync(after, max);

    /// <summary>The session ends at the conversation.</summary>
    public async Task LeaveAsync()
    {
        try
        {
            await _grain.CloseSessionAsync(sessionId);
        }
        catch (Exception exception) when (Patience.IsTransient(exception))
        {
            // The session's pushes find nobody here, and the hub closes it then.
        }
    }
}
