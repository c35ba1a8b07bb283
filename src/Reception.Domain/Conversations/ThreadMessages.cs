using Reception.Contracts.Conversations;
using Reception.Domain.Conversations.Events;

namespace Reception.Domain.Conversations;

/// <summary>A thread event as both sides see it.</summary>
public static class ThreadMessages
{
    public static ChatMessage ToMessage(this ThreadEvent e) => e switch
    {
        MessageAccepted m => Line(m, MessageKind.Text, Author.Customer, m.Text) with { ClientMessageId = m.ClientMessageId },
        AgentMessaged m => Line(m, MessageKind.Text, Author.Agent, m.Text) with { AuthorId = m.Agent, AuthorName = m.AgentName, ClientMessageId = m.ClientMessageId, EntryId = m.ProposalEntryId },
        BotAnswered m => Line(m, MessageKind.Answer, Author.Bot, m.Text) with { EntryId = m.EntryId, Machine = m.Machine, Parts = m.Parts, Rule = m.Rule, Confidence = m.Confidence, Knowledge = m.Knowledge },
        BotClarified m => Line(m, MessageKind.Clarification, Author.Bot, m.Text) with { Suggestions = m.Suggestions, Parts = m.Parts, Rule = m.Rule, Confidence = m.Confidence, Knowledge = m.Knowledge },
        BotTalked m => Line(m, MessageKind.SmallTalk, Author.Bot, m.Text),
        NoticePosted m => Line(m, MessageKind.Notice, Author.System, m.Text) with { Notice = m.Notice, AuthorName = m.Name, Rule = m.Rule, Parts = m.Parts },
        BotReferred m => Line(m, MessageKind.Answer, Author.Bot, m.Text) with { Parts = m.Parts, Rule = "not ours", Knowledge = m.Knowledge },
        _ => throw new ArgumentException($"{e.GetType().Name} is no line of a thread.", nameof(e)),
    };

    public static ChatMessage[] ToMessages(this IEnumerable<ConversationEvent> events) => [.. events.OfType<ThreadEvent>().Select(ToMessage)];

    private static ChatMessage Line(ThreadEvent e, MessageKind kind, Author author, string text) =>
        new(e.Sequence, e.Episode, kind, author, null, null, text, e.At);
}
