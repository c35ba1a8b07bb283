using Reception.Contracts.Scaling;
using Reception.Grains.Insight;

namespace Reception.Grains.Scaling;

/// <summary>What this process has used; tests have one of their own. This folder tells the cluster what a silo uses, prepares phases of sales, and says how much is needed.</summary>
internal interface ILoadSource
{
    LoadReport Read();
}

/// <summary>The process itself: processor time by the operating system, messages as they are folded.</summary>
internal sealed class ProcessLoad(InsightFolder folder, ConversationCount conversations) : ILoadSource
{
    public LoadReport Read() => new(
        ProcessKind.Silo, LoadReport.ThisProcess, Environment.CpuUsage.TotalTime.TotalSeconds, Environment.ProcessorCount, folder.Messages, conversations.Value, Environment.WorkingSet);
}

/// <summary>Conversations in this silo's memory.</summary>
internal sealed class ConversationCount
{
    private long _value;

    public long Value => Interlocked.Read(ref _value);

    public void OnBegan() => Interlocked.Increment(ref _value);

    public void OnEnded() => Interlocked.Decrement(ref _value);
}
