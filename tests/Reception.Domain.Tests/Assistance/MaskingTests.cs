using Reception.Contracts.Assistant;
using Reception.Domain.Assistance;

namespace Reception.Domain.Tests.Assistance;

public sealed class MaskingTests
{
    [Theory]
    [InlineData("call 13812345678 now", "call [number] now")]
    [InlineData("call 138 1234 5678 now", "call [number] now")]
    [InlineData("电话１３８１２３４５６７８", "电话[number]")]
    [InlineData("1\u200B3\u200B8\u200B12345678", "[number]")]
    [InlineData("ann.lee@mail.example?", "[mail]")]
    [InlineData("see https://a.example/x?y=1 please", "see [link] please")]
    [InlineData("size 42 or 43", "size 42 or 43")]
    [InlineData("a\r\nb\u0007", "a  b")]
    public void Mask_Message_HidesWhatNamesSomebody(string text, string masked) => Assert.Equal(masked, Masking.Mask(text));

    [Fact]
    public void Mask_HalfACharacter_IsReplaced() => Assert.Equal("\uFFFDx", Masking.Mask(string.Concat('\uD800', "x")));

    [Fact]
    public void Mask_LongText_IsCutBetweenCharacters()
    {
        var masked = Masking.Mask("x" + string.Concat(Enumerable.Repeat("😀", 2_000)));

        Assert.InRange(masked.Length, AssistantRequest.MaxTextLength - 1, AssistantRequest.MaxTextLength);
        Assert.False(char.IsHighSurrogate(masked[^1]));
    }
}
