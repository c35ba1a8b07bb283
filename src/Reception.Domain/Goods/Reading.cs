using Reception.Domain.Triage.Text;

namespace Reception.Domain.Goods;

/// <summary>
/// What was found in one message. One a thread, filled anew for each message, so that a message without any product costs no memory.
/// </summary>
internal sealed class Reading
{
    private const int MaxTerms = 64;

    [ThreadStatic]
    private static Reading? _mine;

    private readonly char[] _text = new char[TextNormalizer.MaxLength];
    private readonly Term[] _terms = new Term[MaxTerms];
    private readonly (int At, int Number)[] _numbers = new (int, int)[8];
    private int _length;
    private bool _afterUnexplained;
    private bool _afterChoice;

    public static Reading Mine() => _mine ??= new();

    public ReadOnlySpan<char> Text => _text.AsSpan(0, _length);

    /// <summary>Terms in the order of the message.</summary>
    public ReadOnlySpan<Term> Terms => _terms.AsSpan(0, Count);

    public int Count { get; private set; }

    public Cue Cues { get; private set; }

    /// <summary>What no term explains: an ideograph counts 1, a word 2.</summary>
    public int Unexplained { get; private set; }

    /// <summary>
    /// Whether something unexplained stands where a condition would: before a product's word ("green kettle", 墨绿的水壶), or beside a
    /// phrase that asks for a choice (适合老师的水壶). What meets the rest is not what was asked for.
    /// </summary>
    public bool IsQualified { get; private set; }

    public bool HasCatalogueTerm { get; private set; }

    public int Numbers { get; private set; }

    public (int At, int Number) NumberAt(int index) => _numbers[index];

    public void Read(ReadOnlySpan<char> text, Lexicon lexicon)
    {
        (Count, Cues, Unexplained, IsQualified, HasCatalogueTerm, Numbers) = (0, Cue.None, 0, false, false, 0);
        (_afterUnexplained, _afterChoice) = (false, false);
        _length = GoodsText.WriteMessage(text, _text);
        ReadOnlySpan<char> read = Text;
        for (var at = 0; at < read.Length;)
        {
            if (read[at] == ' ') at++;
            else if (lexicon.At(read, at, out var length) is { } term) at += Take(term, length);
            else if (char.IsAsciiDigit(read[at])) at += TakeNumber(read, at);
            else at += Skip(read, at);
        }
    }

    private int Take(Term term, int length)
    {
        Cues |= term.Cue;
        HasCatalogueTerm |= term.IsOfCatalogue;
        if (term.IsOfCatalogue || (term.Cue & Cue.Choose) != 0) IsQualified |= _afterUnexplained;
        if (term.IsOfCatalogue || (term.Cue & ~Cue.Filler) != 0) _afterChoice = !term.IsOfCatalogue && (term.Cue & (Cue.Choose | Cue.Have)) != 0;
        if (term.Cue != Cue.Filler || term.Text.Length > 1) _afterUnexplained = false;
        if (term.Cue != Cue.Filler || term.IsOfCatalogue)
        {
            if (Count < MaxTerms) _terms[Count++] = term;
            else Unexplained++;
        }
        return length;
    }

    private int TakeNumber(ReadOnlySpan<char> text, int at)
    {
        int length = 0, number = 0;
        while (at + length < text.Length && char.IsAsciiDigit(text[at + length])) number = (number * 10) + (text[at + length++] - '0');
        if (Numbers < _numbers.Length) _numbers[Numbers++] = (at, number);
        return length;
    }

    private int Skip(ReadOnlySpan<char> text, int at)
    {
        const int word = 2;
        var spaceless = GramReader.IsSpaceless(text[at]);
        if (char.IsLetter(text[at]))
        {
            Unexplained += spaceless ? 1 : word;
            IsQualified |= _afterChoice;
            _afterUnexplained = true;
        }
        var length = 1;
        if (!spaceless) while (at + length < text.Length && !GoodsText.IsBoundary(text[at + length - 1], text[at + length])) length++;
        return length;
    }
}
