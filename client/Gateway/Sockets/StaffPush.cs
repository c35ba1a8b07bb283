using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Gateway.Wire;
using Reception.Protocol.Frames;

namespace Reception.Gateway.Sockets;

/// <summary>Internal lines as frames: a line of at most 2,000 characters is well below a frame, a few go into one.</summary>
internal static class StaffPush
{
    private const int LinesPerFrame = 4;

    public static void Send(SocketConnection connection, ConversationId conversation, StaffView? staff, IReadOnlyList<InternalLine> lines)
    {
        var shown = staff is null ? null : Documents.Of(staff);
        if (lines.Count == 0) connection.Send(new StaffFrame(conversation.ToString(), shown));
        foreach (var some in lines.Select(Documents.Of).Chunk(LinesPerFrame)) connection.Send(new StaffFrame(conversation.ToString(), shown, some));
    }
}
