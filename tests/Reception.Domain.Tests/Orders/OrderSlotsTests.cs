using Reception.Contracts.Assistant;
using Reception.Domain.Orders;

namespace Reception.Domain.Tests.Orders;

public sealed class OrderSlotsTests
{
    private static readonly OrderFacts Order = new(
        "A1000001", OrderStatus.Shipped, "UPS", "1Z-9", ShippedAt: new(2026, 11, 10, 20, 30, 0, TimeSpan.Zero), ExpectedAt: new(2026, 11, 12, 2, 0, 0, TimeSpan.Zero),
        Items: [new("Lamp", 2), new("Bulb")], Amount: 19.9m, Currency: "CNY");

    [Theory]
    [InlineData("{order.number}", "A1000001")]
    [InlineData("{order.status}", "已发货，运输中")]
    [InlineData("{order.carrier} {order.tracking}", "UPS 1Z-9")]
    [InlineData("{order.shippedAt}", "11月11日 04:30")]
    [InlineData("{order.expectedAt}", "11月12日")]
    [InlineData("{order.items}", "Lamp ×2、Bulb")]
    [InlineData("{order.amount}", "19.90 元")]
    public void Fill_ChineseShop_SaysItInChineseAndShanghaiTime(string answer, string said) => Assert.Equal(said, OrderSlots.Fill(answer, Order, "zh", "Asia/Shanghai"));

    [Theory]
    [InlineData("{order.status}", "shipped, on its way")]
    [InlineData("{order.shippedAt}", "Nov 10, 15:30")]
    [InlineData("{order.amount}", "19.90 CNY")]
    public void Fill_EnglishShop_SaysItInEnglishAndItsTime(string answer, string said) => Assert.Equal(said, OrderSlots.Fill(answer, Order, "en", "America/New_York"));

    [Fact]
    public void Names_Each_CanBeFilled() => Assert.All(OrderSlots.Names, name => Assert.NotNull(OrderSlots.Fill($"{{{name}}}", Order, "en", "UTC")));

    [Fact]
    public void Fill_ValueMissing_IsNull() => Assert.Null(OrderSlots.Fill("{order.number}: {order.tracking}", Order with { Tracking = null }, "en", "UTC"));

    [Fact]
    public void Fill_UnknownSlot_IsNull() => Assert.Null(OrderSlots.Fill("{order.secret}", Order, "en", "UTC"));

    [Theory]
    [InlineData("{order.amount}", "order.amount")]
    [InlineData("<b>UPS</b>", "bUPS/b")]
    [InlineData("UPS\r\n\u202Egnp", "UPS gnp")]
    [InlineData("a `b` c", "a b c")]
    public void Fill_ValueWithMarkup_IsPlainTextOnOneLine(string carrier, string said) => Assert.Equal(said, OrderSlots.Fill("{order.carrier}", Order with { Carrier = carrier }, "en", "UTC"));

    [Fact]
    public void Fill_ValueIsAnAddress_IsNotSaid() => Assert.Null(OrderSlots.Fill("{order.carrier}", Order with { Carrier = "see https://evil.example" }, "en", "UTC"));

    [Fact]
    public void Fill_LongValue_IsCut() => Assert.Equal(OrderSlots.MaxValueLength, OrderSlots.Fill("{order.carrier}", Order with { Carrier = new string('x', 5_000) }, "en", "UTC")!.Length);

    [Fact]
    public void Unknown_MisspeltSlots_AreNamed() => Assert.Equal(["order.stauts", "user.name"], OrderSlots.Unknown("{order.stauts} {order.number} {user.name} {order.stauts}"));

    [Theory]
    [InlineData("Order {order.number}", true)]
    [InlineData("{x}", false)]
    [InlineData("{ order.number }", false)]
    [InlineData(null, false)]
    public void AreIn_OnlySlots_Count(string? answer, bool has) => Assert.Equal(has, OrderSlots.AreIn(answer));
}
