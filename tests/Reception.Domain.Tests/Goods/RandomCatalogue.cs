using Reception.Contracts.Goods;
using Reception.Tests;

namespace Reception.Domain.Tests.Goods;

/// <summary>Invented catalogues and questions from a seed: few words, so that they meet often.</summary>
internal sealed class RandomCatalogue(string test, int run)
{
    public static readonly string[] Tags = ["油皮/爱出油", "干皮", "敏感肌", "妈妈", "露营", "办公室"];
    public static readonly string[] Kinds = ["台灯", "水壶", "背包", "毛毯"];
    public static readonly string[] Colours = ["红色", "蓝色", "墨绿"];
    private static readonly string[] Names = ["星野", "青禾", "拾光", "暖川", "云舟"];

    public static readonly DateTimeOffset Now = new(2026, 11, 1, 0, 0, 0, TimeSpan.Zero);

    public Random Random { get; } = new(unchecked(TestRun.SeedFor(test) + run));

    public Product[] Products()
    {
        var count = Random.Next(1, 25);
        return [.. Enumerable.Range(0, count).Select(i => Product(i, count))];
    }

    public string Question() => Random.Next(6) switch
    {
        0 => $"{One(Tags[..4]).Split('/')[0]}适合用哪个{One(Kinds)}",
        1 => $"推荐{Random.Next(20, 400)}元以内的{One(Kinds)}",
        2 => $"有没有{One(Colours)}的{One(Kinds)}，适合{One(Tags).Split('/')[0]}的",
        3 => $"{One(Names)}{One(Kinds)}和什么搭配",
        4 => $"{One(Names)}{One(Kinds)}多少钱",
        _ => $"哪款适合{One(Tags).Split('/')[0]}，{Random.Next(20, 200)}到{Random.Next(200, 400)}元",
    };

    private Product Product(int i, int count)
    {
        var kind = One(Kinds);
        return new(
            $"p-{i}",
            $"{One(Names)}{One(Colours)}{kind}{i}号",
            Attributes: [new("品类", [kind]), new("颜色", [One(Colours)])],
            GoesWith: Random.Next(2) == 0 ? [$"p-{Random.Next(count)}"] : [$"品类={One(Kinds)}"],
            Suits: [.. Tags.Where(_ => Random.Next(3) == 0)],
            Price: Random.Next(10, 400),
            Currency: "CNY",
            From: Random.Next(5) == 0 ? Now.AddDays(Random.Next(-3, 4)) : null,
            Until: Random.Next(5) == 0 ? Now.AddDays(Random.Next(5, 9)) : null,
            InStock: Random.Next(4) != 0);
    }

    private string One(string[] of) => of[Random.Next(of.Length)];
}
