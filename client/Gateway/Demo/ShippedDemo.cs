namespace Reception.Gateway.Demo;

/// <summary>The two shops that the demo page offers in Development; the silo puts them into an empty store.</summary>
public static class ShippedDemo
{
    public static DemoOptions Page { get; } = new()
    {
        Shops =
        [
            new("demo", "花屿美妆旗舰店", "zh", ["lin", "chen", "zhou"], ["什么时候发货", "玫瑰水和什么搭配", "敏感肌可以用吗", "双十一定金什么时候付尾款", "我要投诉", "人工"]),
            new("demo-en", "Northlight Electronics", "en", ["alice", "cleo", "ben"], ["When will my order ship?", "Which headphones are best for flights?", "How do I return an item?", "My earbuds won't pair", "I want to complain", "human"]),
        ],
    };
}
