using Reception.Clustering.Network;

namespace Reception.Storage.Tests.Network;

/// <summary>What the network settings may be, by what the runtime can do; all that is wrong is said at once.</summary>
public sealed class NetworkOptionsTests : IDisposable
{
    private readonly TestCertificates _certificates = new();

    public void Dispose() => _certificates.Dispose();

    [Theory]
    [InlineData(NetworkAbilities.None)]
    [InlineData(NetworkAbilities.Machines)]
    public void Validate_Nothing_IsValid(NetworkAbilities can) => Assert.Empty(new NetworkOptions().Validate(can));

    [Fact]
    public void Validate_BeyondTheMachineOnLocal_NamesTheMicrosoftRuntimeForEachSetting()
    {
        var errors = new NetworkOptions { Advertise = "10.0.0.1", Listen = "0.0.0.0", Certificate = "silo.pem", AzureTables = "x", Dashboard = true }.Validate(NetworkAbilities.None);
        Assert.Equal(5, errors.Count);
        Assert.All(errors, error => Assert.Contains("-p:OrleansRuntime=Microsoft", error, StringComparison.Ordinal));
    }

    [Fact]
    public void Validate_LoopbackOnLocal_IsValid() => Assert.Empty(new NetworkOptions { Advertise = "127.0.0.1" }.Validate(NetworkAbilities.None));

    [Fact]
    public void Validate_NamesOutOfBounds_AreSaidTogether() =>
        Assert.Equal(2, new NetworkOptions { ClusterId = "", ServiceId = new string('x', 101) }.Validate(NetworkAbilities.None).Count);

    [Fact]
    public void Validate_OtherMachinesInTheClear_IsRefused() =>
        Assert.Contains("Certificate", Assert.Single(new NetworkOptions { Advertise = "10.0.0.1" }.Validate(NetworkAbilities.Machines)), StringComparison.Ordinal);

    [Fact]
    public void Validate_NoAddresses_SaysEach() =>
        Assert.Equal(2, new NetworkOptions { Advertise = "here", Listen = "there" }.Validate(NetworkAbilities.Machines).Count);

    [Fact]
    public void Validate_CertificateOfAnAuthority_IsValid() => Assert.Empty(Secured().Validate(NetworkAbilities.Machines));

    [Fact]
    public void Validate_CertificateWithoutKeyNameOrAuthority_SaysAllThree()
    {
        var network = new NetworkOptions { Certificate = _certificates.Authority, Authority = "missing.pem" };
        Assert.Equal(3, network.Validate(NetworkAbilities.Machines).Count);
    }

    [Fact]
    public void IsTrusted_SameAuthorityAndName_IsTrue()
    {
        using var own = NetworkCertificates.LoadOwn(Secured());
        Assert.True(NetworkCertificates.IsTrusted(own, default, TestCertificates.Name, NetworkCertificates.LoadAuthorities(_certificates.Authority)));
    }

    [Fact]
    public void IsTrusted_AnotherName_IsFalse()
    {
        using var own = NetworkCertificates.LoadOwn(Secured());
        Assert.False(NetworkCertificates.IsTrusted(own, default, "another.test", NetworkCertificates.LoadAuthorities(_certificates.Authority)));
    }

    [Fact]
    public void IsTrusted_AnotherAuthority_IsFalse()
    {
        using var others = new TestCertificates();
        using var own = NetworkCertificates.LoadOwn(Secured());
        Assert.False(NetworkCertificates.IsTrusted(own, default, TestCertificates.Name, NetworkCertificates.LoadAuthorities(others.Authority)));
    }

    private NetworkOptions Secured() => new()
    {
        Advertise = "127.0.0.1",
        Certificate = _certificates.Certificate,
        CertificateName = TestCertificates.Name,
        Authority = _certificates.Authority,
    };
}
