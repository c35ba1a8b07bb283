using Reception.Contracts.Conversations;
using Reception.Domain.Conversations;
using Reception.Domain.Conversations.Events;

namespace Reception.Domain.Tests.Conversations;

public sealed class OrderTests
{
    private readonly Story _story = new();

    [Fact]
    public void ReportOrder_AfterBotAnswers_LastTouchHasItAndOthersAssisted()
    {
        _story.Post("answer 1", "answer 2");

        var order = Reported(_story.Order("42", 1999));

        Assert.Equal((SaleBy.Bot, "answer 2", 1999), (order.By, order.EntryId, order.AmountMinor));
        Assert.Equal(["answer 1"], order.Assisted!);
    }

    [Fact]
    public void ReportOrder_Again_ChangesNothing()
    {
        _story.Post("answer 1");
        _story.Order("42", 1999);

        Assert.Equal(CommandOutcome.Repeated, _story.Order("42", 5).Outcome);
        Assert.Equal(1999, Assert.Single(_story.State.Orders).AmountMinor);
    }

    [Fact]
    public void ReportOrder_OutsideTheWindow_IsNobodys()
    {
        _story.Post("answer 1");
        _story.Now += TimeSpan.FromHours(25);

        Assert.Empty(_story.Order("42", 1999).Events);
        Assert.Equal(SaleBy.Nobody, Conversation.CreditOf(_story.State, "42").By);
    }

    [Fact]
    public void ReportOrder_PlacedBeforeTheAnswer_IsNobodys()
    {
        var before = _story.Now;
        _story.Now += TimeSpan.FromMinutes(5);
        _story.Post("answer 1");

        Assert.Empty(_story.Order("42", 1999, at: before).Events);
    }

    [Fact]
    public void ReportOrder_WithAnAgentInTheWindow_IsBoths()
    {
        _story.Post("answer 1");
        _story.ServedBy("li").AgentPost("li", "It suits you.");

        var order = Reported(_story.Order("42", 1999));

        Assert.Equal((SaleBy.Both, "answer 1", "li"), (order.By, order.EntryId, order.Agent));
    }

    [Fact]
    public void ReportOrder_AnAgentAlone_IsTheHumans()
    {
        _story.ServedBy("li").AgentPost("li", "It suits you.");

        Assert.Equal((SaleBy.Human, null), (Reported(_story.Order("42", 1999)).By, _story.State.Orders[0].EntryId));
    }

    [Fact]
    public void Cancel_AfterARefund_TakesBackWhatIsLeft()
    {
        _story.Post("answer 1");
        _story.Order("42", 1999);

        var refund = Reported(_story.Order("42", 500, OrderEventKind.Refunded, refund: "r1"));
        var cancel = Reported(_story.Order("42", 0, OrderEventKind.Cancelled));

        Assert.Equal((-500, "answer 1"), (refund.AmountMinor, refund.EntryId));
        Assert.Equal(-1499, cancel.AmountMinor);
        Assert.Equal(CommandOutcome.Repeated, _story.Order("42", 0, OrderEventKind.Cancelled).Outcome);
    }

    [Fact]
    public void Refund_Repeated_CountsOnce()
    {
        _story.Post("answer 1");
        _story.Order("42", 1000);
        _story.Order("42", 500, OrderEventKind.Refunded, refund: "r1");

        Assert.Equal(CommandOutcome.Repeated, _story.Order("42", 500, OrderEventKind.Refunded, refund: "r1").Outcome);
    }

    [Fact]
    public void Refund_OfMoreThanIsLeft_IsRefused()
    {
        _story.Post("answer 1");
        _story.Order("42", 1000);
        _story.Order("42", 600, OrderEventKind.Refunded, refund: "r1");

        Assert.Equal(CommandOutcome.Invalid, _story.Order("42", 600, OrderEventKind.Refunded, refund: "r2").Outcome);
    }

    [Theory]
    [InlineData("", 1, "CNY")]
    [InlineData("a b", 1, "CNY")]
    [InlineData("42", 0, "CNY")]
    [InlineData("42", -5, "CNY")]
    [InlineData("42", long.MaxValue, "CNY")]
    [InlineData("42", 1, "cny")]
    [InlineData("42", 1, "XXQ")]
    [InlineData("42", 1, null)]
    public void ReportOrder_OutOfBounds_IsRefused(string id, long amount, string? currency)
    {
        _story.Post("answer 1");

        Assert.Equal(CommandOutcome.Invalid, _story.Order(id, amount, currency: currency!).Outcome);
    }

    [Fact]
    public void ReportOrder_OfTheFuture_IsRefused()
    {
        _story.Post("answer 1");

        Assert.Equal(CommandOutcome.Invalid, _story.Order("42", 1, at: _story.Now + TimeSpan.FromHours(1)).Outcome);
    }

    [Fact]
    public void Orders_WithoutEnd_StayBounded()
    {
        _story.Post("answer 1");
        for (var i = 0; i < 3 * KnownOrders.Max; i++) _story.Order($"o{i}", 1);

        Assert.Equal(KnownOrders.Max, _story.State.Orders.Length);
    }

    [Theory]
    [InlineData("12.34", "CNY", 1234L)]
    [InlineData("1234", "JPY", 1234L)]
    [InlineData("1.234", "KWD", 1234L)]
    [InlineData("1.5", "JPY", null)]
    [InlineData("1.234", "CNY", null)]
    [InlineData("1", "???", null)]
    public void ToMinor_Decimal_FollowsTheCurrency(string amount, string code, long? minor) =>
        Assert.Equal(minor, Currency.ToMinor(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), code));

    private static OrderReported Reported(Decision decision) => Assert.IsType<OrderReported>(Assert.Single(decision.Events));
}
