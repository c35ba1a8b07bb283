using Reception.Client.Calls;
using Reception.Client.Hub;
using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Gateways;
using Reception.Contracts.Ids;

namespace Reception.Client.Sessions;

/// <summary>One conversation that an agent's session serves: its own lane, its own order.</summary>
internal sealed class AgentThread(ConversationId id, AgentId agent, SessionAddress session, ISessionEvents events, ReceptionClient client)
{
    private readonly IConversationGrain _grain = client.Cluster.GetGrain<IConversationGrain>(id.ToString());

    public ThreadFeed Feed { get; } = new(id, client.Cluster.GetGrain<IConversationGrain>(id.ToString()), session.SessionId, events, client.Options, client.Time)
    {
        IsStaff = true,
        Reopen = after => client.Cluster.GetGrain<IConversationGrain>(id.ToString()).AttachAgentAsync(agent, new OpenSession(session, after, new VisitContext())),
    };

    /// <summary>Joins a conversation that is already his. False: it is not (any more).</summary>
    public async Task<bool> AttachAsync(long? after)
    {
        var from = after ?? await TailAsync();
        var command = new OpenSession(session, from, new VisitContext());
        var opened = await client.Patience.CallAsync(() => _grain.AttachAgentAsync(agent, command), result => result.Outcome == CommandOutcome.Unavailable, Answers.OpenUnavailable);
        if (!IsDone(opened.Outcome)) return false;
        Feed.Start(from, opened);
        foreach (var proposal in opened.Proposals ?? []) events.OnProposal(id, proposal);
        return true;
    }

    public async Task<OpenResult> AcceptAsync(AcceptOffer command, Action<OpenResult> answer)
    {
        var opened = await client.Patience.CallAsync(() => _grain.AcceptAsync(command), result => result.Outcome == CommandOutcome.Unavailable, Answers.OpenUnavailable);
        answer(opened);
        if (!IsDone(opened.Outcome)) return opened;
        var tail = Math.Max(0, (opened.View?.LastSequence ?? 0) - client.Options.TailMessages);
        Feed.Start(opened.Messages.Length == 0 ? tail : Math.Max(tail, opened.Messages[0].Sequence - 1), opened);
        return opened;
    }

    /// <summary>True while the conversation says so itself.</summary>
    public async Task<bool> IsStillHisAsync()
    {
        var view = await _grain.GetAsync();
        Feed.Receive(null, view);
        return view.Phase == ConversationPhase.Agent && view.Agent == agent;
    }

    public async Task LeaveAsync()
    {
        try
        {
            await _grain.CloseSessionAsync(session.SessionId);
        }
        catch (Exception exception) when (Patience.IsTransient(exception))
        {
            // The session's pushes find nobody here, and the hub closes it then.
        }
    }

    public bool Post(AgentMessages template, Action<PostResult> answer) => Feed.Lane.TryAdd(new PostStep(
        (template.Epoch, template.ProposalEntryId),
        template.Messages,
        messages => client.Patience.CallAsync(
            () => _grain.AgentPostAsync(template with { Messages = messages }), result => result.Outcome == CommandOutcome.Unavailable, Answers.PostUnavailable),
        answer,
        result => Feed.Receive(result.Produced, result.View, result.Place)));

    public bool Command(Func<IConversationGrain, Task<CommandResult>> call, Action<CommandResult> answer) => Feed.Lane.TryAdd(async () =>
    {
        var result = await client.Patience.CallAsync(() => call(_grain), result => result.Outcome == CommandOutcome.Unavailable, Answers.Unavailable);
        answer(result);
        Feed.Receive(result.Produced, result.View, result.Place);
    });

    public async Task<MessagesPage> ReadAsync(long after, int max) => await _grain.ReadAsync(after, max);

    private static bool IsDone(CommandOutcome outcome) => outcome is CommandOutcome.Done or CommandOutcome.Repeated;

    private async Task<long> TailAsync()
    {
        var page = await client.Patience.CallAsync(() => _grain.ReadAsync(0, 1), _ => false, new MessagesPage([], 0));
        return Math.Max(0, page.LastSequence - client.Options.TailMessages);
    }
}
