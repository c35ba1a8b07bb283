using System.Collections.Immutable;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Domain.Conversations;
using Reception.Domain.Conversations.Events;
using Reception.Grains.Conversations;
using Reception.Grains.Metrics;
using Reception.Grains.Tests.Waiting;
using Reception.Grains.Triage;

namespace Reception.Grains.Tests.Metrics;

/// <summary>The meters say what happened, and saying it costs no memory.</summary>
public sealed class InstrumentTests
{
    [Fact]
    public async Task Meters_AfterAServedConversation_SayWhatHappened()
    {
        await using var floor = await Floor.OpenAsync();
        using var counted = new Counted(floor.Host.Silos[0].Service<IServiceProvider>());
        await floor.HireOnlineAsync("an");
        await floor.AskAsync("c1");
        await floor.AskAsync("c2");
        await floor.SayAsync("c1", "hello");
        await floor.Host.UntilAsync(() => counted.Observe("reception.queue.waiting{shop}") == 2, "two that wait");
        await floor.ServeAsync("an", "c1");
        await floor.Host.UntilAsync(() => counted.Observe("reception.queue.waiting{shop}") == 1, "one that waits");
        await floor.CloseAsync("an", "c1");

        Assert.Equal(2, counted["reception.episodes.opened{shop}"]);
        Assert.Equal(1, counted["reception.messages{customer,shop}"]);
        Assert.Equal(2, counted["reception.handovers{asked,shop}"]);
        Assert.Equal(2, counted["reception.decisions{handed-over,shop}"]);
        Assert.Equal(1, counted["reception.assignments{offer}"]);
        Assert.Equal(1, counted["reception.queue.offers.ended{accepted}"]);
        Assert.Equal(1, counted["reception.episodes.closed{agent,false,shop}"]);
        Assert.Equal(0, counted["reception.queue.finds"]);
    }

    [Fact]
    public async Task Meters_OfARefusedCommand_SayWhy()
    {
        await using var floor = await Floor.OpenAsync();
        using var counted = new Counted(floor.Host.Silos[0].Service<IServiceProvider>());
        await floor.AskAsync("c1");
        Assert.Equal(CommandOutcome.WrongPhase, (await floor.Conversation("c1").RateAsync(new RateEpisode("s-c1", 5, null))).Outcome);
        Assert.Equal(1, counted["reception.commands.refused{wrong-phase}"]);
    }

    [Fact]
    public void OnCommitted_WithAListener_AllocatesNothing()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var instruments = new ConversationInstruments(services.GetRequiredService<IMeterFactory>());
        using var listener = new MeterListener { InstrumentPublished = (instrument, all) => all.EnableMeasurementEvents(instrument) };
        var heard = 0L;
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => heard += instrument.Meter.Scope == null ? 0 : value);
        listener.Start();
        var at = DateTimeOffset.UnixEpoch;
        ImmutableArray<ConversationEvent> turn = [new MessageAccepted(at, 1, 1, "m", "text"), new BotAnswered(at, 1, 2, 1, "entry", "text", 0.9), new MissCounted(at, 1, 1, 1), new Closed(at, 1, ClosedBy.Customer, 1, BotAlone: true)];
        for (var i = 0; i < 1_000; i++) instruments.OnCommitted("shop", turn); // until it is compiled for good

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++) instruments.OnCommitted("shop", turn);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.True(heard >= 10_000); // four events, five counts, two thousand times
        Assert.Equal(0, allocated);
    }

    [Fact]
    public void ShopLabels_BeyondTheBound_AreOther()
    {
        var labels = new ShopLabels(Options.Create(new ShopLabelOptions { Shops = ["known"], MostShops = 3 }));

        Assert.Equal(["a", "b", ShopLabels.Other, "a", "known", ShopLabels.Other], new[] { "a", "b", "c", "a", "known", "d" }.Select(shop => labels.Of(new ShopId(shop))));
    }

    [Fact]
    public void MeasuredJudge_Judging_CountsEveryJudgementByMeasuringSome()
    {
        using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var times = new List<double>();
        using var listener = new MeterListener { InstrumentPublished = (instrument, all) => all.EnableMeasurementEvents(instrument) };
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) =>
        {
            if (instrument.Name == "reception.triage.time" && ReferenceEquals(instrument.Meter.Scope, services.GetRequiredService<IMeterFactory>())) times.Add(value);
        });
        listener.Start();
        var judge = new MeasuredJudge(new Busy(), new TriageInstruments(services.GetRequiredService<IMeterFactory>()));

        for (var i = 0; i < 2 * TriageInstruments.Sampled; i++) Assert.Equal("busy", judge.Judge("text", new ConversationState { Id = Floor.Work("c") }).Topic);

        Assert.Equal(2 * TriageInstruments.Sampled, times.Count);
        Assert.InRange(times.Distinct().Count(), 1, 2); // two were measured
        Assert.All(times, time => Assert.True(time > 0));
    }

    private sealed class Busy : IJudge
    {
        public Judgement Judge(string text, ConversationState state)
        {
            var hash = 0;
            for (var i = 0; i < 100_000; i++) hash = HashCode.Combine(hash, i);
            return new Judgement(hash == 1 ? JudgementKind.Clarify : JudgementKind.Answer, Topic: "busy");
        }
    }
}
