using Reception.Domain.Training;

namespace Reception.Domain.Tests.Training;

public sealed class MaskedTextTests
{
    [Theory]
    [InlineData("我的订单号是 202611110042 什么时候到", "我的订单号是 {number} 什么时候到")]
    [InlineData("订单JD0098765432到哪了", "订单{number}到哪了")]
    [InlineData("call me at +86 138-0013-8000 please", "call me at {number} please")]
    [InlineData("打我电话１３８００１３８０００", "打我电话{number}")]
    [InlineData("电话一三八零零一三八零零零", "电话{number}")]
    [InlineData("mail bo.li+x@example.co.uk now", "mail {mail} now")]
    [InlineData("发到abc@qq.com好吗", "发到{mail}好吗")]
    [InlineData("see https://shop.example/o/1?id=77 ok", "see {link} ok")]
    [InlineData("买3件多少钱", "买3件多少钱")]
    [InlineData("  two\n\nlines\t ", "two lines")]
    public void Of_PersonalNumbers_BecomeSlots(string text, string masked) => Assert.Equal(masked, MaskedText.Of(text, 200));

    [Fact]
    public void Of_LongText_IsCutBetweenCharacters()
    {
        var masked = MaskedText.Of(string.Concat(Enumerable.Repeat("😀", 200)), 121);

        Assert.Equal(120, masked.Length);
    }

    [Theory]
    [InlineData('1')]
    [InlineData('@')]
    [InlineData('一')]
    [InlineData(' ')]
    [InlineData('-')]
    [InlineData('\u202e')]
    public void Of_OneCharacterWithoutEnd_IsBounded(char c) => Assert.True(MaskedText.Of(new string(c, 100_000), 120).Length <= 120);

    [Fact]
    public void Of_RandomText_KeepsNoFiveDigits()
    {
        var random = new Random(7);
        for (var i = 0; i < 2_000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(60)).Select(_ => "0123456789 -ab订@.é"[random.Next(18)])]);
            Assert.DoesNotMatch(@"\d{5}", MaskedText.Of(text, 200));
        }
    }
}
