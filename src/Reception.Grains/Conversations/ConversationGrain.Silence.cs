using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Domain.Conversations;

namespace Reception.Grains.Conversations;

/// <summary>
/// Two words with the agent's ledger: what it accepted without asking him, and whether this chat is silent. The ledger asks; the answer is
/// the time of the newest line, or now while the customer waits for an answer. From then on, and since every activation, the next line is
/// told once: a chat that stopped counting counts again with its first word.
/// </summary>
internal sealed partial class ConversationGrain
{
    private const int LastLines = 8;
    private bool _mayBeSilent = true;

    public async Task OnAutoAcceptedAsync(AcceptOffer command)
    {
        var result = await AcceptAsync(command);
        if (result.Outcome == CommandOutcome.Unavailable) throw new InvalidOperationException(result.Error);
    }

    public async Task OnQuietAskedAsync(AgentId agent, long epoch)
    {
        if (_isLost || State.Phase != ConversationPhase.Agent || State.Agent != agent.Value || State.Epoch != epoch) return;
        var lines = await _thread.ReadAsync(Math.Max(0, State.LastSequence - LastLines), LastLines);
        var waits = lines.LastOrDefault(line => line.Author != Author.System)?.Author == Author.Customer;
        _mayBeSilent = true;
        TellSpoken(waits ? time.GetUtcNow() : State.ActiveAt ?? time.GetUtcNow());
    }

    private void FollowSilence(ChatMessage[] messages, Setting setting)
    {
        if (!_mayBeSilent || State.Phase != ConversationPhase.Agent || Array.TrueForAll(messages, line => line.Author == Author.System)) return;
        _mayBeSilent = false;
        if (setting.Policy.Queues.FirstOrDefault(queue => queue.Name == State.Wait?.Queue)?.Rules?.IdleSeconds > 0) TellSpoken(State.ActiveAt ?? setting.Now);
    }

    private void TellSpoken(DateTimeOffset at)
    {
        var (agent, epoch) = (State.Agent!, State.Epoch);
        _notices.Latest($"spoken {epoch}", () => GrainFactory.GetGrain<IAgentGrain>(agent).OnActivityAsync(_id, epoch, at));
    }
}
