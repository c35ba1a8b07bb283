using Reception.Contracts.Conversations;
using Reception.Contracts.Training;

namespace Reception.Domain.Training;

/// <summary>Facts added up to a delta of bounded size; questions and answers beyond it are dropped and counted, counts wait for the next delta.</summary>
public sealed class DeltaSum
{
    /// <summary>Questions kept until they are sent, and as many answers.</summary>
    public const int MaxQuestions = 500;

    /// <summary>Questions and answers of one delta.</summary>
    public const int MaxSent = 100;

    /// <summary>Entries counted until they are sent; more are dropped.</summary>
    public const int MaxCounts = 20_000;

    /// <summary>Rows of counts of one delta.</summary>
    public const int MaxRows = 500;

    private readonly Queue<AskedQuestion> _questions = new();
    private readonly Queue<AgentAnswer> _answers = new();
    private readonly Dictionary<(string? Entry, long Knowledge), CountDelta> _counts = [];
    private readonly Dictionary<(SaleBy By, string Currency), SaleDelta> _sales = [];
    private long _dropped;

    public bool IsEmpty => _questions.Count == 0 && _answers.Count == 0 && _counts.Count == 0 && _sales.Count == 0 && _dropped == 0;

    public void Add(TrainingFact fact)
    {
        switch (fact)
        {
            case Asked { Question: var question } when _questions.Count < MaxQuestions: _questions.Enqueue(question); break;
            case Asked: _dropped++; break;
            case Answered { Answer: var answer } when _answers.Count < MaxQuestions: _answers.Enqueue(answer); break;
            case Counted counted: Add(counted); break;
            case Sold sold: Add(sold); break;
        }
    }

    /// <summary>Takes out what fits into one delta.</summary>
    public TrainingDelta Take()
    {
        var counts = _counts.Take(MaxRows).ToList();
        foreach (var (key, _) in counts) _counts.Remove(key);
        var delta = new TrainingDelta([.. Some(_questions)], [.. Some(_answers)], [.. counts.Select(c => c.Value)], [.. _sales.Values], _dropped);
        _sales.Clear();
        _dropped = 0;
        return delta;
    }

    private static IEnumerable<T> Some<T>(Queue<T> queue)
    {
        for (var i = 0; i < MaxSent && queue.TryDequeue(out var item); i++) yield return item;
    }

    private void Add(Counted counted)
    {
        var key = (counted.EntryId, counted.Knowledge);
        if (!_counts.TryGetValue(key, out var known))
        {
            if (_counts.Count >= MaxCounts) return;
            known = new(counted.EntryId, counted.Knowledge, Counts.Zero, []);
        }
        var revenue = counted.Revenue is { } r ? Counts.Add(known.Revenue, [r]) : known.Revenue;
        _counts[key] = known with { Counts = Counts.Add(known.Counts, counted.Counts), Revenue = revenue };
    }

    private void Add(Sold sold)
    {
        var known = _sales.GetValueOrDefault((sold.By, sold.Currency)) ?? new(sold.By, sold.Currency, 0, 0);
        _sales[(sold.By, sold.Currency)] = known with { Orders = known.Orders + sold.Orders, AmountMinor = known.AmountMinor + sold.AmountMinor };
    }
}
