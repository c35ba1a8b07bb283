namespace Reception.Domain.Triage.Text;

/// <summary>
/// Brings a message into the one form that everything else in triage reads: widths, case, accents, traditional characters
/// and digits folded, marks and controls dropped, punctuation turned into single spaces, long numbers into a slot, runs of
/// one character shortened to <see cref="LongestRun"/>. Idempotent, linear, bounded, and total: any UTF-16 is accepted.
/// </summary>
public static class TextNormalizer
{
    /// <summary>Characters of a normalised text at most; what follows is not read.</summary>
    public const int MaxLength = 400;

    /// <summary>Digits from which a number is replaced by a slot: what matters is that it is there, not which.</summary>
    public const int LongNumber = 5;

    /// <summary>Repetitions of a character that are kept (哈哈哈哈 becomes 哈哈).</summary>
    public const int LongestRun = 2;

    /// <summary>Characters of the message that are looked at; beyond this a message is noise.</summary>
    private const int MaxScan = 16 * 1024;

    /// <summary>The normalised text.</summary>
    public static string Normalize(ReadOnlySpan<char> text)
    {
        Span<char> buffer = stackalloc char[MaxLength];
        return buffer[..Normalize(text, buffer)].ToString();
    }

    /// <summary>Writes the normalised text and returns its length.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="destination">At least <see cref="MaxLength"/> characters.</param>
    public static int Normalize(ReadOnlySpan<char> text, Span<char> destination)
    {
        destination = destination[..MaxLength];
        text = text.Length > MaxScan ? text[..MaxScan] : text;
        int length = 0, digits = 0;
        foreach (var raw in text)
        {
            var c = CharacterFolding.Of(raw);
            if (c == CharacterFolding.Drop)
                continue;
            if (char.IsAsciiDigit(c))
            {
                if (length > 0 && destination[length - 1] == CharacterFolding.NumberSlot)
                    continue;
                if (++digits == LongNumber)
                {
                    length -= LongNumber - 1;
                    destination[length++] = CharacterFolding.NumberSlot;
                    continue;
                }
            }
            else
            {
                digits = 0;
                if (IsRedundant(c, destination[..length]))
                    continue;
            }

            if (length == MaxLength)
                break;
            destination[length++] = c;
        }

        return length > 0 && destination[length - 1] == CharacterFolding.Separator ? length - 1 : length;
    }

    /// <summary>Whether anything is left to understand after normalisation.</summary>
    public static bool HasContent(string? text)
    {
        if (text is null)
            return false;
        Span<char> buffer = stackalloc char[MaxLength];
        return Normalize(text, buffer) > 0;
    }

    private static bool IsRedundant(char c, ReadOnlySpan<char> written) => c switch
    {
        CharacterFolding.Separator => written.IsEmpty || written[^1] == c,
        CharacterFolding.NumberSlot => !written.IsEmpty && written[^1] == c,
        _ => written.Length >= LongestRun && written[^1] == c && written[^2] == c,
    };
}
