using System.Text;
using Reception.Benchmarks.Triage;
using Reception.Domain.Knowledge;
using Reception.Domain.Triage;

namespace Reception.Benchmarks.Insight;

/// <summary>
/// Made-up knowledge of many entries, and of each one question that the bot surely takes for it: what is counted exactly is then
/// what triage decides. They are asked with Zipf's frequencies (rank to the power of -1).
/// </summary>
internal sealed class TopicQuestions
{
    private readonly (string Topic, string Text)[] _questions;
    private readonly double[] _cumulated;

    public TopicQuestions(int seed, int entries)
    {
        var knowledge = SyntheticShop.Create(seed, entries);
        var index = TriageIndex.Build(knowledge);
        JsonLines = SyntheticShop.ToJsonLines(knowledge);
        _questions = [.. knowledge.Entries.Where(e => index.Judge(e.Question, default, TriageThresholds.Default) is { Kind: TriageKind.Answer, More.IsDefaultOrEmpty: true } d && d.Entry!.Id == e.Id).Select(e => (e.Id, e.Question))];
        _cumulated = new double[_questions.Length];
        for (var i = 0; i < _cumulated.Length; i++) _cumulated[i] = (i == 0 ? 0 : _cumulated[i - 1]) + (1.0 / (i + 1));
    }

    public byte[] JsonLines { get; }

    public int Count => _questions.Length;

    public (string Topic, string Text) this[int rank] => _questions[rank];

    public (string Topic, string Text) Draw(Random random)
    {
        var at = Array.BinarySearch(_cumulated, random.NextDouble() * _cumulated[^1]);
        return _questions[Math.Min(_questions.Length - 1, at < 0 ? ~at : at)];
    }
}
