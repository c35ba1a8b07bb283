using Microsoft.Extensions.Configuration;
using Reception.Client.Hosting;
using Reception.Gateway.Hosting;

namespace Reception.Gateway.Tests.Hosting;

/// <summary>The command line and settings of a gateway process: everything that is wrong is said at once.</summary>
public sealed class ProcessOptionsTests
{
    [Fact]
    public void Switches_OnlyThoseThatExist()
    {
        CommandLine.TryAdd(new ConfigurationBuilder(), ["--port", "1", "--url", "--data", "x", "stray"], ProcessOptions.Switches, out var misuse);

        Assert.Equal(["Unknown: --port.", "--url needs a value.", "Unknown: stray."], misuse.SkipLast(1));
    }

    [Fact]
    public void Switches_SetTheirKeys()
    {
        var configuration = new ConfigurationBuilder();
        Assert.True(CommandLine.TryAdd(configuration, ["--url", "http://127.0.0.1:1", "--data=x"], ProcessOptions.Switches, out _));
        var read = configuration.Build();

        Assert.Equal(("http://127.0.0.1:1", "x"), (read["Reception:Url"], read["Reception:DataFolder"]));
    }

    [Fact]
    public void Validate_EverythingWrong_IsSaidAtOnce() =>
        Assert.Equal(3, new ProcessOptions { DataFolder = " ", Url = "nowhere", Cluster = "127.0.0.1" }.Validate(out _).Count);

    [Theory]
    [InlineData("127.0.0.1:30000", 1)]
    [InlineData("127.0.0.1:30000, [::1]:30001", 2)]
    public void Location_AddressesWithPorts_AreTaken(string text, int count) => Assert.Equal((true, count), (ClusterLocation.TryParse(text, out var location), location.Gateways.Count));

    [Theory]
    [InlineData("")]
    [InlineData("127.0.0.1")]
    [InlineData("localhost:30000")]
    [InlineData("127.0.0.1:30000,")]
    public void Location_AnythingElse_IsNone(string text) => Assert.False(ClusterLocation.TryParse(text, out _));
}
