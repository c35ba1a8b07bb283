using Reception.Domain.Triage.Text;

namespace Reception.Domain.Goods;

/// <summary>
/// The form in which messages and catalogue terms are compared: normalised as in triage, and without the spaces beside characters
/// of scripts that have none ("花屿·玫瑰水" is "花屿玫瑰水").
/// </summary>
internal static class GoodsText
{
    public static string Of(string text)
    {
        Span<char> buffer = stackalloc char[TextNormalizer.MaxLength];
        return buffer[..Write(text, buffer)].ToString();
    }

    /// <summary>Writes the form and returns its length.</summary>
    /// <param name="text">Any text.</param>
    /// <param name="destination">At least <see cref="TextNormalizer.MaxLength"/> characters.</param>
    public static int Write(ReadOnlySpan<char> text, Span<char> destination)
    {
        return Squeeze(destination[..TextNormalizer.Normalize(text, destination)], destination);
    }

    /// <summary>The same of a message, without the courtesies around it.</summary>
    public static int WriteMessage(ReadOnlySpan<char> text, Span<char> destination)
    {
        ReadOnlySpan<char> read = destination[..TextNormalizer.Normalize(text, destination)];
        return Squeeze(read.IsEmpty ? read : Courtesy.Strip(read), destination);
    }

    /// <summary>Reads ahead of where it writes, so that both may be the same memory.</summary>
    private static int Squeeze(ReadOnlySpan<char> read, Span<char> destination)
    {
        var length = 0;
        for (var i = 0; i < read.Length; i++)
        {
            var c = read[i];
            if (c == ' ' && length > 0 && i + 1 < read.Length && (GramReader.IsSpaceless(destination[length - 1]) || GramReader.IsSpaceless(read[i + 1]))) continue;
            destination[length++] = c;
        }
        return length;
    }

    /// <summary>Whether a word may begin or end between two characters.</summary>
    public static bool IsBoundary(char before, char after) =>
        !IsWord(before) || !IsWord(after) || GramReader.IsSpaceless(before) || GramReader.IsSpaceless(after) || char.IsAsciiDigit(before) != char.IsAsciiDigit(after);

    public static bool IsWord(char c) => c != ' ';
}
