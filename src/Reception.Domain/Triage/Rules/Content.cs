using System.Buffers;
using System.Collections.Frozen;
using Reception.Domain.Triage.Text;

namespace Reception.Domain.Triage.Rules;

/// <summary>
/// Which characters and words of a normalised text name something, and which only ask, point or bind. Knows no shop: it decides
/// whether a part of a message stands for itself ("你们老板多大年纪") or only leans on the rest ("那怎么办呢").
/// </summary>
internal static class Content
{
    /// <summary>Weight from which a part stands for itself: three ideographs, or a word and a half.</summary>
    public const int Substantial = 3;

    private const int OfIdeograph = 1, OfWord = 2;

    private static readonly SearchValues<char> Binding = SearchValues.Create(
        "的地得了呢吗啊呀吧嘛么哦哈是有在我你您他她它这那个们就都也还要会能可以不没和与跟给对把被让到从为什怎样多少几哪谁啥咋办回事请问下一说知道想用久时候如何行吃急大家今天现后");

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> BindingWords =
        """
        a about actually am an and any are as at be been but by can cant could did do does doing dont else for from get go going got had has have help hey hi how i id if im in
        is it its just know like long many maybe me more much my need next no not now of ok on one or other out please possible pls really should so some something still tell thank
        thanks that the them then there these they thing think this those to too until want was we well what when where which who why will with would yes you your
        """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal).GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>One for each ideograph and two for each word that names something; counted up to <see cref="Substantial"/>.</summary>
    public static bool IsSubstantial(ReadOnlySpan<char> normal)
    {
        var weight = 0;
        foreach (var unit in new Units(normal))
            weight += IsNaming(unit) ? GramReader.IsSpaceless(unit[0]) ? OfIdeograph : OfWord : 0;
        return weight >= Substantial;
    }

    /// <summary>Whether something that <paramref name="text"/> names stands in <paramref name="there"/> and not in <paramref name="elsewhere"/>; all normalised.</summary>
    public static bool Shares(ReadOnlySpan<char> text, ReadOnlySpan<char> there, ReadOnlySpan<char> elsewhere)
    {
        foreach (var unit in new Units(text))
            if (IsNaming(unit) && Has(there, unit) && !Has(elsewhere, unit))
                return true;
        return false;
    }

    private static bool IsNaming(ReadOnlySpan<char> unit) =>
        char.IsLetter(unit[0]) && (GramReader.IsSpaceless(unit[0]) ? !Binding.Contains(unit[0]) : !BindingWords.Contains(unit));

    private static bool Has(ReadOnlySpan<char> text, ReadOnlySpan<char> unit)
    {
        foreach (var other in new Units(text))
            if (other.SequenceEqual(unit))
                return true;
        return false;
    }

    /// <summary>The ideographs and words of a normalised text.</summary>
    private ref struct Units(ReadOnlySpan<char> text)
    {
        private ReadOnlySpan<char> _rest = text;

        public ReadOnlySpan<char> Current { get; private set; }

        public readonly Units GetEnumerator() => this;

        public bool MoveNext()
        {
            _rest = _rest.TrimStart(CharacterFolding.Separator);
            if (_rest.IsEmpty)
                return false;
            var length = 1;
            if (!GramReader.IsSpaceless(_rest[0]))
                while (length < _rest.Length && _rest[length] != CharacterFolding.Separator && !GramReader.IsSpaceless(_rest[length]))
                    length++;
            Current = _rest[..length];
            _rest = _rest[length..];
            return true;
        }
    }
}
