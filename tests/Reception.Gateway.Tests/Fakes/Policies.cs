using Reception.Contracts.Shops;

namespace Reception.Gateway.Tests.Fakes;

internal static class Policies
{
    /// <summary>A shop with one queue and one channel that a page of https://shop.example may use.</summary>
    public static ShopPolicy Demo() => new("示例", "zh", "Asia/Shanghai", [new QueuePolicy("main")], [new ChannelPolicy("web", ["https://shop.example"])], new BotPolicy());
}
