using System.Diagnostics.Metrics;
using Reception.Domain.Conversations;
using Reception.Domain.Time;
using Reception.Grains.Metrics;

namespace Reception.Grains.Triage;

/// <summary>What judging messages costs this silo.</summary>
internal sealed class TriageInstruments
{
    public const string MeterName = "Reception.Triage";

    private static readonly double[] Seconds = [0.000_01, 0.000_02, 0.000_05, 0.000_1, 0.000_2, 0.000_5, 0.001, 0.002, 0.005, 0.01, 0.05];

    /// <summary>One judgement in so many is measured and counts for all of them: the thread's clock costs two system calls.</summary>
    public const int Sampled = 16;

    private readonly Histogram<double> _time;
    private int _judged;

    public TriageInstruments(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        _time = meter.CreateHistogram("reception.triage.time", "s", "Processor time of judging one message; its sum is the triage's share", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = Seconds });
    }

    /// <summary>True for the judgement whose turn it is to be measured; never while nobody listens.</summary>
    public bool IsDue() => _time.Enabled && Interlocked.Increment(ref _judged) % Sampled == 0;

    /// <summary>Of the thread's processor, not of the clock: a judgement that is interrupted costs no more. Count and sum stay those of all judgements, as an estimate.</summary>
    public void OnMeasured(TimeSpan cpu)
    {
        for (var i = 0; i < Sampled; i++) _time.Record(cpu.TotalSeconds);
    }
}

/// <summary>A judge whose work is measured. A judgement awaits nothing, so it stays on its thread.</summary>
internal sealed class MeasuredJudge(IJudge judge, TriageInstruments instruments) : IJudge
{
    public long Knowledge => judge.Knowledge;

    public Judgement Judge(string text, ConversationState state)
    {
        using var span = Spans.Source.StartActivity("triage");
        if (!instruments.IsDue()) return judge.Judge(text, state);
        var started = ThreadCpu.Now;
        var judgement = judge.Judge(text, state);
        instruments.OnMeasured(ThreadCpu.Now - started);
        return judgement;
    }

    public Judgement? Recall(string entryId, ConversationState state) => judge.Recall(entryId, state);
}
