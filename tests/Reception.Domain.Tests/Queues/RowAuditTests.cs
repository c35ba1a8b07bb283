using Reception.Contracts.Conversations;
using Reception.Domain.Journal;
using Reception.Domain.Queues;

namespace Reception.Domain.Tests.Queues;

public sealed class RowAuditTests
{
    private readonly Desk _desk = new();
    private readonly RowAudit _audit = new();

    [Fact]
    public void Look_AllAsStored_FindsNothing()
    {
        _desk.Enqueue("w");
        Assert.Empty(Look(Row("w", 1)));
        Assert.False(_audit.HasSuspects);
    }

    [Fact]
    public void Look_MissingOnce_OnlySuspects()
    {
        Assert.Empty(Look(Row("w", 1)));
        Assert.True(_audit.HasSuspects);
    }

    [Fact]
    public void Look_MissingTwice_FindsTheRow()
    {
        Look(Row("w", 1));
        _desk.Now += RowAudit.Settled;
        Assert.NotNull(Assert.Single(Look(Row("w", 1))).Row);
    }

    [Fact]
    public void Look_SurplusTwice_FindsTheWait()
    {
        _desk.Enqueue("w");
        Look();
        _desk.Now += RowAudit.Settled;
        Assert.Null(Assert.Single(Look()).Row);
    }

    [Fact]
    public void Look_RowOfAWaitThatEndedHere_IsLeftAlone()
    {
        _desk.Enqueue("w");
        _desk.Matcher.Remove(Desk.Work("w"), 1, _desk.Now);
        Look(Row("w", 1));
        _desk.Now += RowAudit.Settled;
        Assert.Empty(Look(Row("w", 1)));
    }

    [Fact]
    public void Look_RowOfALaterWait_IsMissed()
    {
        _desk.Enqueue("w", epoch: 1);
        Look(Row("w", 3));
        _desk.Now += RowAudit.Settled;
        Assert.Contains(Look(Row("w", 3)), f => f.Row?.Epoch == 3);
    }

    private IReadOnlyList<RowFind> Look(params OpenWork[] rows) => _audit.Look(rows, _desk.Matcher, _desk.Now);

    private OpenWork Row(string work, long epoch) => new(Desk.Work(work).ToString(), Desk.Queue.ToString(), epoch, _desk.Now, _desk.Now, _desk.Now, 1, null, null, null, (int)HandOverReason.Asked, null);
}
