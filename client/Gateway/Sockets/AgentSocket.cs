using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Reception.Client;
using Reception.Client.Sessions;
using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Gateway.Auth;
using Reception.Gateway.Wire;
using Reception.Protocol.Errors;
using Reception.Protocol.Frames;

namespace Reception.Gateway.Sockets;

/// <summary>An agent's connection: his lease, offers and conversations as frames.</summary>
internal sealed partial class AgentSocket(SocketConnection connection, ReceptionClient client, SignedTokens tokens, IOptions<GatewayOptions> options, ILogger<AgentSocket> log)
    : SessionSocket(connection, options.Value.Sockets, log), ISessionEvents, IAsyncDisposable
{
    private const int PageMessages = 100;
    private AgentSession? _session;

    private AgentSession Session => _session ?? throw new InvalidOperationException("No session before hello.");

    public async ValueTask DisposeAsync()
    {
        if (Connection.Ended is { } code) log.Ended(code.Code);
        if (_session is null) return;
        if (Connection.IsMoving) await _session.MoveAsync();
        else await _session.DisposeAsync();
    }

    public void OnOffer(OfferView offer) => Connection.Send(new OfferFrame(Documents.Of(offer)));

    public void OnOfferGone(Guid offer) => Connection.Send(new OfferGoneFrame(offer.ToString("N")));

    public void OnAgent(AgentView agent) => Connection.Send(new AgentFrame(Documents.Of(agent)));

    public void OnProposal(ConversationId conversation, ProposedReply proposal) => Connection.Send(new ProposalFrame(conversation.ToString(), Documents.Of(proposal)));

    protected override bool HasCallsInFlight() => Session.IsBusy;

    protected override ViewDocument Show(ConversationView view) => Documents.ForStaff(view);

    protected override async Task HelloAsync(HelloFrame hello)
    {
        var error = ErrorCodes.BadToken;
        if (hello.Token is not { Length: > 0 and <= Protocol.Limits.TokenLength } token || tokens.Read(token, out error) is not { } subject) Connection.Bye(error ?? ErrorCodes.BadToken);
        else if (subject.Role != Role.Agent || !AgentId.TryParse(subject.Subject, out var agent)) Connection.Bye(ErrorCodes.WrongRole);
        else if (!TrySeen(hello.Threads, out var seen)) Bad(hello.Id, $"threads: at most {Protocol.Limits.ThreadsPerHello}, each with conversation and after.");
        else if (await client.ConnectAgentAsync(agent, seen, this) is not { } connected) Connection.Bye(ErrorCodes.UnknownAgent);
        else
        {
            _session = connected.Session;
            Welcome(subject, _session.SessionId, new WelcomeFrame(_session.SessionId, Words.Of(Role.Agent), Limits, Agent: Documents.Of(connected.View)));
            _session.Start();
        }
    }

    protected override async ValueTask CarryOutAsync(ClientFrame frame)
    {
        if (CarryOutOrder(frame)) return;
        switch (frame)
        {
            case PresenceFrame or ReadyFrame or AcceptFrame or DeclineFrame when !Checks.IsId(frame.Id): Bad(null, "id: 1 to 64 characters."); break;
            case PresenceFrame presence: SetPresence(presence); break;
            case ReadyFrame ready: EndWrapUp(ready); break;
            case AcceptFrame { Offer: var text } accept: OnOfferId(accept.Id, text, Accept); break;
            case DeclineFrame { Offer: var text } decline: OnOfferId(decline.Id, text, Decline); break;
            case PostFrame post: On(post.Conversation, post.Id, id => Post(post, id)); break;
            case ConfirmFrame { Sequence: >= 0 and var sequence } confirm: On(confirm.Conversation, confirm.Id, id => Session.Confirm(id, sequence)); break;
            case TypingFrame typing: On(typing.Conversation, typing.Id, Session.Typing); break;
            case ResumeFrame { After: >= 0 } resume: await ResumeAsync(resume); break;
            case ConfirmFrame or ResumeFrame: Bad(frame.Id, "sequence, after: 0 or more."); break;
            case { Id: var given } when !Checks.IsId(given): Bad(null, "id: 1 to 64 characters."); break;
            case CloseFrame { Epoch: { } epoch } close: On(close.Conversation, close.Id, id => Taken(close.Id, Session.Close(id, epoch, close.Id!, Done(close.Id)))); break;
            case HandBackFrame { Epoch: { } epoch } back: On(back.Conversation, back.Id, id => Taken(back.Id, Session.HandBack(id, epoch, back.Id!, Done(back.Id)))); break;
            case ConsultFrame or ConsultEndFrame or JoinFrame or LeaveFrame or InternalFrame or SendOutsideFrame or TransferFrame { Agent: not null }: CarryOutStaff(frame); break;
            case TransferFrame { Epoch: { } epoch, Queue: { } queue } move when KeyPart.IsValid(queue):
                On(move.Conversation, move.Id, id => Taken(move.Id, Session.Transfer(id, epoch, move.Id!, queue, Done(move.Id))));
                break;
            case MuteFrame { Epoch: { } epoch, Muted: { } muted } mute: On(mute.Conversation, mute.Id, id => Taken(mute.Id, Session.Mute(id, epoch, mute.Id!, muted, Done(mute.Id)))); break;
            case CloseFrame or HandBackFrame or TransferFrame or MuteFrame: Bad(frame.Id, "epoch, queue or muted is missing."); break;
            default: Connection.Refuse(frame.Id, ErrorCodes.UnknownType, counts: true); break;
        }
    }

    private Action<CommandResult> Done(string? id) => result => Answer(id, result);

    private void SetPresence(PresenceFrame frame)
    {
        if (!Words.TryParse<PresenceIntent>(frame.Intent, out var intent))
        {
            Bad(frame.Id, $"intent: {Words.List<PresenceIntent>()}.");
            return;
        }
        Taken(frame.Id, Session.SetPresence(intent, frame.Reason, Turned(frame.Id)));
    }

    private void EndWrapUp(ReadyFrame frame)
    {
        if (frame.Conversation is null) Taken(frame.Id, Session.EndWrapUp(null, Turned(frame.Id)));
        else On(frame.Conversation, frame.Id, work => Taken(frame.Id, Session.EndWrapUp(work, Turned(frame.Id))));
    }

    private Action<PresenceResult?> Turned(string? id) => result =>
    {
        if (result is { Outcome: PresenceOutcome.Invalid }) Bad(id, result.Error ?? "reason.");
        else if (result?.View is { } view) Connection.Send(new DoneFrame(id, Agent: Documents.Of(view)));
        else Refuse(id, CommandOutcome.Unavailable, null, null);
    };

    private void Accept(string? id, Guid offer)
    {
        if (Session.IsOrderOffer(offer) == true) Taken(id, Session.AcceptOrder(offer, Ordered(id)));
        else Taken(id, Session.Accept(offer, opened => Answer(id, new CommandResult(opened.Outcome, opened.View, [], opened.Error))));
    }

    private void Decline(string? id, Guid offer) => Taken(id, Session.Decline(offer, outcome => Answer(id, new CommandResult(outcome, null, []))));

    private void Post(PostFrame post, ConversationId conversation)
    {
        if (Checks.Messages(post.Messages) is { } wrong) Bad(post.Id, wrong);
        else if (post.Epoch is not { } epoch) Bad(post.Id, "epoch: missing.");
        else if (post.Proposal?.Length > Protocol.Limits.ContextLength) Bad(post.Id, "proposal: too long.");
        else Taken(post.Id, Session.Post(conversation, epoch, Checks.Incoming(post.Messages!), post.Proposal, result => Answer(post.Id, result, post.Conversation)));
    }

    private async Task ResumeAsync(ResumeFrame frame)
    {
        if (!Checks.IsConversation(frame.Conversation, out var conversation)) Bad(frame.Id, "conversation: shop/channel/customer.");
        else if (Session.ReadAsync(conversation, frame.After!.Value, PageMessages) is { } reading) SendPage(frame.Id, conversation, await reading);
        else Connection.Refuse(frame.Id, ErrorCodes.NotAttached);
    }

    private void On(string? conversation, string? id, Action<ConversationId> act)
    {
        if (Checks.IsConversation(conversation, out var parsed)) act(parsed);
        else Bad(id, "conversation: shop/channel/customer.");
    }

    private void OnOfferId(string? id, string? offer, Action<string?, Guid> act)
    {
        if (Guid.TryParse(offer, out var parsed)) act(id, parsed);
        else Bad(id, "offer: the id of an offer.");
    }

    private static bool TrySeen(ThreadPosition?[]? threads, out Dictionary<ConversationId, long> seen)
    {
        seen = [];
        if (threads?.Length > Protocol.Limits.ThreadsPerHello) return false;
        foreach (var thread in threads ?? [])
        {
            if (thread is not { After: >= 0 } || !ConversationId.TryParse(thread.Conversation, out var id)) return false;
            seen[id] = thread.After;
        }
        return true;
    }
}
