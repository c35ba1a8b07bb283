using Reception.Contracts.Agents;
using Reception.Contracts.Conversations;
using Reception.Contracts.Gateways;
using Reception.Contracts.Ids;

namespace Reception.Gateway.Tests.Fakes;

/// <summary>What staff do: kept as it came, and answered with the conversation's view.</summary>
internal sealed partial class FakeConversation
{
    private readonly List<InternalLine> _lines = [];

    public List<object> Staff { get; } = [];

    public long ConfirmedInternal { get; private set; }

    /// <summary>Pushes an internal line to every session, as no conversation does: what the gateway makes of it is what is tested.</summary>
    public Task LeakAsync(string text) => PushAsync(session => new SessionPush(session, id, Staff: new StaffView(99, 1), Internal: [Line(1, text)], Consult: new ConsultInvitation(id, 1, "li", text, text, default)));

    public Task<CommandResult> TransferToAsync(AgentCommand command, TransferTarget target) => Note(target, command.Epoch);

    public Task<CommandResult> ConsultAsync(AgentCommand command, ConsultTarget target) => Note(target, command.Epoch);

    public Task<CommandResult> EndConsultAsync(AgentCommand command, bool complete) => Note(complete, command.Epoch);

    public Task<CommandResult> SendOutsideAsync(AgentCommand command, OutsideTarget target) => Note(target, command.Epoch);

    public Task<CommandResult> LeaveConsultAsync(AgentId colleague, string commandId) => Note(colleague, _epoch);

    public Task<CommandResult> TakeOverAsync(SupervisorCommand command) => Note(command, command.Epoch);

    public Task<CommandResult> ReassignAsync(SupervisorCommand command, TransferTarget target) => Note((command, target), command.Epoch);

    public Task<OpenResult> JoinConsultAsync(JoinConsult command) => Listen(command.Session);

    public Task<OpenResult> MonitorAsync(MonitorCommand command) => Listen(command.Session);

    public Task<bool> ConfirmInternalAsync(string sessionId, long number) => On("confirm-internal", () =>
    {
        ConfirmedInternal = number;
        return true;
    });

    public Task<InternalResult> SayInternallyAsync(InternalMessage message) => On("internal", () =>
    {
        if (message.Epoch != _epoch) return new InternalResult(CommandOutcome.StaleEpoch, 0, null, View());
        Staff.Add(message);
        _lines.Add(Line(_lines.Count + 1, message.Text));
        return new InternalResult(CommandOutcome.Done, _lines.Count, null, View());
    });

    public Task<InternalPage> ReadInternalAsync(StaffMember reader, long after, int max) => On("read-internal", () =>
        reader.Role == StaffRole.Agent && _agent?.Value != reader.Id
            ? new InternalPage(CommandOutcome.NotOwner, [], 0)
            : new InternalPage(CommandOutcome.Done, [.. _lines.Where(l => l.Number > after).Take(max)], _lines.Count, new StaffView(1, _lines.Count)));

    private Task<OpenResult> Listen(OpenSession session) => On("listen", () =>
    {
        _sessions[session.Session.SessionId] = cluster.Route(session.Session);
        return Opened(session.AfterSequence) with { Staff = new StaffView(1, _lines.Count), Internal = [.. _lines] };
    });

    private Task<CommandResult> Note(object what, long epoch) => On("staff", () =>
    {
        if (epoch != _epoch) return new CommandResult(CommandOutcome.StaleEpoch, View(), []);
        Staff.Add(what);
        return new CommandResult(CommandOutcome.Done, View(), []);
    });

    private InternalLine Line(long number, string text) => new(number, 1, InternalKind.Whisper, StaffRole.Supervisor, "zhou", "周", null, text, cluster.Time.GetUtcNow());
}
