using System.Collections.Immutable;
using System.Text;
using Reception.Domain.Knowledge;

namespace Reception.Benchmarks.Triage;

/// <summary>
/// A knowledge base of made-up Chinese of any size, the same for the same seed: words of two characters, some far more frequent
/// than others (rank to the power of -1), four of them an entry's own, of which each of its questions uses two or three.
/// </summary>
internal sealed class SyntheticShop
{
    public const int Similar = 4;

    private const int Words = 4_000, OwnWords = 4, AnswerWords = 30;

    private readonly Random _random;
    private readonly string[] _words = new string[Words];
    private readonly double[] _cumulated = new double[Words];

    public SyntheticShop(int seed)
    {
        _random = new(seed);
        for (var i = 0; i < Words; i++)
        {
            _words[i] = $"{Character()}{Character()}";
            _cumulated[i] = (i == 0 ? 0 : _cumulated[i - 1]) + (1.0 / (i + 10));
        }
    }

    public static KnowledgeBase Create(int seed, int entries) => KnowledgeBase.Create(1, new SyntheticShop(seed).Entries(entries));

    public IEnumerable<KnowledgeEntry> Entries(int count)
    {
        for (var e = 0; e < count; e++)
        {
            var own = Enumerable.Range(0, OwnWords).Select(_ => _words[_random.Next(Words)]).ToArray();
            yield return new($"e{e:00000}", Question(own), Text(AnswerWords), [.. Enumerable.Range(0, Similar).Select(_ => Question(own))], own[0]);
        }
    }

    /// <summary>A base as the JSON lines it would be stored as.</summary>
    public static byte[] ToJsonLines(KnowledgeBase knowledge)
    {
        var text = new StringBuilder();
        foreach (var e in knowledge.Entries)
            text.Append($$"""{"id":"{{e.Id}}","question":"{{e.Question}}","answer":"{{e.Answer}}","similar":[{{string.Join(',', e.Similar.Select(s => $"\"{s}\""))}}],"intent":"{{e.Topic}}"}""").Append('\n');
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private string Question(string[] own)
    {
        var words = own.OrderBy(_ => _random.Next()).Take(_random.Next(2, 4)).Concat(Enumerable.Range(0, _random.Next(2, 5)).Select(_ => Frequent())).ToArray();
        _random.Shuffle(words);
        return string.Concat(words);
    }

    private string Text(int words) => string.Concat(Enumerable.Range(0, words).Select(_ => Frequent()));

    private string Frequent()
    {
        var at = Array.BinarySearch(_cumulated, _random.NextDouble() * _cumulated[^1]);
        return _words[Math.Min(Words - 1, at < 0 ? ~at : at)];
    }

    private char Character() => (char)(0x4E00 + _random.Next(3_000));
}
