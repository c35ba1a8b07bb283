using System.Collections.Immutable;

namespace Reception.Domain.Goods;

public sealed partial class GoodsIndex
{
    private const double PerUnexplained = 0.06;
    private const int UnexplainedFree = 2;

    /// <summary>
    /// The one product that is asked about, or those that may be: the named; else what the parts of names leave, narrowed by the other
    /// conditions; else what is pointed at; else, of a message that says no more, what was spoken of last or the page shows.
    /// </summary>
    private (ImmutableArray<int> Products, Source Source) SubjectsOf(Question question)
    {
        if (!question.Named.IsEmpty) return (question.Named, Source.Named);
        if (question.Conditions.Any(c => c.IsPart || c.Term?.Names.Length > 1))
        {
            var left = Meeting(question, question.Conditions.Where(c => c.IsPart || c.Term?.Names.Length > 1));
            var narrowed = left.Length > 1 ? Meeting(question, question.Conditions) : left;
            return (narrowed.IsEmpty ? left : narrowed, Source.Part);
        }
        if (question.Has(Cue.This) && (question.AtHand >= 0 ? question.AtHand : question.Previous) is >= 0 and var pointed) return ([pointed], Source.Pointed);
        var implied = question.Previous >= 0 ? question.Previous : question.AtHand;
        return implied >= 0 && question.Unexplained <= 1 ? ([implied], Source.Implied) : ([], Source.Implied);
    }

    /// <summary>The products of a comparison: each named, each told by a part of its name alone, the one at hand; or the two that a part leaves.</summary>
    private List<int> Pairing(Question question)
    {
        var pair = new List<int>(question.Named);
        foreach (var condition in question.Conditions.Where(c => c.IsPart))
        {
            if (ForSale(condition, question) is [var one] && !pair.Contains(one)) pair.Add(one);
        }
        if (pair.Count == 1 && question.Has(Cue.Compare) && (question.AtHand >= 0 ? question.AtHand : question.Previous) is >= 0 and var hand && hand != pair[0]) pair.Insert(0, hand);
        if (pair.Count == 0 && question.Has(Cue.Compare) && SubjectsOf(question) is { Source: Source.Part, Products.Length: 2 } two) pair.AddRange(two.Products);
        return pair.Count > GoodsDecision.MaxProducts ? pair[..GoodsDecision.MaxProducts] : pair;
    }

    private ImmutableArray<int> ForSale(Condition condition, Question question) => [.. condition.Fits.Where(at => IsForSale(at, question.Now))];

    /// <summary>Products for sale that meet all conditions.</summary>
    private ImmutableArray<int> Meeting(Question question, IEnumerable<Condition> conditions)
    {
        IEnumerable<int>? left = null;
        foreach (var condition in conditions) left = left?.Intersect(condition.Fits) ?? condition.Fits;
        return [.. (left ?? []).Where(at => IsForSale(at, question.Now)).Order()];
    }

    private static double Certainty(Question question, Source source)
    {
        var sure = source switch { Source.Named => 0.95, Source.Pointed => 0.88, Source.Part => 0.85, _ => 0.75 };
        return Certainty(question, sure);
    }

    private static double Certainty(Question question, double sure) => Math.Clamp(sure - (PerUnexplained * Math.Max(0, question.Unexplained - UnexplainedFree)), 0, 1);
}
