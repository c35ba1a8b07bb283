using System.Collections.Immutable;
using Reception.Contracts.Goods;

namespace Reception.Domain.Goods;

public sealed partial class GoodsIndex
{
    /// <summary>What goes with a product, or whether two go together.</summary>
    private GoodsDecision? Together(Question question, GoodsWords words)
    {
        var (subjects, source) = SubjectsOf(question);
        if (source == Source.Part && subjects.Length > 1) return Clarify(GoodsKind.GoesWith, subjects, question, words.AskTogether);
        if (subjects.Length == 2) return Pair(question, subjects, words);
        if (subjects is not [var subject]) return null;
        var others = source == Source.Part ? [] : question.Conditions;
        var companions = Companions(subject, words)
            .Where(c => c.At != subject && IsOffered(c.At, question.Now) && others.All(o => o.Fits.Contains(c.At)) && question.Price?.Allows(_products[c.At].Price, _products[c.At].Currency) != false)
            .DistinctBy(c => c.At).Take(GoodsDecision.MaxProducts).Select(c => (c.At, (string?)c.Why)).ToList();
        return companions.Count == 0 ? null : List(GoodsKind.GoesWith, Certainty(question, source), words.GoesWith(_products[subject].Name), companions, question, words, subject);
    }

    private GoodsDecision? Pair(Question question, ImmutableArray<int> pair, GoodsWords words)
    {
        if (!Companions(pair[0], words).Any(c => c.At == pair[1])) return null; // the catalogue does not say
        var names = string.Join(words.Joint, pair.Select(at => _products[at].Name));
        return List(GoodsKind.GoesWith, Certainty(question, Source.Named), words.Pair(names), [.. pair.Select(at => (at, (string?)null))], question, words);
    }

    /// <summary>Those it lists by id, in its order; those whose list names it; those that meet its rules. Each with why.</summary>
    private IEnumerable<(int At, string Why)> Companions(int subject, GoodsWords words)
    {
        var product = _products[subject];
        var why = words.ListedBeside(product.Name);
        foreach (var id in product.GoesWith ?? [])
        {
            if (_positions.TryGetValue(id, out var at)) yield return (at, why);
        }
        foreach (var at in _listedBy.GetValueOrDefault(product.Id, [])) yield return (at, why);
        foreach (var rule in (product.GoesWith ?? []).Where(entry => entry.Contains('=')))
        {
            var equals = rule.IndexOf('=');
            var (name, value) = (Wordings.Key(rule[..equals]), Wordings.Key(rule[(equals + 1)..]));
            for (var at = 0; at < _products.Length; at++)
            {
                if (Meets(_products[at], name, value) is { } met) yield return (at, words.Fact(Wordings.Shown(met.Name), Wordings.Shown(rule[(equals + 1)..])));
            }
        }
    }

    private static ProductAttribute? Meets(Product product, string name, string value) =>
        Array.Find(product.Attributes ?? [], a => Wordings.Key(a.Name) == name && Array.Exists(a.Values, v => Wordings.Key(v) == value));
}
