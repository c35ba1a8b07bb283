using System.Globalization;

namespace Reception.Domain.Goods;

/// <summary>Prices as they are shown.</summary>
internal static class Money
{
    public static string Show(decimal price, string currency)
    {
        var number = price.ToString(decimal.Truncate(price) == price ? "0" : "0.00", CultureInfo.InvariantCulture);
        return currency switch
        {
            "CNY" => $"¥{number}",
            "USD" => $"${number}",
            "GBP" => $"£{number}",
            "EUR" => $"€{number}",
            _ => $"{number} {currency}",
        };
    }
}
