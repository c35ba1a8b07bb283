using Reception.Cluster.Histories;
using Reception.Contracts.Conversations;

namespace Reception.Cluster.Load;

/// <summary>The cluster's answers as the history keeps them.</summary>
internal static class Answers
{
    public static readonly Answer Unavailable = new(CommandOutcome.Unavailable);

    public static Answer Of(PostResult result) => new(result.Outcome, SeenView.Of(result.View), [.. result.Acks.Select(ack => new Promise(ack.ClientMessageId, ack.Sequence))]);

    public static Answer Of(CommandResult result) => new(result.Outcome, SeenView.Of(result.View));

    public static Answer Of(OpenResult result) => new(result.Outcome, SeenView.Of(result.View));

    public static SeenLine Of(ChatMessage message) => new(message.Sequence, LineKey.Of(message.Author, message.AuthorId, message.ClientMessageId), message.Text);
}
