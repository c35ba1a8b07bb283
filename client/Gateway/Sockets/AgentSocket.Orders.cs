using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Contracts.WorkOrders;
using Reception.Gateway.Wire;
using Reception.Protocol.Frames;

namespace Reception.Gateway.Sockets;

/// <summary>Frames about work orders: the same accept, decline, close and transfer as for chats, and a note.</summary>
internal sealed partial class AgentSocket
{
    public void OnWorkOrder(WorkOrderView order) => Connection.Send(new WorkOrderFrame(WorkOrders.Of(order)));

    /// <summary>False: the frame names no work order.</summary>
    private bool CarryOutOrder(ClientFrame frame)
    {
        var (id, key) = frame switch
        {
            NoteFrame note => (note.Id, note.Conversation),
            CloseFrame close => (close.Id, close.Conversation),
            TransferFrame transfer => (transfer.Id, transfer.Conversation),
            _ => (null, null),
        };
        if (!ConversationId.TryParse(key, out var order) || !order.IsOrder()) return false;
        if (!Checks.IsId(id)) Bad(null, "id: 1 to 64 characters.");
        else if (!CarryOut(frame, order, id!)) Bad(id, $"epoch, queue or text is missing; text has at most {WorkOrderBounds.Note} characters.");
        return true;
    }

    private bool CarryOut(ClientFrame frame, ConversationId order, string id)
    {
        switch (frame)
        {
            case NoteFrame { Text: { Length: > 0 and <= WorkOrderBounds.Note } text }: Taken(id, Session.NoteOrder(order, id, text, Ordered(id))); return true;
            case CloseFrame { Epoch: { } epoch, Text: null or { Length: <= WorkOrderBounds.Note } } close: Taken(id, Session.CloseOrder(order, epoch, id, close.Text, Ordered(id))); return true;
            case TransferFrame { Epoch: { } epoch, Queue: { } queue } when KeyPart.IsValid(queue): Taken(id, Session.TransferOrder(order, epoch, id, queue, Ordered(id))); return true;
            default: return false;
        }
    }

    private Action<WorkOrderResult> Ordered(string? id) => result =>
    {
        if (result.Outcome.IsDone()) Connection.Send(new DoneFrame(id, result.Outcome == CommandOutcome.Repeated, WorkOrder: result.View is null ? null : WorkOrders.Of(result.View)));
        else Refuse(id, result.Outcome, result.Error, null);
    };
}
