using Reception.Cluster.Fakes;
using Reception.Cluster.Histories;
using Reception.Tests;

namespace Reception.Cluster.Linearizability.Tests;

/// <summary>No false alarm on histories that are right by construction, and an alarm on those with one answer bent.</summary>
public sealed class RandomHistoryTests
{
    [Fact]
    public void Check_RandomValidHistories_AreLinearizable()
    {
        var random = new Random(TestRun.SeedFor(nameof(Check_RandomValidHistories_AreLinearizable)));
        for (var round = 0; round < TestRun.Cases(share: 300, all: 5_000); round++)
        {
            var seed = random.Next();
            var verdict = ThreadHistory.Check(new RandomThread(new Random(seed)).Run(40));
            Assert.True(verdict.Linearity == Linearity.Linearizable, $"seed {seed}: after\n{string.Join("\n", verdict.Prefix)}\nthis does not fit: {verdict.Stuck}");
        }
    }

    [Fact]
    public void Check_PromiseOfASequenceThatHadPassed_IsViolated() => Bent(
        (operation, all) => operation.Answer?.Promises is { Length: > 0 } && all.Any(other => other.Returned < operation.Invoked && other.Answer?.Promises is { Length: > 0 }),
        operation => operation with { Answer = operation.Answer! with { Promises = [.. operation.Answer.Promises!.Select((promise, i) => promise with { Sequence = i + 1 })] } });

    [Fact]
    public void Check_AcknowledgedLineMissingInARead_IsViolated() => Bent(
        (operation, all) => operation.Answer?.Lines is { } lines && lines.Any(line => WasPromised(line, operation, all)),
        operation => operation with { Answer = operation.Answer! with { Lines = [.. operation.Answer.Lines!.Select(line => line with { Key = null })] } });

    [Fact]
    public void Check_ViewOfAnEarlierVersion_IsViolated() => Bent(
        (operation, all) => operation.Answer?.View is not null && all.Any(other => other.Returned < operation.Invoked && other.Answer is { Outcome: Contracts.Conversations.CommandOutcome.Done, View.Version: > 1 }),
        operation => operation with { Answer = operation.Answer! with { View = operation.Answer.View! with { Version = 1 } } });

    private static bool WasPromised(SeenLine line, Operation read, IReadOnlyList<Operation> all) => all.Any(other =>
        other.Returned < read.Invoked && (other.Answer?.Promises ?? []).Any(promise => LineKey.Of(other.Command, promise.Id) == line.Key));

    private static void Bent(Func<Operation, IReadOnlyList<Operation>, bool> fits, Func<Operation, Operation> bend)
    {
        var random = new Random(TestRun.SeedFor(nameof(Bent)));
        for (var round = 0; round < 100; round++)
        {
            var operations = new RandomThread(new Random(random.Next())).Run(40).ToList();
            var index = operations.FindLastIndex(operation => fits(operation, operations));
            if (index < 0) continue;
            operations[index] = bend(operations[index]);
            Assert.Equal(Linearity.Violated, ThreadHistory.Check(operations).Linearity);
        }
    }
}
