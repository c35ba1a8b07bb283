using System.Text;
using Reception.Gateway.Auth;
using Reception.Gateway.Tests.Fakes;
using Reception.Protocol.Errors;

namespace Reception.Gateway.Tests.Auth;

/// <summary>Tokens of the gateway: what is read is what was written, and nothing else is read.</summary>
public sealed class TokenTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void Token_Written_ReadsTheSame()
    {
        var tokens = Tokens(1);
        var (token, expires) = tokens.Write(Role.Agent, "anna", ["demo", "demo-en"], TimeSpan.FromHours(1));

        var subject = tokens.Read(token, out var error);

        Assert.Null(error);
        Assert.Equal((Role.Agent, "anna", expires), (subject!.Role, subject.Subject, subject.Expires));
        Assert.Equal(["demo", "demo-en"], subject.Shops);
    }

    [Fact]
    public void Token_AtItsEnd_HasExpired()
    {
        var tokens = Tokens(1);
        var (token, _) = tokens.Write(Role.Agent, "anna", ["demo"], TimeSpan.FromHours(1));
        _time.Advance(TimeSpan.FromHours(1));

        Assert.Null(tokens.Read(token, out var error));
        Assert.Equal(ErrorCodes.TokenExpired, error);
    }

    [Fact]
    public void Token_OfAnotherKey_IsBad()
    {
        var (token, _) = Tokens(2).Write(Role.Agent, "anna", ["demo"], TimeSpan.FromHours(1));

        Assert.Null(Tokens(1).Read(token, out var error));
        Assert.Equal(ErrorCodes.BadToken, error);
    }

    [Fact]
    public void Token_WithAnyCharacterChanged_IsBad()
    {
        var tokens = Tokens(1);
        var (token, _) = tokens.Write(Role.Customer, "v-1", ["demo"], TimeSpan.FromHours(1));
        for (var i = 0; i < token.Length; i++)
        {
            foreach (var other in "A.b_9 =")
            {
                if (token[i] == other) continue;
                var changed = new StringBuilder(token) { [i] = other }.ToString();
                Assert.True(tokens.Read(changed, out _) is null, $"'{changed}' was read as '{token}'.");
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("rt1")]
    [InlineData("rt1.")]
    [InlineData("rt1..")]
    [InlineData("rt1.e30.")]
    [InlineData("rt2.e30.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("rt1.e30.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("rt1.é.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void Token_ThatIsNone_IsBad(string token)
    {
        Assert.Null(Tokens(1).Read(token, out var error));
        Assert.Equal(ErrorCodes.BadToken, error);
    }

    [Fact]
    public void Token_SignedOverAnotherPrefix_IsBad()
    {
        var key = Key(1);
        var payload = "{\"r\":\"agent\",\"s\":\"anna\",\"h\":[\"demo\"],\"i\":0,\"e\":99999999999}"u8;

        Assert.Null(Tokens(1).Read(CompactToken.Write("ri1", payload, key), out _));
        Assert.NotNull(Tokens(1).Read(CompactToken.Write("rt1", payload, key), out _));
    }

    [Theory]
    [InlineData("{\"r\":\"admin\",\"s\":\"x\",\"h\":[],\"i\":0,\"e\":99999999999}")]
    [InlineData("{\"r\":\"none\",\"s\":\"x\",\"h\":[],\"i\":0,\"e\":99999999999}")]
    [InlineData("{\"r\":\"agent\",\"h\":[],\"i\":0,\"e\":99999999999}")]
    [InlineData("{\"r\":\"agent\",\"s\":\"x\",\"h\":[\"a/b\"],\"i\":0,\"e\":99999999999}")]
    [InlineData("{\"r\":\"agent\",\"s\":\"x\",\"h\":[null],\"i\":0,\"e\":99999999999}")]
    [InlineData("not json")]
    public void Token_SignedButOfAnotherForm_IsBad(string payload) =>
        Assert.Null(Tokens(1).Read(CompactToken.Write("rt1", Encoding.UTF8.GetBytes(payload), Key(1)), out _));

    private static byte[] Key(byte fill) => Enumerable.Repeat(fill, 32).ToArray();

    private SignedTokens Tokens(byte fill) => new(new FixedKey(Key(fill)), _time);

    private sealed class FixedKey(byte[] key) : ITokenKeySource
    {
        public ReadOnlyMemory<byte> Key => key;
    }
}
