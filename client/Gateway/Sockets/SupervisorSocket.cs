using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Reception.Client;
using Reception.Client.Sessions;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Gateway.Auth;
using Reception.Gateway.Wire;
using Reception.Protocol.Errors;
using Reception.Protocol.Frames;

namespace Reception.Gateway.Sockets;

/// <summary>A supervisor's connection: reads along, whispers, takes over, reassigns, in the shops of his token and nowhere else.</summary>
internal sealed class SupervisorSocket(SocketConnection connection, ReceptionClient client, SignedTokens tokens, IOptions<GatewayOptions> options, ILogger<SupervisorSocket> log)
    : SessionSocket(connection, options.Value.Sockets, log), ISessionEvents, IAsyncDisposable
{
    private const int PageMessages = 100;
    private SupervisorSession? _session;
    private TokenSubject? _subject;

    private SupervisorSession Session => _session ?? throw new InvalidOperationException("No session before hello.");

    public ValueTask DisposeAsync()
    {
        if (Connection.Ended is { } code) log.Ended(code.Code);
        return _session?.DisposeAsync() ?? ValueTask.CompletedTask;
    }

    public override void OnStaff(ConversationId conversation, StaffView? staff, IReadOnlyList<InternalLine> lines) => StaffPush.Send(Connection, conversation, staff, lines);

    protected override bool HasCallsInFlight() => Session.IsBusy;

    protected override ViewDocument Show(ConversationView view) => Documents.ForStaff(view);

    protected override Task HelloAsync(HelloFrame hello)
    {
        var error = ErrorCodes.BadToken;
        if (hello.Token is not { Length: > 0 and <= Protocol.Limits.TokenLength } token || tokens.Read(token, out error) is not { } subject) Connection.Bye(error ?? ErrorCodes.BadToken);
        else if (subject.Role != Role.Supervisor) Connection.Bye(ErrorCodes.WrongRole);
        else
        {
            _subject = subject;
            _session = client.ConnectSupervisor(subject.Subject, subject.Name, this);
            Welcome(subject, _session.SessionId, new WelcomeFrame(_session.SessionId, Words.Of(Role.Supervisor), Limits));
            _session.Start();
        }
        return Task.CompletedTask;
    }

    protected override async ValueTask CarryOutAsync(ClientFrame frame)
    {
        switch (frame)
        {
            case ConfirmFrame { Sequence: >= 0 and var sequence } confirm: On(confirm.Conversation, confirm.Id, id => Session.Confirm(id, sequence)); break;
            case ResumeFrame { After: >= 0 } resume: await ResumeAsync(resume); break;
            case ConfirmFrame or ResumeFrame: Bad(frame.Id, "sequence, after: 0 or more."); break;
            case { Id: var given } when !Checks.IsId(given): Bad(null, "id: 1 to 64 characters."); break;
            case MonitorFrame { After: null or >= 0 } monitor when StaffChecks.IsWhy(monitor.Why):
                On(monitor.Conversation, monitor.Id, id => Taken(monitor.Id, Session.Monitor(id, monitor.After ?? 0, monitor.Why, opened => Answer(monitor.Id, new CommandResult(opened.Outcome, opened.View, [], opened.Error)))));
                break;
            case LeaveFrame leave: On(leave.Conversation, leave.Id, id => Left(leave.Id, Session.Leave(id))); break;
            case WhisperFrame { Epoch: { } epoch, Text: { } text } whisper when StaffChecks.IsText(text):
                On(whisper.Conversation, whisper.Id, id => Taken(whisper.Id, Session.Whisper(id, epoch, whisper.Id!, text, Done(whisper.Id))));
                break;
            case TakeOverFrame { Epoch: { } epoch } take when StaffChecks.IsWhy(take.Why): On(take.Conversation, take.Id, id => Taken(take.Id, Session.TakeOver(id, epoch, take.Id!, take.Why, Done(take.Id)))); break;
            case ReassignFrame { Epoch: { } epoch } move when StaffChecks.Target(move.Agent, move.Queue, move.Seconds, move.Why) is { } target:
                On(move.Conversation, move.Id, id => Taken(move.Id, Session.Reassign(id, epoch, move.Id!, target, Done(move.Id))));
                break;
            case MonitorFrame or WhisperFrame or TakeOverFrame or ReassignFrame: Bad(frame.Id, "epoch, text, agent, queue, seconds or why is missing or out of bounds."); break;
            default: Connection.Refuse(frame.Id, ErrorCodes.UnknownType, counts: true); break;
        }
    }

    private Action<CommandResult> Done(string? id) => result => Answer(id, result);

    private void Left(string? id, bool left)
    {
        if (left) Connection.Send(new DoneFrame(id));
        else Connection.Refuse(id, ErrorCodes.NotAttached);
    }

    private async Task ResumeAsync(ResumeFrame frame)
    {
        if (!Checks.IsConversation(frame.Conversation, out var conversation)) Bad(frame.Id, "conversation: shop/channel/customer.");
        else if (Session.ReadAsync(conversation, frame.After!.Value, PageMessages) is { } reading) SendPage(frame.Id, conversation, await reading);
        else Connection.Refuse(frame.Id, ErrorCodes.NotAttached);
    }

    private void On(string? conversation, string? id, Action<ConversationId> act)
    {
        if (!Checks.IsConversation(conversation, out var parsed)) Bad(id, "conversation: shop/channel/customer.");
        else if (!_subject!.MayEnter(parsed.Shop.Value)) Connection.Refuse(id, ErrorCodes.WrongShop with { CloseStatus = 0 }, counts: true);
        else act(parsed);
    }
}
