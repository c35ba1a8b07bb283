using System.Collections.Immutable;

namespace Reception.Domain.Goods;

public sealed partial class GoodsIndex
{
    /// <summary>Which products meet the conditions; or whether the product that is asked about does.</summary>
    private GoodsDecision? Choose(Question question, GoodsWords words)
    {
        if (question.Named.Length > 1) return null;
        var tags = question.Conditions.Where(c => !c.IsPart).ToList();
        if (!question.Named.IsEmpty || question.Has(Cue.This) || (question.Has(Cue.Usable) && !question.Has(Cue.Choose)))
            return SubjectsOf(question) is { Products: [var subject] } asked ? Check(question, subject, asked.Source, tags, words) : null;
        if (question.Conditions.IsEmpty && !(question.Price is not null && question.Has(Cue.Choose))) return null;
        if (!question.Has(Cue.Choose | Cue.Usable | Cue.Asks) && !question.Conditions.Any(c => c.IsKind)) return null; // "for my mum" asks nothing
        if (question.IsQualified || (question.Unexplained > 0 && !question.Conditions.Any(c => c.IsKind))) return null; // a condition or a kind that is not in the catalogue, perhaps
        var found = Recommend(question, question.Conditions);
        if (found.Count == 0) return null;
        var sure = tags.Count > 0 ? 0.88 : question.Conditions.IsEmpty ? 0.7 : 0.75;
        return List(GoodsKind.Suits, Certainty(question, question.Has(Cue.Choose) ? sure : sure - 0.12), words.Found(ShownOf(question, question.Conditions, words)), Explained(found, question.Conditions, words), question, words);
    }

    /// <summary>Does this product suit? It says so, or it does not, and others that do are named.</summary>
    private GoodsDecision? Check(Question question, int subject, Source source, List<Condition> tags, GoodsWords words)
    {
        var product = _products[subject];
        if (tags.Count == 0) return product.Suits is { Length: > 0 } && source != Source.Implied ? Told(question, [subject], source, [SuitsKey], words) : null;
        var (shown, sure) = (ShownOf(question, tags, words), Certainty(question, source));
        if (tags.TrueForAll(t => t.Fits.Contains(subject)))
            return List(GoodsKind.Suits, sure, words.Does(product.Name, shown), Explained([subject], tags, words), question, words) with { Parts = [Card(product, WhyAll(subject, tags, words))], Reply = words.Does(product.Name, shown) };
        var others = Recommend(question, tags).Where(at => at != subject).ToList();
        var denial = words.DoesNotSay(product.Name, shown);
        if (others.Count == 0) return new() { Kind = GoodsKind.Suits, Confidence = sure, Reply = denial, Products = [product.Id], About = product.Id, Reasons = question.Phrases };
        return List(GoodsKind.Suits, sure, $"{denial}{words.OthersDo(shown)}", Explained(others, tags, words), question, words, subject);
    }

    /// <summary>Offered products that meet everything, those made for fewer purposes first, then the cheaper; at most three.</summary>
    private List<int> Recommend(Question question, IReadOnlyList<Condition> conditions)
    {
        var all = conditions.Count == 0 ? [.. Enumerable.Range(0, _products.Length)] : Meeting(question, Grouped(conditions));
        return
        [
            .. all.Where(at => IsOffered(at, question.Now) && question.Price?.Allows(_products[at].Price, _products[at].Currency) != false)
                .OrderBy(at => _products[at].Suits?.Length ?? int.MaxValue).ThenBy(at => _products[at].Price ?? decimal.MaxValue).ThenBy(at => at).Take(GoodsDecision.MaxProducts),
        ];
    }

    /// <summary>Two values of one attribute are alternatives (red or blue); everything else has to be met together.</summary>
    private static IEnumerable<Condition> Grouped(IReadOnlyList<Condition> conditions) => conditions
        .GroupBy(c => c.Term is { ValueOf: [var key] } term && term.Parts.IsEmpty ? key : $"\n{c.Shown}", StringComparer.Ordinal)
        .Select(g => g.Count() == 1 ? g.First() : g.First() with { Fits = [.. g.SelectMany(c => c.Fits).Distinct().Order()] });

    private List<(int At, string? Why)> Explained(IEnumerable<int> found, IReadOnlyList<Condition> conditions, GoodsWords words) => [.. found.Select(at => (at, WhyAll(at, conditions, words)))];

    private string? WhyAll(int at, IReadOnlyList<Condition> conditions, GoodsWords words)
    {
        string[] why = [.. conditions.Where(c => c.Fits.Contains(at)).Select(c => WhyMeets(_products[at], c, words)).OfType<string>().Distinct()];
        return why.Length == 0 ? null : string.Join(words.Comma, why);
    }

    private static string ShownOf(Question question, IEnumerable<Condition> conditions, GoodsWords words)
    {
        var shown = conditions.Select(c => c.Shown);
        return string.Join(words.Joint, (question.Price is { } price ? shown.Append(price.Shown) : shown).Distinct());
    }
}
