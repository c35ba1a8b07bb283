using Reception.Contracts.Ids;
using Reception.Domain.Queues;

namespace Reception.Grains.Queues;

/// <summary>The safety net: every 30 s the queue compares what it believes with the index and its agents. It should find nothing.</summary>
internal sealed partial class QueueGrain
{
    private static readonly TimeSpan CompareEvery = TimeSpan.FromSeconds(30);
    private readonly RowAudit _audit = new();
    private IGrainTimer _compare = null!;

    public async Task<int> CompareAsync()
    {
        var rows = await index.GetWaitingAsync(_id.ToString());
        var finds = _audit.Look(rows, _matcher, Now);
        foreach (var find in finds)
        {
            if (find.Row?.ToWaiting() is { } work) Restore(work);
            else Leave(find.Work, find.Epoch);
        }
        Found("waiting work", finds.Count);
        foreach (var agent in await AgentsAsync()) _ = CompareAsync(agent);
        foreach (var lent in _matcher.Lent) Tell(lent, NextVersion());
        Act();
        return finds.Count;
    }

    /// <summary>An agent's word that has not come by itself within the settling time was lost.</summary>
    private async Task CompareAsync(AgentId agent)
    {
        try
        {
            var report = await Agent(agent).ReportAsync(_id).WaitAsync(ReportPatience, time);
            if (Known(agent) >= report.Availability.Version) return;
            await Task.Delay(RowAudit.Settled, time);
            if (_isGone || Known(agent) >= report.Availability.Version) return;
            _matcher.OnReport(report, Now);
            Found("agents", 1);
            Act();
        }
        catch (Exception e)
        {
            LogNoReport(e, _id, agent);
        }
    }

    private long Known(AgentId agent) => _matcher.Pool.Find(agent)?.Availability.Version ?? 0;

    private void Found(string what, int count)
    {
        if (count == 0) return;
        LogFound(_id, count, what);
        instruments.OnFound(what, count);
    }

    private void StartComparing() =>
        _compare = this.RegisterGrainTimer(OnCompareAsync, new GrainTimerCreationOptions(CompareEvery, CompareEvery));

    private async Task OnCompareAsync(CancellationToken cancellation)
    {
        try
        {
            if (_matcher.Waiting.Count > 0) DelayDeactivation(CompareEvery * 4);
            await CompareAsync();
        }
        catch (Exception e)
        {
            LogNotCompared(e, _id);
        }
        if (_audit.HasSuspects) _compare.Change(RowAudit.Settled, CompareEvery);
    }
}
