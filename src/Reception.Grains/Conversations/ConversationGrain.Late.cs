using Reception.Contracts;
using Reception.Contracts.Assistant;
using Reception.Contracts.Conversations;
using Reception.Domain.Assistance;
using Reception.Domain.Conversations;

namespace Reception.Grains.Conversations;

/// <summary>
/// Replies that take longer than a turn may. They are asked for after the append that says so, again by the next activation if this one
/// dies, and a Sweeper ends the wait at its due time, whatever became of the request.
/// </summary>
internal sealed partial class ConversationGrain
{
    public async Task<CommandOutcome> BotReplyAsync(BotReply reply) =>
        (await DecideAsync((state, setting) => Conversation.Reply(state, reply, setting))).Outcome;

    private async Task AskAsync(IEnumerable<AwaitedReply> awaited)
    {
        foreach (var reply in awaited.Where(a => a.Due > time.GetUtcNow()))
        {
            var text = reply.Kind == AwaitedKind.Choice ? await _thread.ReadAsync(reply.ForSequence - 1, 1) : [];
            Ask(reply, text.Length == 0 ? null : Masking.Mask(text[0].Text));
        }
    }

    private void Ask(AwaitedReply awaited, string? text)
    {
        var request = new AssistantRequest(_id, awaited.Epoch, awaited.ForSequence, awaited.Kind, awaited.Due, awaited.EntryId, awaited.Order, text, awaited.Candidates);
        _notices.Start($"ask {awaited.ForSequence} {awaited.Kind} {awaited.EntryId}", async () =>
        {
            if (request.Due <= time.GetUtcNow()) return; // a Sweeper ends it
            var outcome = await GrainFactory.GetGrain<IAssistantGrain>(_id.Shop.Value).AskAsync(request);
            if (outcome == AskOutcome.Busy) throw new UnavailableException("The shop's assistant has too much under way.");
        });
    }
}
