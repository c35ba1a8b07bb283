using Reception.Domain.Orders;

namespace Reception.Domain.Tests.Orders;

public sealed class OrderNumbersTests
{
    [Theory]
    [InlineData("订单 A20261109 到哪了", "A20261109")]
    [InlineData("where is 4402-118822?", "4402-118822")]
    [InlineData("订单号１２３４５６７８９", "123456789")]
    [InlineData("my phone is 13812345678, order 99887766", "99887766")]
    public void Find_NumberInAMessage_IsFound(string text, string number) => Assert.Equal(number, OrderNumbers.Find(text));

    [Theory]
    [InlineData("什么时候发货")]
    [InlineData("call me 13812345678")]
    [InlineData("on 2026-11-11 or 20261111")]
    [InlineData("12345")]
    [InlineData("extraordinary")]
    [InlineData(null)]
    public void Find_NoNumber_IsNull(string? text) => Assert.Null(OrderNumbers.Find(text));

    [Fact]
    public void Find_HalfACharacter_IsNoNumber() => Assert.Null(OrderNumbers.Find(string.Concat('\uD800', "half")));

    [Fact]
    public void Find_LongRun_IsNoNumber() => Assert.Null(OrderNumbers.Find(new string('1', 4_000)));
}
