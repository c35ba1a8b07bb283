using Reception.Domain.Shops;

namespace Reception.Domain.Goods;

/// <summary>The sentences of answers, in the shop's language (<c>zh</c> or <c>en</c>). What is put into them stands in the catalogue.</summary>
public sealed record GoodsWords
{
    public required Func<string, string> GoesWith { get; init; }
    public required Func<string, string> Found { get; init; }
    public required Func<string, string, string> Does { get; init; }
    public required Func<string, string, string> DoesNotSay { get; init; }
    public required Func<string, string> OthersDo { get; init; }
    public required Func<string, string> Difference { get; init; }
    public required Func<string, string> Pair { get; init; }
    public required Func<string, string> ListedBeside { get; init; }
    public required Func<string, string> Suits { get; init; }
    public required Func<string, string, string> Fact { get; init; }
    public required Func<string, string> Same { get; init; }
    public required string Joint { get; init; }
    public required string Comma { get; init; }
    public required string Price { get; init; }
    public required string SuitsLabel { get; init; }
    public required string Stock { get; init; }
    public required string InStock { get; init; }
    public required string OutOfStock { get; init; }
    public required string None { get; init; }
    public required Func<string, string> AskPrice { get; init; }
    public required Func<string, string> AskTogether { get; init; }
    public required Func<string, string, string> AskCompare { get; init; }
    public required Func<string, string, string> AskAttribute { get; init; }
    public required Func<string, string> AskSuits { get; init; }
    public required string Compare { get; init; }
    public required string Together { get; init; }

    public static GoodsWords Chinese { get; } = new()
    {
        GoesWith = name => $"可以和「{name}」搭配的有：",
        Found = conditions => $"符合“{conditions}”的有：",
        Does = (name, conditions) => $"「{name}」标明适合{conditions}。",
        DoesNotSay = (name, conditions) => $"「{name}」没有标明适合{conditions}。",
        OthersDo = conditions => $"标明适合{conditions}的有：",
        Difference = names => $"{names}的区别：",
        Pair = names => $"{names}可以搭配使用。",
        ListedBeside = name => $"与「{name}」搭配",
        Suits = tag => $"适合{tag}",
        Fact = (label, value) => $"{label}：{value}",
        Same = labels => $"相同：{labels}",
        Joint = "、",
        Comma = "，",
        Price = "价格",
        SuitsLabel = "适合",
        Stock = "库存",
        InStock = "有货",
        OutOfStock = "暂时缺货",
        None = "未标明",
        AskPrice = name => $"{name}多少钱",
        AskTogether = name => $"{name}可以搭配什么",
        AskCompare = (a, b) => $"{a}和{b}有什么区别",
        AskAttribute = (name, attribute) => $"{name}的{attribute}是什么",
        AskSuits = name => $"{name}适合谁用",
        Compare = "比较前两款",
        Together = "可以搭配什么",
    };

    public static GoodsWords English { get; } = new()
    {
        GoesWith = name => $"These go with {name}:",
        Found = conditions => $"These match “{conditions}”:",
        Does = (name, conditions) => $"{name} is listed as suitable for {conditions}.",
        DoesNotSay = (name, conditions) => $"{name} is not listed as suitable for {conditions}.",
        OthersDo = conditions => $"Listed as suitable for {conditions}:",
        Difference = names => $"How they differ: {names}",
        Pair = names => $"{names} go together.",
        ListedBeside = name => $"goes with {name}",
        Suits = tag => $"suits {tag}",
        Fact = (label, value) => $"{label}: {value}",
        Same = labels => $"The same: {labels}",
        Joint = ", ",
        Comma = "; ",
        Price = "Price",
        SuitsLabel = "Suits",
        Stock = "Stock",
        InStock = "in stock",
        OutOfStock = "out of stock at the moment",
        None = "not listed",
        AskPrice = name => $"How much is the {name}?",
        AskTogether = name => $"What goes with the {name}?",
        AskCompare = (a, b) => $"What is the difference between the {a} and the {b}?",
        AskAttribute = (name, attribute) => $"What is the {attribute} of the {name}?",
        AskSuits = name => $"Who is the {name} suitable for?",
        Compare = "Compare the first two",
        Together = "What goes with it?",
    };

    public static GoodsWords For(string language) => ShopLanguage.IsChinese(language) ? Chinese : English;
}
