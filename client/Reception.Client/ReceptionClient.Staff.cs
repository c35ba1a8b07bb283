using Reception.Client.Sessions;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;

namespace Reception.Client;

public sealed partial class ReceptionClient
{
    /// <summary>A supervisor's session; events begin with <see cref="SupervisorSession.Start"/>.</summary>
    public SupervisorSession ConnectSupervisor(string supervisor, string? name, ISessionEvents events) => new(supervisor, name, ids.NextId(), events, this);

    /// <summary>Stores an internal line, with the same id until it is answered.</summary>
    internal async Task SayAsync(ConversationId conversation, InternalMessage message, Action<CommandResult> answer)
    {
        var grain = Cluster.GetGrain<IConversationGrain>(conversation.ToString());
        var result = await Patience.CallAsync(() => grain.SayInternallyAsync(message), said => said.Outcome == CommandOutcome.Unavailable, new InternalResult(CommandOutcome.Unavailable, 0));
        answer(new CommandResult(result.Outcome, result.View, [], result.Error));
    }
}
