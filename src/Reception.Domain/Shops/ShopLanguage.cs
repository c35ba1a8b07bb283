namespace Reception.Domain.Shops;

/// <summary>Which of the two languages the system speaks is a shop's own.</summary>
public static class ShopLanguage
{
    /// <summary><c>zh</c> and its regions; anything else is answered in English.</summary>
    public static bool IsChinese(string language) => language.StartsWith("zh", StringComparison.OrdinalIgnoreCase);
}
