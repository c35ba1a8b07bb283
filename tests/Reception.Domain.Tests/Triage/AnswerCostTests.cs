using Reception.Contracts.Shops;
using Reception.Domain.Triage;

namespace Reception.Domain.Tests.Triage;

public sealed class AnswerCostTests
{
    [Theory]
    [InlineData(0.1)]
    [InlineData(1)]
    [InlineData(9)]
    [InlineData(100)]
    public void Thresholds_AtTheAnswerThreshold_AnsweringCostsAsMuchAsHandingOver(double cost)
    {
        var thresholds = AnswerCost.Thresholds(cost);
        Assert.Equal(1, (1 - thresholds.Answer) * (cost + 1), 9);
        Assert.Empty(thresholds.Validate());
    }

    [Fact]
    public void Thresholds_WorseWrongAnswers_NeedMoreConfidence() => Assert.True(AnswerCost.Thresholds(2).Answer < AnswerCost.Thresholds(3).Answer);

    [Theory]
    [InlineData(0)]
    [InlineData(101)]
    [InlineData(double.NaN)]
    public void Thresholds_CostOutOfBounds_Throws(double cost) => Assert.Throws<ArgumentOutOfRangeException>(() => AnswerCost.Thresholds(cost));

    [Fact]
    public void ThresholdsOf_PolicyWithCost_FollowFromIt() => Assert.Equal(0.75, AnswerCost.ThresholdsOf(new BotPolicy(AnswerThreshold: 0.6, WrongAnswerCost: 3)).Answer, 9);

    [Fact]
    public void ThresholdsOf_PolicyWithoutCost_AreAsStated() => Assert.Equal(0.6, AnswerCost.ThresholdsOf(new BotPolicy(AnswerThreshold: 0.6)).Answer);
}
