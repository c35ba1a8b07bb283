using System.Diagnostics;
using Orleans.Conformance.Infrastructure;

namespace Orleans.Conformance.Traces;

public sealed class TraceTests(TraceSilo silo) : IClassFixture<TraceSilo>
{
    public static TheoryData<bool> InsideAndThroughTheGateway => [false, true];

    private IGrainFactory From(bool gateway) => gateway ? silo.Client : silo.Grains;

    [Theory, MemberData(nameof(InsideAndThroughTheGateway))]
    public async Task Call_InATrace_RunsInASpanOfIt(bool gateway)
    {
        using var root = silo.Begin();

        var inside = await From(gateway).GetGrain<ITraceGrain>(Wait.Key()).CurrentAsync();

        var spans = await silo.SpansAsync(root, 2);
        Assert.Equal([ActivityKind.Client, ActivityKind.Server], spans.Select(span => span.Kind));
        Assert.Equal([root.SpanId, spans[0].SpanId], spans.Select(span => span.ParentSpanId));
        Assert.Equal(spans[1].Id, inside);
    }

    [Fact]
    public async Task Span_IsNamed_ByInterfaceAndMethod()
    {
        using var root = silo.Begin();
        await silo.Client.GetGrain<ITraceGrain>(Wait.Key()).CurrentAsync();
        Assert.All(await silo.SpansAsync(root, 2), span => Assert.Equal("ITraceGrain/CurrentAsync", span.OperationName));
    }

    /// <summary>These tests' own interfaces are in a namespace that begins with Orleans.</summary>
    [Fact]
    public async Task Span_IsOf_TheSourceOfItsNamespace()
    {
        using var root = silo.Begin();
        await silo.Client.GetGrain<ITraceGrain>(Wait.Key()).CurrentAsync();
        Assert.All(await silo.SpansAsync(root, 2), span => Assert.Equal("Microsoft.Orleans.Runtime", span.Source.Name));
    }

    [Fact]
    public async Task Call_OverAnotherGrain_IsOneTraceOfFourSpans()
    {
        using var root = silo.Begin();

        var inside = await silo.Client.GetGrain<ITraceGrain>(Wait.Key()).CurrentOverAsync(Wait.Key());

        var spans = await silo.SpansAsync(root, 4);
        Assert.Equal([root.SpanId, .. spans[..3].Select(span => span.SpanId)], spans.Select(span => span.ParentSpanId));
        Assert.Equal(spans[3].Id, inside);
    }

    [Fact]
    public async Task Span_AfterAnAwait_IsStillTheGrains()
    {
        using var root = silo.Begin();
        var inside = await silo.Grains.GetGrain<ITraceGrain>(Wait.Key()).CurrentAfterAwaitAsync();
        Assert.Equal((await silo.SpansAsync(root, 2))[1].Id, inside);
    }

    [Fact]
    public async Task Exception_EndsBothSpans_WithAnError()
    {
        using var root = silo.Begin();
        await Assert.ThrowsAsync<InvalidOperationException>(() => silo.Client.GetGrain<ITraceGrain>(Wait.Key()).ThrowAsync());
        Assert.All(await silo.SpansAsync(root, 2), span => Assert.Equal(ActivityStatusCode.Error, span.Status));
    }

    [Fact]
    public async Task Call_ThatNobodyRecords_RunsInNoSpan()
    {
        Activity.Current = null;
        Assert.Null(await silo.Client.GetGrain<ITraceGrain>(Wait.Key()).CurrentAsync());
        Assert.Null(await silo.Grains.GetGrain<ITraceGrain>(Wait.Key()).CurrentAsync());
    }

    [Fact]
    public async Task Caller_AfterTheCall_HasItsOwnSpanAgain()
    {
        using var root = silo.Begin();
        await silo.Client.GetGrain<ITraceGrain>(Wait.Key()).CurrentAsync();
        Assert.Same(root, Activity.Current);
    }
}
