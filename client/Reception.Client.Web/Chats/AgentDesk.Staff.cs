using Reception.Protocol.Frames;

namespace Reception.Client.Web.Chats;

/// <summary>Transfers to people, consults, internal lines. Commands carry the epoch of the newest view that this desk knows.</summary>
public sealed partial class AgentDesk
{
    /// <summary>To an agent, preferred for some seconds, then to a queue.</summary>
    public Task TransferToAsync(string conversation, string? agent, string? queue = null, int? seconds = null, string? why = null, CancellationToken cancel = default) =>
        AskAsync(new TransferFrame { Id = _options.NewId(), Conversation = conversation, Epoch = Epoch(conversation), Agent = agent, Queue = queue, Seconds = seconds, Why = why }, cancel);

    /// <summary>Asks a colleague, who hears of it at once; the customer sees nothing.</summary>
    public Task ConsultAsync(string conversation, string agent, string? question = null, CancellationToken cancel = default) =>
        AskAsync(new ConsultFrame { Id = _options.NewId(), Conversation = conversation, Epoch = Epoch(conversation), Agent = agent, Question = question }, cancel);

    /// <summary>Consults an outside party of the channel; what it says is noted with <see cref="SayInternallyAsync"/>.</summary>
    public Task ConsultPartyAsync(string conversation, string party, string? question = null, CancellationToken cancel = default) =>
        AskAsync(new ConsultFrame { Id = _options.NewId(), Conversation = conversation, Epoch = Epoch(conversation), Party = party, Question = question }, cancel);

    /// <summary>Ends the consult; complete: the colleague becomes the owner.</summary>
    public Task EndConsultAsync(string conversation, bool complete, CancellationToken cancel = default) =>
        AskAsync(new ConsultEndFrame { Id = _options.NewId(), Conversation = conversation, Epoch = Epoch(conversation), Complete = complete }, cancel);

    /// <summary>Follows an invitation (<see cref="Consulted"/>).</summary>
    public Task JoinAsync(string conversation, CancellationToken cancel = default) => AskAsync(new JoinFrame { Id = _options.NewId(), Conversation = conversation }, cancel);

    /// <summary>Leaves a consult, or declines the invitation.</summary>
    public Task LeaveAsync(string conversation, CancellationToken cancel = default) => AskAsync(new LeaveFrame { Id = _options.NewId(), Conversation = conversation }, cancel);

    /// <summary>A line that only staff see.</summary>
    public Task SayInternallyAsync(string conversation, string text, bool ofParty = false, CancellationToken cancel = default) =>
        AskAsync(new InternalFrame { Id = _options.NewId(), Conversation = conversation, Epoch = Epoch(conversation), Text = text, OfParty = ofParty ? true : null }, cancel);

    /// <summary>Tells the customer which outside party is in charge, and keeps the conversation or closes it.</summary>
    public Task SendOutsideAsync(string conversation, string party, bool close, string? note = null, CancellationToken cancel = default) =>
        AskAsync(new SendOutsideFrame { Id = _options.NewId(), Conversation = conversation, Epoch = Epoch(conversation), Party = party, Close = close, Note = note }, cancel);
}
