namespace Reception.Domain.Goods;

/// <summary>Whole numbers below ten thousand as they are spoken: 两百, 三百五, 一千二百.</summary>
internal static class ChineseNumber
{
    private const string Digits = "零一二三四五六七八九";

    public static bool IsDigit(char c) => ValueOf(c) > 0 || UnitOf(c) > 0;

    /// <summary>Null for what is no such number.</summary>
    public static decimal? Parse(string text)
    {
        int sum = 0, digit = -1, last = 0;
        foreach (var c in text)
        {
            if (UnitOf(c) is > 0 and var unit)
            {
                if (last > 0 && unit >= last) return null;
                sum += (digit < 0 ? unit == 10 ? 1 : 0 : digit) * unit;
                if (digit < 0 && unit > 10) return null;
                (digit, last) = (-1, unit);
            }
            else if (ValueOf(c) is >= 0 and var value && digit < 0) digit = value;
            else return null;
        }
        if (digit > 0) sum += last >= 100 ? digit * last / 10 : digit; // 三百五 is 350
        return sum > 0 ? sum : null;
    }

    private static int UnitOf(char c) => c switch { '十' => 10, '百' => 100, '千' => 1_000, _ => 0 };

    private static int ValueOf(char c) => c == '两' ? 2 : Digits.IndexOf(c, StringComparison.Ordinal);
}
