namespace Reception.Domain.Triage.Text;

/// <summary>
/// Takes the commonest English endings off (plural, -ed, -ing, a silent e; a final y becomes i), so that "ships", "shipped" and
/// "shipping" are one word. Much weaker than Porter's ("An algorithm for suffix stripping", 1980): what it joins wrongly costs
/// more than what it leaves apart, which the 3-grams inside the words join anyway.
/// </summary>
internal static class EnglishStem
{
    /// <summary>Longer words are left as they are.</summary>
    public const int Longest = 24;

    /// <summary>Writes the stem and returns it; the word itself if it is no lower-case Latin word of ordinary length.</summary>
    /// <param name="word">Normalised.</param>
    /// <param name="room">At least <see cref="Longest"/> characters.</param>
    public static ReadOnlySpan<char> Of(ReadOnlySpan<char> word, Span<char> room)
    {
        if (word.Length is < 4 or > Longest || word.ContainsAnyExceptInRange('a', 'z'))
            return word;
        word.CopyTo(room);
        var length = word.Length;
        if (word.EndsWith("ing") && length > 5)
            length = Undouble(room, length - 3);
        else if (word.EndsWith("ied") || word.EndsWith("ies"))
            room[(length -= 2) - 1] = 'y';
        else if (word.EndsWith("ed") && length > 4)
            length = Undouble(room, length - 2);
        else if (word.EndsWith("sses"))
            length -= 2;
        else if (word[^1] == 's' && word[^2] is not ('s' or 'u' or 'i'))
            length--;
        if (length > 3 && room[length - 1] == 'e')
            length--;
        if (length > 3 && room[length - 1] == 'y')
            room[length - 1] = 'i';
        return room[..length];
    }

    /// <summary>"shipp" becomes "ship"; "sell" and "miss" stay.</summary>
    private static int Undouble(ReadOnlySpan<char> word, int length) =>
        length > 3 && word[length - 1] == word[length - 2] && word[length - 1] is not ('l' or 's') ? length - 1 : length;
}
