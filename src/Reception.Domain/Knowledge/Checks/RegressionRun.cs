using Reception.Contracts.Knowledge;
using Reception.Domain.Triage;

namespace Reception.Domain.Knowledge.Checks;

/// <summary>Texts judged by two versions: what passes, what breaks, what is answered differently.</summary>
internal sealed class RegressionRun(KnowledgeSubject subject)
{
    private readonly List<AnswerChange> _failing = [];
    private readonly List<AnswerChange> _changed = [];
    private readonly List<AnswerChange> _broken = [];
    private int _passed, _passedBefore, _mended;

    public IReadOnlyList<AnswerChange> Broken => _broken;

    /// <summary>Those that passed before come first.</summary>
    public AnswerChange[] Failing => [.. _broken.Concat(_failing.Except(_broken)).Take(KnowledgeReport.MaxListed)];

    public IReadOnlyList<AnswerChange> Changed => _changed;

    public RegressionFigures Figures => new(subject.Cases.Count, _passed, _passedBefore, _broken.Count, _mended);

    public void Run()
    {
        foreach (var item in subject.Cases) Judge(item.Text, item.Channel, item);
        foreach (var text in subject.Asked.Take(PublicationOrder.MaxAsked)) Judge(text, null, null);
    }

    private void Judge(string text, string? channel, RegressionCase? item)
    {
        var now = Answer(subject.Now, text, channel);
        var before = subject.Before is { } old ? Answer(old, text, channel) : null;
        var change = new AnswerChange(text, channel, item is null ? null : [.. item.Expected], before?.Entry, now.Entry);
        if (before is not null && before != now) _changed.Add(change);
        if (item is null) return;
        var (passes, passed) = (Passes(item, now), before is not null && Passes(item, before));
        if (passes) _passed++;
        if (passed) _passedBefore++;
        if (passes && !passed && before is not null) _mended++;
        if (!passes) _failing.Add(change);
        if (!passes && passed) _broken.Add(change);
    }

    private static bool Passes(RegressionCase item, Answered answered) => item.Expected.IsEmpty ? !answered.IsSaid : answered.Entry is { } id && item.Expected.Contains(id, StringComparer.Ordinal);

    private Answered Answer(TriageIndex index, string text, string? channel)
    {
        var decision = index.Judge(text, new TriageContext { Now = subject.At, Channel = channel }, subject.Thresholds);
        var known = decision.Kind == TriageKind.Answer || decision.Reason == TriageReason.NoAnswer;
        return new(known ? decision.Entry?.Id : null, decision.Kind == TriageKind.Answer, decision.Kind == TriageKind.Answer ? decision.Reply : null);
    }

    /// <summary>The entry that was recognised, whether it was answered, and with what.</summary>
    private sealed record Answered(string? Entry, bool IsSaid, string? Reply);
}
