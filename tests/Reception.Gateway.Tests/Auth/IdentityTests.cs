using System.Text;
using Reception.Contracts.Ids;
using Reception.Gateway.Auth;
using Reception.Gateway.Shops;
using Reception.Gateway.Tests.Fakes;
using Reception.Protocol.Errors;

namespace Reception.Gateway.Tests.Auth;

/// <summary>Identities that shops sign: believed only with the right key, shop and time.</summary>
public sealed class IdentityTests
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private readonly ManualTime _time = new();
    private readonly FakeCluster _cluster;
    private readonly IdentityTokens _identities;

    public IdentityTests()
    {
        _cluster = new FakeCluster(_time);
        _identities = new IdentityTokens(new ShopDirectory(_cluster.Client, _time), _time);
    }

    [Fact]
    public async Task Identity_SignedByItsShop_IsTheHashedCustomer()
    {
        var (subject, _) = await _identities.ReadAsync(Sign("demo", "13800138000", "陈女士", Hour));

        Assert.Equal((Role.Customer, CustomerKey.Identified(new ShopId("demo"), "13800138000"), "陈女士"), (subject!.Role, subject.Subject, subject.Name));
        Assert.Equal(["demo"], subject.Shops);
        Assert.DoesNotContain("13800138000", subject.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Identity_WithAContactManager_BringsHim() => Assert.Equal("wang", (await _identities.ReadAsync(SignManaged("wang"))).Subject!.Manager);

    [Theory]
    [InlineData("")]
    [InlineData("no/agent")]
    public async Task Identity_WithAManagerThatIsNoAgent_IsBad(string manager) => Assert.Equal(ErrorCodes.BadToken, await ErrorOfAsync(SignManaged(manager)));

    [Fact]
    public async Task Identity_SignedWithAForgedKey_IsBad() => Assert.Equal(ErrorCodes.BadToken, await ErrorOfAsync(IdentityTokens.Write("demo", "1", null, _time.GetUtcNow(), Hour, new byte[32])));

    [Fact]
    public async Task Identity_OfAnotherShopsKey_IsBad()
    {
        _cluster.Shop("demo-en").Key = Convert.ToBase64String(Enumerable.Repeat((byte)9, 32).ToArray());

        Assert.Equal(ErrorCodes.BadToken, await ErrorOfAsync(Sign("demo-en", "1", null, Hour)));
    }

    [Fact]
    public async Task Identity_OfAShopThatIsNotThere_IsBad() => Assert.Equal(ErrorCodes.BadToken, await ErrorOfAsync(Sign("nowhere", "1", null, Hour)));

    [Fact]
    public async Task Identity_AfterItsEnd_HasExpired()
    {
        var token = Sign("demo", "1", null, Hour);
        _time.Advance(Hour);

        Assert.Equal(ErrorCodes.TokenExpired, await ErrorOfAsync(token));
    }

    [Fact]
    public async Task Identity_LongerThanADay_IsBad() => Assert.Equal(ErrorCodes.BadToken, await ErrorOfAsync(Sign("demo", "1", null, TimeSpan.FromHours(25))));

    [Fact]
    public async Task Identity_FromTheFuture_IsBad() =>
        Assert.Equal(ErrorCodes.BadToken, await ErrorOfAsync(IdentityTokens.Write("demo", "1", null, _time.GetUtcNow().AddMinutes(5), Hour, Convert.FromBase64String(_cluster.Shop("demo").Key))));

    [Fact]
    public async Task Identity_WithTheKeyRotated_Ends()
    {
        var token = Sign("demo", "1", null, Hour);
        Assert.Null(await ErrorOfAsync(token));

        await _cluster.Shop("demo").RotateIdentityKeyAsync();
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(ErrorCodes.BadToken, await ErrorOfAsync(token));
    }

    [Fact]
    public async Task Identity_WithThePayloadChanged_IsBad()
    {
        var parts = Sign("demo", "1", null, Hour).Split('.');
        var payload = Convert.ToBase64String(Encoding.UTF8.GetBytes("{\"shop\":\"demo\",\"sub\":\"2\",\"iat\":1762819200,\"exp\":1762822800}")).TrimEnd('=').Replace('+', '-').Replace('/', '_');

        Assert.Equal(ErrorCodes.BadToken, await ErrorOfAsync($"{parts[0]}.{payload}.{parts[2]}"));
    }

    private string SignManaged(string manager) => IdentityTokens.Write("demo", "1", null, _time.GetUtcNow(), Hour, Convert.FromBase64String(_cluster.Shop("demo").Key), manager);

    private string Sign(string shop, string customer, string? name, TimeSpan lifetime) =>
        IdentityTokens.Write(shop, customer, name, _time.GetUtcNow(), lifetime, Convert.FromBase64String(_cluster.Shop("demo").Key));

    private async Task<RefusalCode?> ErrorOfAsync(string token) => (await _identities.ReadAsync(token)).Error;
}
