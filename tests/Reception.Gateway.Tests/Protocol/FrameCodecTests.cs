using System.Text;
using System.Text.Json;
using Reception.Protocol.Frames;

namespace Reception.Gateway.Tests.Protocol;

/// <summary>Frames to bytes and back.</summary>
public sealed class FrameCodecTests
{
    [Fact]
    public void Frame_Written_ReadsTheSame()
    {
        var frame = new PostFrame { Id = "p", Conversation = "demo/web/v-1", Epoch = 3, Proposal = "ship", Messages = [new PostedMessage("m", "什么时候发货 😀 \"quoted\"")] };

        var read = Assert.IsType<PostFrame>(FrameCodec.Read(FrameCodec.Write(frame), FrameCodec.FromAgent, out _));

        Assert.Equal(frame.Messages, read.Messages);
        Assert.Equal((frame.Id, frame.Conversation, frame.Epoch, frame.Proposal), (read.Id, read.Conversation, read.Epoch, read.Proposal));
    }

    [Fact]
    public void Frame_Written_LeavesOutWhatIsNotThere()
    {
        using var json = JsonDocument.Parse(FrameCodec.Write(new PongFrame(null)));

        Assert.Equal(["type"], json.RootElement.EnumerateObject().Select(property => property.Name));
    }

    [Fact]
    public void Chinese_Written_StaysReadable() => Assert.Contains("发货", Encoding.UTF8.GetString(FrameCodec.Write(new OtherTypingFrame("发货", "agent"))), StringComparison.Ordinal);

    [Fact]
    public void Type_AtTheEnd_IsFound() => Assert.IsType<PingFrame>(FrameCodec.Read("{\"id\":\"1\",\"x\":{\"type\":\"post\"},\"type\":\"ping\"}"u8, FrameCodec.FromCustomer, out _));

    [Fact]
    public void Tables_HaveEveryFrameOnce()
    {
        var known = FrameCodec.FromCustomer.Values.Concat(FrameCodec.FromAgent.Values).Concat(FrameCodec.FromSupervisor.Values).Concat(FrameCodec.FromServer.Values).Select(info => info.Type).ToHashSet();
        var frames = typeof(Frame).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Frame)) && !type.IsAbstract);
        Assert.Equal(frames.OrderBy(type => type.Name), known.OrderBy(type => type.Name));
    }
}
