using System.Collections.Immutable;
using Reception.Contracts.Goods;

namespace Reception.Domain.Goods;

public sealed partial class GoodsIndex
{
    private const int MaxRows = 10;
    private const double OrAlone = 0.15;

    /// <summary>What two or three products differ in, then what they share; no verdict, the catalogue has none.</summary>
    private GoodsDecision? Compare(Question question, List<int> pair, GoodsWords words)
    {
        Product[] products = [.. pair.Select(at => _products[at])];
        var (rows, same) = (new List<string>(), new List<string>());
        foreach (var (label, values) in Rows(products, words))
        {
            if (values.Distinct(StringComparer.Ordinal).Count() > 1) rows.Add(words.Fact(label, string.Join(" / ", values.Select(v => v ?? words.None))));
            else same.Add($"{label} {values[0]}");
        }
        if (rows.Count == 0) return null;
        var names = string.Join(" / ", products.Select(p => p.Name));
        var lines = rows.Take(MaxRows).Prepend(words.Difference(names));
        if (same.Count > 0) lines = lines.Append(words.Same(string.Join(words.Joint, same.Take(MaxRows))));
        var sure = Certainty(question, question.Named.Length >= 2 ? Source.Named : Source.Part);
        return new()
        {
            Kind = GoodsKind.Compare,
            Confidence = question.Has(Cue.Compare) ? sure : sure - OrAlone,
            Reply = string.Join('\n', lines),
            Parts = [.. products.Select(p => Card(p, p.InStock ? null : words.OutOfStock))],
            Products = [.. products.Select(p => p.Id)],
            Reasons = question.Phrases,
        };
    }

    /// <summary>Price, suitability, then attributes in the order in which the first product has them; a row that no product fills is left out.</summary>
    private static IEnumerable<(string Label, string?[] Values)> Rows(Product[] products, GoodsWords words)
    {
        var rows = new List<(string Label, string?[] Values)>
        {
            (words.Price, [.. products.Select(PriceOf)]),
            (words.SuitsLabel, [.. products.Select(p => p.Suits is { Length: > 0 } ? TagsOf(p, words) : null)]),
        };
        foreach (var key in products.SelectMany(p => p.Attributes ?? []).Select(a => Wordings.Key(a.Name)).Distinct(StringComparer.Ordinal))
        {
            var attributes = products.Select(p => AttributeOf(p, key)).ToArray();
            rows.Add((Wordings.Shown(attributes.First(a => a is not null)!.Name), [.. attributes.Select(a => a is null ? null : ValuesOf(a, words))]));
        }
        return rows.Where(r => r.Values.Any(v => v is not null));
    }
}
