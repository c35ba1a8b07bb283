using Reception.Domain.Triage.Text;
using Reception.Tests;

namespace Reception.Domain.Tests.Triage;

public sealed class TextNormalizerTests
{
    [Theory]
    [InlineData("ＡＢＣ１２３", "abc123")]
    [InlineData("  Hello,   World!! ", "hello world")]
    [InlineData("Don't  can’t", "dont cant")]
    [InlineData("Café Ünïted", "cafe united")]
    [InlineData("什麼時候發貨？", "什么时候发货")]
    [InlineData("哈哈哈哈哈", "哈哈")]
    [InlineData("soooo goooood", "soo good")]
    [InlineData("٣ ३ ３", "3 3 3")]
    [InlineData("订单 20261111000123 呢", "订单 \uE000 呢")]
    [InlineData("ab\u200Bc\u202Ed\u0000e", "abcde")]
    [InlineData("z\u0334\u0335a\u0300l\u0301g\u0321o", "zalgo")]
    [InlineData("?！。…😀", "")]
    public void Normalize_Text_GivesItsOneForm(string text, string expected) => Assert.Equal(expected, TextNormalizer.Normalize(text));

    [Fact]
    public void Normalize_LoneSurrogates_AreDropped() => Assert.Equal("ab", TextNormalizer.Normalize("a\uD800b\uDC00"));

    [Fact]
    public void Normalize_EveryCharacter_IsIdempotent() =>
        Assert.DoesNotContain(Enumerable.Range(0, char.MaxValue + 1).Select(c => $"a{(char)c}b{(char)c}{(char)c}{(char)c}"), IsChangedAgain);

    [Fact]
    public void Normalize_RandomText_IsIdempotent()
    {
        var random = new Random(TestRun.SeedFor(nameof(Normalize_RandomText_IsIdempotent)));
        var texts = Enumerable.Range(0, TestRun.Cases(20_000, 500_000)).Select(_ => RandomText.Of(random, random.Next(900)));
        Assert.DoesNotContain(texts, IsChangedAgain);
    }

    [Theory]
    [InlineData('a')]
    [InlineData('7')]
    [InlineData(' ')]
    [InlineData('\u0301')]
    [InlineData('\u202E')]
    [InlineData('\uD83D')]
    [InlineData('货')]
    public void Normalize_TenKilobytesOfOneCharacter_StaysShort(char c) =>
        Assert.InRange(TextNormalizer.Normalize(new string(c, 10_240)).Length, 0, 2);

    [Fact]
    public void Normalize_LongText_IsCutAtItsBound() =>
        Assert.InRange(TextNormalizer.Normalize(string.Concat(Enumerable.Range(0, 5_000).Select(i => (char)('\u4E00' + i)))).Length, 1, TextNormalizer.MaxLength);

    private static bool IsChangedAgain(string text)
    {
        var once = TextNormalizer.Normalize(text);
        return TextNormalizer.Normalize(once) != once;
    }
}
