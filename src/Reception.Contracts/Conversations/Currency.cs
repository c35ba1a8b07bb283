using System.Collections.Frozen;
using System.Globalization;

namespace Reception.Contracts.Conversations;

/// <summary>ISO 4217: the active currencies and how many digits their minor unit has.</summary>
public static class Currency
{
    private const string None = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF";
    private const string Three = "BHD IQD JOD KWD LYD OMR TND";

    private const string Two =
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL "
        + "GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO "
        + "NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD YER ZAR ZMW ZWG";

    private static readonly FrozenDictionary<string, int> Digits =
        new[] { (None, 0), (Two, 2), (Three, 3) }.SelectMany(g => g.Item1.Split(' ').Select(c => (c, g.Item2))).ToFrozenDictionary(c => c.c, c => c.Item2, StringComparer.Ordinal);

    public static bool IsKnown(string? code) => code is not null && Digits.ContainsKey(code);

    /// <summary>A decimal amount in minor units; null where it has more digits than the currency, or is out of bounds.</summary>
    public static long? ToMinor(decimal amount, string code)
    {
        if (!Digits.TryGetValue(code, out var digits) || Math.Abs(amount) > 1_000_000_000_000m) return null;
        var minor = amount * Power(digits);
        return decimal.Truncate(minor) == minor ? (long)minor : null;
    }

    /// <summary>Minor units as people write them: 1234 CNY is 12.34.</summary>
    public static string Text(long minor, string code)
    {
        var digits = Digits.GetValueOrDefault(code, 2);
        return (minor / Power(digits)).ToString("F" + digits.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
    }

    private static decimal Power(int digits) => digits switch { 0 => 1m, 2 => 100m, _ => 1000m };
}
