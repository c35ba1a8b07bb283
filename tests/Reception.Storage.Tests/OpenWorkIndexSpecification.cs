using Reception.Domain.Journal;

namespace Reception.Storage.Tests;

/// <summary>What every open-work index promises: rows come and go with the appends that cause them.</summary>
public abstract class OpenWorkIndexSpecification : IAsyncLifetime
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 11, 12, 0, 0, TimeSpan.Zero);

    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected IConversationJournal Journal { get; private set; } = null!;

    protected IOpenWorkIndex Index { get; private set; } = null!;

    protected abstract ValueTask<(IConversationJournal Journal, IOpenWorkIndex Index)> OpenAsync();

    public async ValueTask InitializeAsync() => (Journal, Index) = await OpenAsync();

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Append_WithARow_PutsItWithEveryField()
    {
        var row = Row("demo/web/a") with { Preferred = "li", PreferredUntil = Noon.AddMinutes(1), Topic = "refund", Reason = 3, CustomerName = "王", Request = "{\"priority\":2}" };
        await PutAsync(row);

        Assert.Equal(row, Assert.Single(await Index.GetWaitingAsync("demo/sales", Stop)));
    }

    [Fact]
    public async Task Append_RefusedByAConflict_LeavesTheRowAlone()
    {
        await PutAsync(Row("demo/web/a"));

        var outcome = await Journal.AppendAsync(Events.Of("demo/web/a", 9, "x") with { OpenWork = new OpenWorkChange("demo/web/a", null) }, Stop);

        Assert.Equal(AppendOutcome.Conflict, outcome);
        Assert.Single(await Index.GetWaitingAsync("demo/sales", Stop));
    }

    [Fact]
    public async Task Append_WithANewRowOfTheSameWork_ReplacesIt()
    {
        await PutAsync(Row("demo/web/a"));
        await PutAsync(Row("demo/web/a") with { Epoch = 2, Queue = null }, expected: 1);

        Assert.Empty(await Index.GetWaitingAsync("demo/sales", Stop));
        Assert.Equal(2, Assert.Single(await DueAsync("demo/web/a", Noon.AddDays(1))).Epoch);
    }

    [Fact]
    public async Task Append_WithoutARow_RemovesIt()
    {
        await PutAsync(Row("demo/web/a"));
        await Journal.AppendAsync(Events.Of("demo/web/a", 1, "closed") with { OpenWork = new OpenWorkChange("demo/web/a", null) }, Stop);

        Assert.Empty(await DueAsync("demo/web/a", Noon.AddDays(1)));
    }

    [Fact]
    public async Task Append_RowOfAnotherWork_IsMisuse()
    {
        var append = Events.Of("demo/web/a", 0, "x") with { OpenWork = new OpenWorkChange("demo/web/b", Row("demo/web/a")) };

        await Assert.ThrowsAsync<ArgumentException>(async () => await Journal.AppendAsync(append, Stop));
    }

    [Fact]
    public async Task GetWaiting_SeveralRows_AreInQueueOrder()
    {
        await PutAsync(Row("demo/web/late") with { DueTime = Noon.AddMinutes(9) });
        await PutAsync(Row("demo/web/tie2") with { DueTime = Noon.AddMinutes(5), Arrival = Noon.AddSeconds(2) });
        await PutAsync(Row("demo/web/tie1") with { DueTime = Noon.AddMinutes(5), Arrival = Noon.AddSeconds(1) });
        await PutAsync(Row("demo/web/other") with { Queue = "demo/service" });

        Assert.Equal(["demo/web/tie1", "demo/web/tie2", "demo/web/late"], (await Index.GetWaitingAsync("demo/sales", Stop)).Select(row => row.Work));
    }

    [Fact]
    public async Task GetDue_AtATime_HasWhatIsDueOldestFirstUpToTheBound()
    {
        var works = Enumerable.Range(0, 200).Select(i => $"demo/web/{i}").Where(work => WorkShard.Of(work) == 3).Take(4).ToArray();
        for (var i = 0; i < works.Length; i++) await PutAsync(Row(works[i]) with { NextStepAt = Noon.AddMinutes(-i) });
        await PutAsync(Row(works[0]) with { NextStepAt = Noon.AddTicks(1), Epoch = 2 }, expected: 1);

        Assert.Equal([works[3], works[2]], (await Index.GetDueAsync(3, Noon, 2, Stop)).Select(row => row.Work));
        Assert.Equal([works[3], works[2], works[1]], (await Index.GetDueAsync(3, Noon, 10, Stop)).Select(row => row.Work));
    }

    [Fact]
    public async Task Reschedule_SameEpoch_MovesTheNextStep()
    {
        await PutAsync(Row("demo/web/a"));
        await Index.RescheduleAsync("demo/web/a", 1, Noon.AddHours(1), Stop);

        Assert.Empty(await DueAsync("demo/web/a", Noon.AddMinutes(59)));
        Assert.Equal(Noon.AddHours(1), Assert.Single(await DueAsync("demo/web/a", Noon.AddHours(1))).NextStepAt);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Reschedule_AnotherEpoch_DoesNothing(bool remove)
    {
        await PutAsync(Row("demo/web/a"));
        await Index.RescheduleAsync("demo/web/a", 2, remove ? null : Noon.AddHours(1), Stop);

        Assert.Equal(Row("demo/web/a"), Assert.Single(await DueAsync("demo/web/a", Noon)));
    }

    [Fact]
    public async Task Reschedule_WithoutATime_RemovesAStaleRow()
    {
        await PutAsync(Row("demo/web/a"));
        await Index.RescheduleAsync("demo/web/a", 1, null, Stop);

        Assert.Empty(await Index.GetWaitingAsync("demo/sales", Stop));
    }

    [Fact]
    public async Task GetQueues_WorkWaitsInSome_NamesEachOnce()
    {
        await PutAsync(Row("demo/web/a"));
        await PutAsync(Row("demo/web/b"));
        await PutAsync(Row("demo/web/c") with { Queue = "demo/service" });
        await PutAsync(Row("demo/web/served") with { Queue = null });

        Assert.Equal(["demo/sales", "demo/service"], (await Index.GetQueuesAsync(Stop)).Order());
    }

    [Fact]
    public async Task GetQueues_NothingWaits_IsEmpty()
    {
        await PutAsync(Row("demo/web/served") with { Queue = null });

        Assert.Empty(await Index.GetQueuesAsync(Stop));
    }

    private static OpenWork Row(string work) => new(work, "demo/sales", 1, Noon, Noon.AddMinutes(5), Noon, 1, null, null, null, 0, null);

    private ValueTask<IReadOnlyList<OpenWork>> DueAsync(string work, DateTimeOffset now) => Index.GetDueAsync(WorkShard.Of(work), now, 100, Stop);

    private async Task PutAsync(OpenWork row, long expected = 0) =>
        Assert.Equal(AppendOutcome.Appended, await Journal.AppendAsync(Events.Of(row.Work, expected, "waits") with { OpenWork = new OpenWorkChange(row.Work, row) }, Stop));
}
