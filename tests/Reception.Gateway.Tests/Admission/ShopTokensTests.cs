using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Reception.Gateway.Admission;
using Reception.Gateway.Tests.Fakes;
using Reception.Tests;

namespace Reception.Gateway.Tests.Admission;

/// <summary>Gateways and the shop's budget together: never more than it, never less to whoever keeps within it.</summary>
public sealed class ShopTokensTests
{
    private readonly ManualTime _time = new();
    private readonly FakeBudget _budget;

    public ShopTokensTests() => _budget = new(_time);

    [Fact]
    public async Task Take_AnyPatternOverGateways_AdmitsAtMostBudgetAndBurst()
    {
        var random = new Random(TestRun.SeedFor(nameof(Take_AnyPatternOverGateways_AdmitsAtMostBudgetAndBurst)));
        for (var run = 0; run < TestRun.Cases(20, 500); run++)
        {
            var (rate, burst) = (1 + random.Next(200), 100 + random.Next(300));
            var budget = new FakeBudget(_time) { Lever = new(MessagesPerSecond: rate, MessageBurst: burst) };
            var gateways = Enumerable.Range(0, 3).Select(i => Tokens(budget, $"g{i}")).ToArray();
            var (start, admitted) = (_time.GetUtcNow(), 0);
            for (var i = 0; i < 300; i++)
            {
                _time.Advance(TimeSpan.FromMilliseconds(random.Next(40)));
                var count = 1 + random.Next(50);
                if (await gateways[random.Next(3)].TakeAsync(BudgetKind.Messages, count) is not { } wait) admitted += count;
                else Assert.InRange(wait, 1, 15_000);
                var bound = burst + (rate * (_time.GetUtcNow() - start).TotalSeconds);
                Assert.True(admitted <= bound + 1e-6, $"{admitted} of {bound}");
            }
        }
    }

    [Fact]
    public async Task Take_WithinTheBudget_IsNeverRefused()
    {
        _budget.Lever = new(MessagesPerSecond: 100, MessageBurst: 400);
        var gateways = Enumerable.Range(0, 3).Select(i => Tokens(_budget, $"g{i}")).ToArray();
        var random = new Random(TestRun.SeedFor(nameof(Take_WithinTheBudget_IsNeverRefused)));
        var allowed = 100.0; // half the burst, less what the other gateways keep ready
        for (var i = 0; i < 2_000; i++)
        {
            var pause = random.Next(20);
            _time.Advance(TimeSpan.FromMilliseconds(pause));
            allowed = Math.Min(100, allowed + (pause * 0.1));
            var count = (int)Math.Min(allowed, random.Next(8));
            allowed -= count;
            if (count > 0) Assert.Null(await gateways[random.Next(3)].TakeAsync(BudgetKind.Messages, count));
        }
    }

    [Fact]
    public async Task Take_Unlimited_AsksSeldom()
    {
        var tokens = Tokens(_budget, "g");
        for (var i = 0; i < 10_000; i++) Assert.Null(await tokens.TakeAsync(BudgetKind.Messages, 50));
        Assert.InRange(_budget.Asks, 1, 2);
    }

    [Fact]
    public async Task Take_Dry_IsRefusedWithoutAsking()
    {
        _budget.Lever = new(MessagesPerSecond: 1, MessageBurst: 100);
        var tokens = Tokens(_budget, "g");
        Assert.Null(await tokens.TakeAsync(BudgetKind.Messages, 50));
        Assert.Null(await tokens.TakeAsync(BudgetKind.Messages, 50));
        Assert.NotNull(await tokens.TakeAsync(BudgetKind.Messages, 1));
        var asks = _budget.Asks;
        for (var i = 0; i < 1_000; i++) Assert.NotNull(await tokens.TakeAsync(BudgetKind.Messages, 1));
        Assert.Equal(asks, _budget.Asks);
    }

    [Fact]
    public async Task Take_ManyWhoWereRefused_AreToldToComeAtThePaceOfTheBudget()
    {
        _budget.Lever = new(MessagesPerSecond: 10, MessageBurst: 100);
        var tokens = Tokens(_budget, "g");
        while (await tokens.TakeAsync(BudgetKind.Messages, 10) is null) { }
        var last = 0;
        for (var i = 0; i < 40; i++) last = (await tokens.TakeAsync(BudgetKind.Messages, 1))!.Value;
        Assert.InRange(last, 4_000, 9_000); // 50 messages at 10 a second, and the jitter
    }

    [Fact]
    public async Task Take_NobodyHasEverAnswered_LetsIn_AndAsksAgainLater()
    {
        _budget.Lever = new(MessagesPerSecond: 1, MessageBurst: 100);
        _budget.Failing = new TimeoutException();
        var tokens = Tokens(_budget, "g");
        for (var i = 0; i < 100; i++) Assert.Null(await tokens.TakeAsync(BudgetKind.Messages, 50));
        Assert.Equal(1, _budget.Asks);
        _budget.Failing = null;
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Null(await tokens.TakeAsync(BudgetKind.Messages, 50));
        Assert.Null(await tokens.TakeAsync(BudgetKind.Messages, 50));
        Assert.NotNull(await tokens.TakeAsync(BudgetKind.Messages, 50));
    }

    [Fact]
    public async Task Take_NobodyAnswersAnyMore_GoesOnAtItsPart()
    {
        _budget.Lever = new(MessagesPerSecond: 50, MessageBurst: 100);
        var tokens = Tokens(_budget, "g");
        while (await tokens.TakeAsync(BudgetKind.Messages, 1) is null) { }
        _budget.Failing = new TimeoutException();
        var admitted = 0;
        for (var i = 0; i < 1_000; i++)
        {
            _time.Advance(TimeSpan.FromMilliseconds(10));
            for (var j = 0; j < 10; j++)
            {
                if (await tokens.TakeAsync(BudgetKind.Messages, 1) is null) admitted++;
            }
        }
        Assert.InRange(admitted, 400, 560); // 10 s at 50 a second, of 10,000 that came
    }

    private ShopTokens Tokens(FakeBudget budget, string gateway) =>
        new(budget, gateway, _time, new SeededIds(1), new AdmissionInstruments(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>()));
}
