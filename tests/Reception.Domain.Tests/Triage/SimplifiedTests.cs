using Reception.Domain.Triage.Text;

namespace Reception.Domain.Tests.Triage;

/// <summary>Traditional characters mean what their simplified ones mean.</summary>
public sealed class SimplifiedTests
{
    [Theory]
    [InlineData("請問這個訂單什麼時候發貨", "请问这个订单什么时候发货")]
    [InlineData("買了三天還沒開始運送，線上能查嗎", "买了三天还没开始运送 线上能查吗")]
    [InlineData("質量問題可以退貨退款麼", "质量问题可以退货退款么")]
    [InlineData("運費誰來負擔，贈品怎麼領取", "运费谁来负担 赠品怎么领取")]
    public void Normalize_Traditional_ReadsAsSimplified(string traditional, string simplified) =>
        Assert.Equal(simplified, TextNormalizer.Normalize(traditional));

    [Fact]
    public void Normalize_EveryIdeograph_IsDoneAtOnce()
    {
        for (var c = '\u4E00'; c <= '\u9FFF'; c++)
        {
            var once = TextNormalizer.Normalize(c.ToString());
            Assert.Equal(once, TextNormalizer.Normalize(once));
        }
    }
}
