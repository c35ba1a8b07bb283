using Reception.Storage.Journal;

namespace Reception.Storage.Tests.Journal;

public sealed class SipHashTests
{
    /// <summary>From the reference implementation: key 00 … 0f, message 00 … (length - 1).</summary>
    [Theory]
    [InlineData(0, "A3817F04BA25A8E66DF67214C7550293")]
    [InlineData(1, "DA87C1D86B99AF44347659119B22FC45")]
    public void Compute_ReferenceMessage_IsTheReferenceHash(int length, string expected)
    {
        var key = Enumerable.Range(0, 16).Select(i => (byte)i).ToArray();
        var message = Enumerable.Range(0, length).Select(i => (byte)i).ToArray();

        var hash = new SipHash(BitConverter.ToUInt64(key, 0), BitConverter.ToUInt64(key, 8)).Compute(message);

        Assert.Equal(expected, Convert.ToHexString([.. BitConverter.GetBytes((ulong)hash), .. BitConverter.GetBytes((ulong)(hash >> 64))]));
    }

    [Fact]
    public void Compute_EveryLengthUpTo64_IsDifferent()
    {
        var hash = new SipHash(1, 2);

        Assert.Equal(65, Enumerable.Range(0, 65).Select(length => hash.Compute(new byte[length])).Distinct().Count());
    }
}
