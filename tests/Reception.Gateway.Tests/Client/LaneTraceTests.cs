using System.Diagnostics;
using Reception.Client.Calls;
using Reception.Contracts.Conversations;
using Reception.Gateway.Sockets;
using Reception.Protocol.Frames;
using Reception.Tests;

namespace Reception.Gateway.Tests.Client;

/// <summary>A trace goes on through a session's lane, whose steps run after what asked for them has returned, and begins anew with each frame.</summary>
public sealed class LaneTraceTests
{
    [Fact]
    public async Task Step_RunsInTheTraceThatAskedForIt_AndInNoOther()
    {
        using var recorder = new TraceRecorder();
        var lane = new Lane(10);
        var hold = new TaskCompletionSource();
        var seen = new List<ActivityTraceId?>();
        var roots = new List<Activity>();
        for (var i = 0; i < 2; i++)
        {
            using var root = recorder.Begin();
            roots.Add(root);
            lane.TryAdd(async () =>
            {
                seen.Add(Activity.Current?.TraceId);
                await hold.Task;
            });
        }
        Activity.Current = null;
        var last = new TaskCompletionSource();
        lane.TryAdd(() =>
        {
            seen.Add(Activity.Current?.TraceId);
            last.SetResult();
            return Task.CompletedTask;
        });
        hold.SetResult();
        await last.Task;

        Assert.Equal([roots[0].TraceId, roots[1].TraceId, null], seen);
    }

    [Fact]
    public async Task MergedPosts_ContinueTheFirst_AndLinkTheOthers()
    {
        using var recorder = new TraceRecorder();
        var lane = new Lane(10);
        var hold = new TaskCompletionSource();
        lane.TryAdd(() => hold.Task);
        var done = new TaskCompletionSource<Activity?>();
        var roots = new List<Activity>();
        for (var i = 0; i < 3; i++)
        {
            using var root = recorder.Begin();
            roots.Add(root);
            lane.TryAdd(new PostStep(null, [new IncomingMessage($"{i}", "text")], SendAsync, static _ => { }, static _ => { }));
        }
        Activity.Current = null;
        hold.SetResult();

        var call = await done.Task;

        Assert.Equal(roots[0].TraceId, call!.TraceId);
        Assert.Equal(roots.Skip(1).Select(root => root.TraceId), call.Links.Select(link => link.Context.TraceId));

        Task<PostResult> SendAsync(IncomingMessage[] messages)
        {
            Assert.Equal(3, messages.Length);
            done.SetResult(Activity.Current);
            return Task.FromResult(new PostResult(CommandOutcome.Done, [], [], null));
        }
    }

    [Fact]
    public void Frame_BeginsATrace_OfItsOwn()
    {
        using var recorder = new TraceRecorder();
        using var socket = recorder.Begin(); // the request that opened the socket, hours ago
        using var frame = GatewaySpans.StartFrame(new PingFrame());
        Assert.True(frame is null || frame.TraceId != socket.TraceId);
        Assert.NotSame(socket, Activity.Current);
    }

    [Fact]
    public void Push_ContinuesTheTraceItCarries_IfAny()
    {
        using var recorder = new TraceRecorder();
        using var root = recorder.Begin();
        using var push = ClientSpans.StartPush(root.Id);
        Assert.Equal(root.SpanId, push!.ParentSpanId);
        Assert.Null(ClientSpans.StartPush(null));
        Assert.Null(ClientSpans.StartPush("nonsense"));
    }
}
