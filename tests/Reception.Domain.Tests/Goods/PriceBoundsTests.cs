using System.Globalization;
using Reception.Domain.Goods;

namespace Reception.Domain.Tests.Goods;

public sealed class PriceBoundsTests
{
    [Theory]
    [InlineData("200以内", null, "200", null)]
    [InlineData("２００元以内的", null, "200", "CNY")]
    [InlineData("不超过一百五的", null, "150", null)]
    [InlineData("两百块以下", null, "200", "CNY")]
    [InlineData("100到200元的", "100", "200", "CNY")]
    [InlineData("50-99块", "50", "99", "CNY")]
    [InlineData("300元左右", "240", "360", "CNY")]
    [InlineData("500元以上", "500", null, "CNY")]
    [InlineData("under $50", null, "50", "USD")]
    [InlineData("less than 49.99 dollars", null, "49.99", "USD")]
    [InlineData("between £20 and £40", "20", "40", "GBP")]
    [InlineData("around 1,200 euros", "960", "1440", "EUR")]
    [InlineData("more than $100", "100", null, "USD")]
    public void In_PriceNamed_IsRead(string text, string? low, string? high, string? currency)
    {
        var bounds = PriceBounds.In(text);
        Assert.Equal((Number(low), Number(high), currency), (bounds?.Low, bounds?.High, bounds?.Currency));
    }

    [Theory]
    [InlineData("within 30 days")]
    [InlineData("under 5 years")]
    [InlineData("不到3天")]
    [InlineData("50ml")]
    [InlineData("什么时候")]
    [InlineData("24小时以内")]
    [InlineData("七天内")]
    public void In_OtherNumbers_AreNoPrice(string text) => Assert.Null(PriceBounds.In(text));

    [Fact]
    public void Allows_OtherCurrency_IsNotMet() => Assert.False(PriceBounds.In("under $50")!.Allows(20, "CNY"));

    private static decimal? Number(string? text) => text is null ? null : decimal.Parse(text, CultureInfo.InvariantCulture);
}
