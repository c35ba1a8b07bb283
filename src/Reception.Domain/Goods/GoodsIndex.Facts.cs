using System.Collections.Immutable;
using Reception.Contracts.Conversations;
using Reception.Contracts.Goods;

namespace Reception.Domain.Goods;

public sealed partial class GoodsIndex
{
    private const string PriceKey = "\nprice";
    private const string StockKey = "\nstock";
    private const string SuitsKey = "\nsuits";
    private const double WithoutQuestion = 0.1;

    /// <summary>What a product costs and has, as far as it was asked and the catalogue tells.</summary>
    private GoodsDecision? Facts(Question question, GoodsWords words)
    {
        var (subjects, source) = SubjectsOf(question);
        List<string> keys = [.. question.Asked];
        if (question.Has(Cue.Price)) keys.Insert(0, PriceKey);
        if (question.Has(Cue.Stock)) keys.Add(StockKey);
        if (source == Source.Part && subjects.Length > GoodsDecision.MaxProducts)
            return Clarify(GoodsKind.Facts, subjects, question, name => question.Asked is [var asked, ..] && LabelOf(subjects, asked) is { } label ? words.AskAttribute(name, label) : words.AskPrice(name));
        return subjects.Length is 0 or > GoodsDecision.MaxProducts ? null : Told(question, subjects, source, keys, words);
    }

    private GoodsDecision? Told(Question question, ImmutableArray<int> subjects, Source source, IReadOnlyList<string> keys, GoodsWords words)
    {
        var lines = new List<string>();
        foreach (var at in subjects)
        {
            string[] facts = [.. keys.Select(key => Fact(_products[at], key, words)).OfType<string>()];
            if (facts.Length > 0) lines.Add(subjects.Length == 1 ? $"{_products[at].Name}\n{string.Join('\n', facts)}" : $"{_products[at].Name}{words.Comma}{string.Join(words.Comma, facts)}");
        }
        if (lines.Count < subjects.Length) return null; // of one of them the catalogue does not tell it
        var parts = subjects.Select(at => Card(_products[at], _products[at].InStock ? null : words.OutOfStock)).ToList();
        if (subjects is [var one] && Companions(one, words).Any(c => c.At != one && IsOffered(c.At, question.Now))) parts.Add(Buttons(new MessageButton(words.Together, Say: words.AskTogether(_products[one].Name))));
        var sure = Certainty(question, source);
        return new()
        {
            Kind = GoodsKind.Facts,
            Confidence = question.Has(Asking | Cue.Asks) ? sure : sure - WithoutQuestion,
            Reply = string.Join('\n', lines),
            Parts = [.. parts],
            Products = [.. subjects.Select(at => _products[at].Id)],
            About = subjects is [var about] ? _products[about].Id : null,
            Reasons = question.Phrases,
        };
    }

    /// <summary>A fact as "label: value"; null: the catalogue does not tell it.</summary>
    private static string? Fact(Product product, string key, GoodsWords words) => key switch
    {
        PriceKey => PriceOf(product) is { } price ? words.Fact(words.Price, price) : null,
        StockKey => words.Fact(words.Stock, product.InStock ? words.InStock : words.OutOfStock),
        SuitsKey => product.Suits is { Length: > 0 } ? words.Fact(words.SuitsLabel, TagsOf(product, words)) : null,
        _ => AttributeOf(product, key) is { } attribute ? words.Fact(Wordings.Shown(attribute.Name), ValuesOf(attribute, words)) : null,
    };

    private static ProductAttribute? AttributeOf(Product product, string key) => Array.Find(product.Attributes ?? [], a => Wordings.Key(a.Name) == key);

    private string? LabelOf(ImmutableArray<int> products, string key) => products.Select(at => AttributeOf(_products[at], key)).FirstOrDefault(a => a is not null) is { } attribute ? Wordings.Shown(attribute.Name) : null;
}
