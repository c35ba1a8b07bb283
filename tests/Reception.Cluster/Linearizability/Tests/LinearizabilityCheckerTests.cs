namespace Reception.Cluster.Linearizability.Tests;

/// <summary>The search itself, on a register: the example of the papers.</summary>
public sealed class LinearizabilityCheckerTests
{
    [Fact]
    public void Check_ReadsTheLastWrite_IsLinearizable() => Assert.Equal(Linearity.Linearizable, Check(Write(1, 0, 1), Read(1, 2, 3)));

    [Fact]
    public void Check_ReadOfAnOldValue_IsViolated() => Assert.Equal(Linearity.Violated, Check(Write(1, 0, 1), Write(2, 2, 3), Read(1, 4, 5)));

    [Fact]
    public void Check_ReadDuringAWrite_MaySeeEither()
    {
        Assert.Equal(Linearity.Linearizable, Check(Write(1, 0, 10), Read(1, 2, 3)));
        Assert.Equal(Linearity.Linearizable, Check(Write(1, 0, 10), Read(0, 2, 3)));
    }

    [Fact]
    public void Check_TwoReadsDuringAWrite_NeverGoBack() => Assert.Equal(Linearity.Violated, Check(Write(1, 0, 10), Read(1, 2, 3), Read(0, 4, 5)));

    [Fact]
    public void Check_UnknownWrite_MayTakeEffectLate() => Assert.Equal(Linearity.Linearizable, Check(Write(1, 0, null), Read(0, 2, 3), Read(1, 4, 5)));

    [Fact]
    public void Check_UnknownWrite_NeedNotTakeEffect() => Assert.Equal(Linearity.Linearizable, Check(Write(1, 0, null), Read(0, 2, 3)));

    [Fact]
    public void Check_UnknownWrite_TakesNoEffectBeforeItsCall() => Assert.Equal(Linearity.Violated, Check(Read(1, 0, 1), Write(1, 2, null)));

    [Fact]
    public void Check_UnknownWrite_TakesEffectOnce() => Assert.Equal(Linearity.Violated, Check(Write(1, 0, null), Read(1, 1, 2), Write(2, 3, 4), Read(1, 5, 6)));

    [Fact]
    public void Check_Violation_NamesWhatDoesNotFit()
    {
        var verdict = LinearizabilityChecker.Check(new Register(), [Write(1, 0, 1), Read(7, 2, 3)]);
        Assert.Equal(new Access(IsWrite: false, 7), verdict.Stuck!.Operation);
    }

    [Fact]
    public void Check_BudgetUsedUp_IsUndecided() =>
        Assert.Equal(Linearity.Undecided, LinearizabilityChecker.Check(new Register(), [.. Enumerable.Range(1, 30).Select(n => Write(n, 0, 100)), Read(99, 101, 102)], budget: 1_000).Linearity);

    private static Linearity Check(params Timed<Access>[] history) => LinearizabilityChecker.Check(new Register(), history).Linearity;

    private static Timed<Access> Write(int value, long invoked, long? returned) => new(new(IsWrite: true, value), invoked, returned);

    private static Timed<Access> Read(int value, long invoked, long? returned) => new(new(IsWrite: false, value), invoked, returned);

    private sealed record Access(bool IsWrite, int Value);

    private sealed class Register : ISpecification<int, Access>
    {
        public int Initial => 0;

        public bool TryApply(int state, Access operation, out int next)
        {
            next = operation.IsWrite ? operation.Value : state;
            return operation.IsWrite || operation.Value == state;
        }
    }
}
