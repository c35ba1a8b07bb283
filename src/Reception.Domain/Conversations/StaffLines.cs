using Reception.Contracts.Conversations;
using Reception.Domain.Conversations.Events;

namespace Reception.Domain.Conversations;

/// <summary>Internal lines as staff see them, and who of a conversation's sessions may.</summary>
public static class StaffLines
{
    public static InternalLine ToLine(this InternalSaid e) => new(e.Number, e.Episode, e.Kind, e.Role, e.From, e.FromName, e.To, e.Text, e.At, e.ClientId);

    public static InternalLine[] ToLines(this IEnumerable<ConversationEvent> events) => [.. events.OfType<InternalSaid>().Select(ToLine)];

    /// <summary>Who listens with this session; null: a customer, to whom nothing of staff's goes.</summary>
    public static StaffMember? Reader(this SessionEntry session) => session.Side switch
    {
        Side.Agent or Side.Colleague when session.Agent is { } agent => new(StaffRole.Agent, agent),
        Side.Supervisor when session.Agent is { } supervisor => new(StaffRole.Supervisor, supervisor),
        _ => null,
    };

    /// <summary>Whether somebody of the staff may read this conversation's internal lines now.</summary>
    public static bool MayRead(this ConversationState state, StaffMember reader) =>
        reader.Role != StaffRole.Agent || state.Agent == reader.Id || state.Staff.Consult?.Colleague == reader.Id;
}
