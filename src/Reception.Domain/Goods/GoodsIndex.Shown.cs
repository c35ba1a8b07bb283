using System.Collections.Immutable;
using Reception.Contracts.Conversations;
using Reception.Contracts.Goods;

namespace Reception.Domain.Goods;

public sealed partial class GoodsIndex
{
    /// <summary>A term in the catalogue's own words: the tag, the value with its attribute, or what was written.</summary>
    internal string ShownOf(Term term)
    {
        var product = _products[term.Fits[0]];
        foreach (var tag in product.Suits ?? [])
        {
            if (Says(tag, term)) return Wordings.Shown(tag);
        }
        foreach (var attribute in product.Attributes ?? [])
        {
            if (ValueOf(attribute, term) is { } value) return value;
        }
        return term.Text;
    }

    /// <summary>Why a product meets a condition: its tag or its value; null where its name says so.</summary>
    private string? WhyMeets(Product product, Condition condition, GoodsWords words)
    {
        if (condition.Term is not { } term)
        {
            var range = Ranges.FirstOrDefault(r => _products[r.Product] == product && condition.Fits.Contains(r.Product));
            return range is null ? null : words.Suits(range.Shown);
        }
        if ((product.Suits ?? []).FirstOrDefault(tag => Says(tag, term)) is { } tag) return words.Suits(Wordings.Shown(tag));
        foreach (var attribute in product.Attributes ?? [])
        {
            if (ValueOf(attribute, term) is { } value) return words.Fact(Wordings.Shown(attribute.Name), value);
        }
        return null;
    }

    private static bool Says(string wordings, Term term) => Array.Exists(Wordings.All(wordings), wording => GoodsText.Of(wording) == term.Text);

    private static string? ValueOf(ProductAttribute attribute, Term term)
    {
        foreach (var value in attribute.Values)
        {
            if (attribute.Number is null ? Says(value, term) : GoodsText.Of(value) == term.Text || GoodsText.Of(value.Replace(" ", "", StringComparison.Ordinal)) == term.Text) return ShownOf(attribute, value);
        }
        return null;
    }

    private static string ShownOf(ProductAttribute attribute, string value) => attribute.Number is null ? Wordings.Shown(value) : value;

    private static string ValuesOf(ProductAttribute attribute, GoodsWords words) => string.Join(words.Joint, attribute.Values.Select(value => ShownOf(attribute, value)));

    private static string? PriceOf(Product product) => product.Price is { } price ? Money.Show(price, product.Currency!) : null;

    private static string TagsOf(Product product, GoodsWords words) => string.Join(words.Joint, (product.Suits ?? []).Select(Wordings.Shown));

    private static MessagePart Card(Product product, string? why) => new(PartKind.Product, why, product.Url, product.Name, product.Picture, PriceOf(product));

    /// <summary>A numbered line of the text: name, price, why.</summary>
    private static string Line(int number, Product product, string? why, GoodsWords words) =>
        $"{number}. {product.Name}{(PriceOf(product) is { } price ? $" {price}" : "")}{(string.IsNullOrEmpty(why) ? "" : words.Comma + why)}";

    /// <summary>The text under a heading and the cards, with a button that compares the first two.</summary>
    private GoodsDecision List(GoodsKind kind, double confidence, string heading, IReadOnlyList<(int At, string? Why)> shown, Question question, GoodsWords words, int? subject = null)
    {
        var parts = shown.Select(s => Card(_products[s.At], s.Why)).ToList();
        if (shown.Count >= 2) parts.Add(Buttons(new MessageButton(words.Compare, Say: words.AskCompare(_products[shown[0].At].Name, _products[shown[1].At].Name))));
        return new()
        {
            Kind = kind,
            Confidence = confidence,
            Reply = string.Join('\n', shown.Select((s, i) => Line(i + 1, _products[s.At], s.Why, words)).Prepend(heading)),
            Parts = [.. parts],
            Products = [.. (subject is { } about ? shown.Select(s => s.At).Prepend(about) : shown.Select(s => s.At)).Select(at => _products[at].Id)],
            About = subject is { } one ? _products[one].Id : shown.Count == 1 ? _products[shown[0].At].Id : null,
            Reasons = question.Phrases,
        };
    }

    private static MessagePart Buttons(params MessageButton[] buttons) => new(PartKind.Buttons, Buttons: buttons);

    /// <summary>A question back: which of these is meant; null for too many to ask about.</summary>
    private GoodsDecision? Clarify(GoodsKind kind, ImmutableArray<int> products, Question question, Func<string, string> ask)
    {
        const int mayBeMeant = 6;
        if (products.Length is < 2 or > mayBeMeant) return null;
        return new()
        {
            Kind = kind,
            Confidence = Certainty(question, Source.Part),
            Suggestions = [.. products.Take(GoodsDecision.MaxProducts).Select(at => new GoodsSuggestion(_products[at].Id, ask(_products[at].Name)))],
            Reasons = question.Phrases,
        };
    }
}
