using System.Collections.Frozen;
using System.Collections.Immutable;
using Reception.Contracts.Goods;

namespace Reception.Domain.Goods;

/// <summary>
/// A catalogue version compiled for answering what customers ask of products: what goes with one, which suits, how two differ, what
/// one costs and has. This folder holds the catalogue (its formats and bounds), the words that are known (<see cref="Lexicon"/>), what a
/// message holds of them (<see cref="Reading"/>, <see cref="Question"/>), and the answers.
/// <para>
/// It speaks only if a message both asks in a known way and names something of the catalogue, and stays silent where words of other
/// business stand in it (parcels, returns, "not"). Every sentence is a template filled from the catalogue; products that are out of stock
/// or not for sale now are never recommended. Confidence falls with what is left unexplained. Immutable, thread-safe, deterministic,
/// independent of the products' order; a message without any product's word allocates nothing.
/// </para>
/// </summary>
public sealed partial class GoodsIndex
{
    /// <summary>Below this nothing is said.</summary>
    public const double Floor = 0.55;

    private const Cue Asking = Cue.Together | Cue.Choose | Cue.Have | Cue.Usable | Cue.Compare | Cue.Or | Cue.Price | Cue.Stock;

    private readonly ImmutableArray<Product> _products;
    private readonly Lexicon _lexicon;
    private readonly FrozenDictionary<string, int> _positions;
    private readonly FrozenDictionary<string, ImmutableArray<int>> _listedBy;

    private GoodsIndex(long version, ImmutableArray<Product> products, Lexicon lexicon)
    {
        (Version, _products, _lexicon) = (version, products, lexicon);
        _positions = products.Select((p, at) => KeyValuePair.Create(p.Id, at)).ToFrozenDictionary(StringComparer.Ordinal);
        _listedBy = products.SelectMany((p, at) => (p.GoesWith ?? []).Select(id => (id, at))).GroupBy(l => l.id, l => l.at, StringComparer.Ordinal)
            .ToFrozenDictionary(g => g.Key, g => g.ToImmutableArray(), StringComparer.Ordinal);
    }

    public long Version { get; }

    public int Count => _products.Length;

    /// <summary>Compiles a catalogue; tens of milliseconds for a thousand products, so away from grain turns.</summary>
    /// <exception cref="ArgumentException">Two products have the same id.</exception>
    public static GoodsIndex Build(long version, IEnumerable<Product> products)
    {
        ImmutableArray<Product> sorted = [.. products.OrderBy(p => p.Id, StringComparer.Ordinal)];
        var builder = new LexiconBuilder();
        foreach (var product in sorted) builder.Add(product);
        return new(version, sorted, builder.Build());
    }

    /// <summary>What the catalogue says to a message; null: nothing, somebody else has to answer.</summary>
    /// <param name="text">As the customer wrote it; any text.</param>
    /// <param name="context">Of the conversation, before this message.</param>
    /// <param name="words">Of the shop's language.</param>
    public GoodsDecision? Answer(ReadOnlySpan<char> text, in GoodsContext context, GoodsWords words)
    {
        var reading = Reading.Mine();
        reading.Read(text, _lexicon);
        if ((reading.Cues & Cue.Elsewhere) != 0) return null;
        var asks = (reading.Cues & Asking) != 0;
        if (!reading.HasCatalogueTerm && !(asks && (context.AtHand is not null || context.Previous is not null || (reading.Numbers > 0 && (reading.Cues & Cue.Choose) != 0)))) return null;
        if (!asks && !AsksAttribute(reading)) return null;
        var question = Question.Of(reading, PriceBounds.In(text), this, context);
        var decision = Decide(question, words);
        return decision is { Confidence: >= Floor } ? decision : null;
    }

    private GoodsDecision? Decide(Question question, GoodsWords words)
    {
        if (question.Has(Cue.Compare | Cue.Or) && Pairing(question) is { Count: >= 2 } pair) return Compare(question, pair, words);
        if (question.Has(Cue.Compare)) return null;
        if (question.Has(Cue.Together)) return Together(question, words);
        if (question.Has(Cue.Price | Cue.Stock) || !question.Asked.IsEmpty) return Facts(question, words) ?? (question.Has(Cue.Choose) ? Choose(question, words) : null);
        return question.Has(Cue.Choose | Cue.Have | Cue.Usable) ? Choose(question, words) : null;
    }

    /// <summary>Whether an attribute of the catalogue is asked for by its name.</summary>
    private static bool AsksAttribute(Reading reading)
    {
        foreach (var term in reading.Terms)
        {
            if (!term.Asked.IsEmpty) return true;
        }
        return false;
    }

    /// <summary>Null: there is no such product.</summary>
    public string? NameOf(string id) => _positions.TryGetValue(id, out var at) ? _products[at].Name : null;

    internal Product this[int at] => _products[at];

    internal ImmutableArray<RangeTag> Ranges => _lexicon.Ranges;

    /// <summary>Whether it may be spoken of now.</summary>
    internal bool IsForSale(int at, DateTimeOffset now) => (_products[at].From is not { } from || from <= now) && (_products[at].Until is not { } until || now < until);

    internal bool IsOffered(int at, DateTimeOffset now) => _products[at].InStock && IsForSale(at, now);

    /// <summary>The product that an id, a name or an alias stands for; -1: none or several.</summary>
    internal int Find(string? named)
    {
        if (string.IsNullOrWhiteSpace(named)) return -1;
        if (_positions.TryGetValue(named, out var at)) return at;
        var text = GoodsText.Of(named);
        return text.Length > 0 && _lexicon.At(text, 0, out var length) is { Names: [var one] } && length == text.Length ? one : -1;
    }
}
