using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Gateway.Wire;
using Reception.Protocol.Frames;

namespace Reception.Gateway.Sockets;

/// <summary>Transfers to people, consults, internal lines.</summary>
internal sealed partial class AgentSocket
{
    public override void OnStaff(ConversationId conversation, StaffView? staff, IReadOnlyList<InternalLine> lines) => StaffPush.Send(Connection, conversation, staff, lines);

    public void OnConsult(ConsultInvitation invitation) => Connection.Send(new ConsultedFrame(Documents.Of(invitation)));

    private void CarryOutStaff(ClientFrame frame)
    {
        switch (frame)
        {
            case JoinFrame { After: null or >= 0 } join: On(join.Conversation, join.Id, id => Taken(join.Id, Session.Join(id, join.After ?? 0, opened => Answer(join.Id, new CommandResult(opened.Outcome, opened.View, [], opened.Error))))); break;
            case LeaveFrame leave: On(leave.Conversation, leave.Id, id => Taken(leave.Id, Session.Leave(id, leave.Id!, Done(leave.Id)))); break;
            case InternalFrame { Epoch: { } epoch, Text: { } text } said when StaffChecks.IsText(text):
                On(said.Conversation, said.Id, id => Taken(said.Id, Session.SayInternally(id, epoch, said.Id!, text, said.OfParty == true, Done(said.Id))));
                break;
            case ConsultFrame { Epoch: { } epoch } consult when StaffChecks.Consult(consult) is { } target:
                On(consult.Conversation, consult.Id, id => Taken(consult.Id, Session.Consult(id, epoch, consult.Id!, target, Done(consult.Id))));
                break;
            case ConsultEndFrame { Epoch: { } epoch, Complete: { } complete } end: On(end.Conversation, end.Id, id => Taken(end.Id, Session.EndConsult(id, epoch, end.Id!, complete, Done(end.Id)))); break;
            case SendOutsideFrame { Epoch: { } epoch, Party: { } party, Close: { } close } outside when StaffChecks.IsName(party) && StaffChecks.IsWhy(outside.Note):
                On(outside.Conversation, outside.Id, id => Taken(outside.Id, Session.SendOutside(id, epoch, outside.Id!, new(party, close, outside.Note), Done(outside.Id))));
                break;
            case TransferFrame { Epoch: { } epoch } move when StaffChecks.Target(move.Agent, move.Queue, move.Seconds, move.Why) is { } target:
                On(move.Conversation, move.Id, id => Taken(move.Id, Session.TransferTo(id, epoch, move.Id!, target, Done(move.Id))));
                break;
            default: Bad(frame.Id, "epoch, agent, queue, party, text, seconds, close or complete is missing or out of bounds."); break;
        }
    }
}
