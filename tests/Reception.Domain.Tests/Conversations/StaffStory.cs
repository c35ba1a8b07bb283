using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.Shops;
using Reception.Domain.Conversations;

namespace Reception.Domain.Tests.Conversations;

/// <summary>What staff do in a <see cref="Story"/>: every command with the epoch it read and an id of its own.</summary>
internal sealed class StaffStory
{
    private int _ids;

    public Story Story { get; } = new()
    {
        Policy = new(
            "Demo", "en", "UTC", [new("sales"), new("service", TargetSeconds: 30)],
            [new("web", Rules: new(Parties: [new("platform", "Market Help", "https://market.example/help"), new("bank", "The bank")]))], new()),
    };

    public ConversationState State => Story.State;

    public static StaffStory ServedBy(string agent)
    {
        var staff = new StaffStory();
        staff.Story.ServedBy(agent);
        return staff;
    }

    public Decision TransferTo(string agent, TransferTarget target, string queue = "sales", long? epoch = null) =>
        Take(Conversation.TransferTo(State, Command(agent, epoch), target, queue, Story.Setting));

    public Decision Consult(string agent, string colleague, long? epoch = null, string? id = null) =>
        Take(Conversation.AskConsult(State, Command(agent, epoch, id), new(new AgentId(colleague), Question: "Who pays?"), "Miss " + colleague, Story.Setting));

    public Decision ConsultParty(string agent, string party) => Take(Conversation.AskConsult(State, Command(agent, null), new(Party: party), null, Story.Setting));

    public Decision Join(string colleague, string? session = null) =>
        Take(Conversation.JoinConsult(State, new(new(colleague), colleague, new(new(session ?? "c-" + colleague, "gw"), 0, new())), Story.Setting));

    public Decision Leave(string colleague) => Take(Conversation.LeaveConsult(State, new(colleague), NextId(), Story.Setting));

    public Decision Complete(string agent, long? epoch = null) => Take(Conversation.CompleteConsult(State, Command(agent, epoch), Guid.Empty, Story.Setting));

    public Decision Cancel(string agent, long? epoch = null) => Take(Conversation.CancelConsult(State, Command(agent, epoch), Story.Setting));

    public Decision OverdueConsult() => Take(Conversation.OverdueConsult(State, Story.Setting));

    public Decision SendOutside(string agent, string party, bool close = false, long? epoch = null) =>
        Take(Conversation.SendOutside(State, Command(agent, epoch), new(party, close, "Parcel lost in their hub."), Story.Setting));

    public Decision Say(StaffRole role, string who, string text, long? epoch = null, bool ofParty = false, string? id = null) =>
        Take(Conversation.SayInternally(State, new(new(role, who), epoch ?? State.Epoch, id ?? NextId(), text, ofParty), Story.Setting));

    public Decision Whisper(string supervisor, string text, long? epoch = null) => Say(StaffRole.Supervisor, supervisor, text, epoch);

    public Decision Monitor(string supervisor) => Take(Conversation.Monitor(State, new(supervisor, supervisor, new(new("m-" + supervisor, "gw"), 0, new()), "training"), Story.Setting));

    public Decision TakeOver(string supervisor, long? epoch = null, string? id = null) =>
        Take(Conversation.TakeOver(State, Supervision(supervisor, epoch, id), Guid.Empty, supervisor, Story.Setting));

    public Decision Reassign(string supervisor, TransferTarget target, string queue = "service", long? epoch = null, string? id = null) =>
        Take(Conversation.Reassign(State, Supervision(supervisor, epoch, id), target, queue, Story.Setting));

    public Decision EndSession(string session) => Take(Conversation.CloseSession(State, session, Domain.Conversations.Events.SessionEnd.Left, Story.Now));

    public Decision Take(Decision decision) => Story.TakeFrom(decision);

    private AgentCommand Command(string agent, long? epoch, string? id = null) => new(new(agent), epoch ?? State.Epoch, id ?? NextId());

    private SupervisorCommand Supervision(string supervisor, long? epoch, string? id) => new(supervisor, null, epoch ?? State.Epoch, id ?? NextId(), "needs care");

    private string NextId() => $"staff-{++_ids}";
}
