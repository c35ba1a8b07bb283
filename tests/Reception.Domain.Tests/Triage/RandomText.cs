namespace Reception.Domain.Tests.Triage;

/// <summary>Text of mixed scripts with marks, controls, lone surrogates, digits and repetitions, from a seed.</summary>
internal static class RandomText
{
    public static string Of(Random random, int length)
    {
        var text = new char[length];
        for (var i = 0; i < length; i++)
            text[i] = i > 0 && random.Next(4) == 0 ? text[i - 1] : Next(random);
        return new(text);
    }

    private static char Next(Random random) => random.Next(9) switch
    {
        0 => (char)random.Next(0x20),
        1 => (char)random.Next('0', '9' + 1),
        2 => (char)random.Next(0x0300, 0x0370),
        3 => (char)random.Next(0x2000, 0x2070),
        4 => (char)random.Next(0xD800, 0xE002),
        5 => (char)random.Next(0x4E00, 0x4E80),
        6 => ' ',
        7 => (char)random.Next(0x10000),
        _ => (char)random.Next('a', 'z' + 1),
    };
}
