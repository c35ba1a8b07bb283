using System.Diagnostics;
using Reception.Grains.Tests.Waiting;
using Reception.Tests;

namespace Reception.Grains.Tests.Metrics;

/// <summary>One trace follows a message through all grains to the push on the agent's session.</summary>
public sealed class TraceTests
{
    [Fact]
    public async Task AskForHuman_AgentThere_IsOneTraceFromTheCallToThePush()
    {
        using var recorder = new TraceRecorder();
        await using var floor = await Floor.OpenAsync();
        await floor.HireOnlineAsync("an");
        using var root = recorder.Begin();
        await floor.AskAsync("c1");
        Activity.Current = null;
        await floor.OfferAsync("an", "c1");

        var wanted = new[] { "IConversationGrain/AskForHumanAsync", "append", "IQueueGrain/EnqueueAsync", "offer", "IAgentGrain/ReserveAsync", "push", "IGatewayObserver/PushAsync" };
        await floor.Host.UntilAsync(() => wanted.All(name => recorder.Spans(root).Any(span => span.OperationName == name)), "all spans of the trace");

        var spans = recorder.Spans(root);
        Assert.True(IsBelow(spans, "offer", "IQueueGrain/EnqueueAsync"));
        Assert.True(IsBelow(spans, "IAgentGrain/ReserveAsync", "offer"));
        Assert.True(IsBelow(spans, "append", "IConversationGrain/AskForHumanAsync"));
        var pushed = floor.Host.Gateway.Of("an").Last(push => push.Offer is not null);
        Assert.True(ActivityContext.TryParse(pushed.Trace, null, out var carried));
        Assert.Equal(root.TraceId, carried.TraceId);
    }

    [Fact]
    public async Task Offer_ToAnAgentWhoComesLater_BelongsToTheWaitAndLinksHisComing()
    {
        using var recorder = new TraceRecorder();
        await using var floor = await Floor.OpenAsync();
        await floor.HireAsync("an");
        using var waits = recorder.Begin();
        await floor.AskAsync("c1");
        using var comes = recorder.Begin();
        await floor.OnlineAsync("an");
        Activity.Current = null;
        await floor.OfferAsync("an", "c1");

        await floor.Host.UntilAsync(() => recorder.Spans(waits).Any(span => span.OperationName == "offer"), "the offer's span");

        var offer = recorder.Spans(waits).First(span => span.OperationName == "offer");
        Assert.Contains(offer.Links, link => link.Context.TraceId == comes.TraceId);
    }

    [Fact]
    public async Task Pushes_OutsideATrace_CarryNone()
    {
        await using var floor = await Floor.OpenAsync();
        await floor.HireOnlineAsync("an");
        Activity.Current = null;
        await floor.AskAsync("c1");
        await floor.OfferAsync("an", "c1");
        Assert.All(floor.Host.Gateway.Pushes, push => Assert.Null(push.Trace));
    }

    private static bool IsBelow(IReadOnlyList<Activity> spans, string name, string above) => spans.Where(span => span.OperationName == name).Any(span => Parents(spans, span).Any(parent => parent.OperationName == above));

    private static IEnumerable<Activity> Parents(IReadOnlyList<Activity> spans, Activity span)
    {
        for (var parent = Parent(spans, span); parent is not null; parent = Parent(spans, parent)) yield return parent;
    }

    private static Activity? Parent(IReadOnlyList<Activity> spans, Activity span) => spans.FirstOrDefault(other => other.SpanId == span.ParentSpanId);
}
