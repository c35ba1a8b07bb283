using Reception.Contracts.Conversations;
using Reception.Domain.Conversations;

namespace Reception.Grains.Conversations;

/// <summary>The customer's side.</summary>
internal sealed partial class ConversationGrain
{
    private const int MostMessages = 200;

    public async Task<OpenResult> OpenAsync(OpenSession command)
    {
        _delivery.Revive(command.Session?.SessionId);
        var turn = await DecideAsync((state, setting) => Conversation.OpenSession(state, command, setting), command.Session?.SessionId);
        return await OpenResultAsync(turn, command.AfterSequence);
    }

    public async Task<PostResult> PostAsync(PostMessages command)
    {
        var turn = await DecideAsync((state, setting) => Conversation.Post(state, command, setting), command.SessionId);
        return await PostResultAsync(turn);
    }

    public async Task<CommandResult> AskForHumanAsync(CustomerCommand command) =>
        Result(await DecideAsync((state, setting) => Conversation.AskForHuman(state, command, setting), command.SessionId));

    public async Task<CommandResult> CloseAsync(CustomerCommand command) =>
        Result(await DecideAsync((state, setting) => Conversation.Close(state, command, setting), command.SessionId));

    public async Task<CommandResult> RateAsync(RateEpisode command) =>
        Result(await DecideAsync((state, setting) => Conversation.Rate(state, command, setting), command.SessionId));

    private CommandResult Result(Turn turn) => new(turn.Outcome, View(), turn.Produced, turn.Error, ShownPlace());

    private async Task<OpenResult> OpenResultAsync(Turn turn, long afterSequence)
    {
        if (turn.Outcome is not (CommandOutcome.Done or CommandOutcome.Repeated)) return new(turn.Outcome, null, [], null, turn.Error);
        var messages = await _thread.ReadAsync(Math.Max(0, afterSequence), MostMessages);
        return new(turn.Outcome, View(), messages, ShownPlace() ?? await AskPlaceAsync(), turn.Error);
    }

    // What a repeat produced the first time stands in the thread after the first acknowledged line.
    private async Task<PostResult> PostResultAsync(Turn turn)
    {
        var produced = turn.Produced;
        if (turn.Outcome == CommandOutcome.Repeated && turn.Acks.Length > 0)
            produced = await _thread.ReadAsync(turn.Acks.Min(a => a.Sequence) - 1, MostMessages);
        return new(turn.Outcome, [.. turn.Acks], produced, View(), ShownPlace(), turn.Error);
    }
}
