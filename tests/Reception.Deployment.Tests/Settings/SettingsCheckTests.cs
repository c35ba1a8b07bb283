using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Reception.Gateway.Configuration;
using Reception.Silo.Configuration;

namespace Reception.Deployment.Tests.Settings;

/// <summary>What is wrong with a configuration is said at once, in words.</summary>
public sealed class SettingsCheckTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("reception-settings-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Check_ManyErrorsOfEveryKind_AreSaidTogether()
    {
        var errors = SettingsBoundsTests.Check(
            ("Reception:SiloPort", "many"), ("Reception:Drain:Grace", "30"), ("Reception:Demo", "perhaps"), ("Reception:Storage:Kind", "redis"), ("Reception:Drian:Grace", "00:00:30"),
            ("Reception:Url", "nowhere"), ("Reception:AdminToken", "short"), ("Reception:Storage:Readers", "0"), ("Reception:LanguageModel:Endpoint", "http://models.example"), ("Reception:Telemetry:MostShops", "-1"));

        Assert.True(errors.Count == 10, string.Join('\n', errors));
        Assert.Contains("Reception:SiloPort 'many' is no number within -2147483648 to 2147483647.", errors);
        Assert.Contains("Reception:Drain:Grace '30' is no time (00:00:30 is half a minute).", errors);
        Assert.Contains("Reception:Demo 'perhaps' is neither true nor false.", errors);
        Assert.Contains("Reception:Storage:Kind 'redis' is none of sqlite, azure, azurite.", errors);
        Assert.Contains("Reception:Drian:Grace is no setting; docs/configuration.md lists them all.", errors);
        Assert.DoesNotContain(errors, error => error.Contains("short", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("Reception:Sockets:IdleTimeout", "00:00:25")]
    [InlineData("Reception:Sockets:IdleTimeout", "1.00:00:01")]
    [InlineData("Reception:Drain:Grace", "00:05:01")]
    [InlineData("Reception:AgentOrigins:0", "https://desk.example/page")]
    [InlineData("Reception:Telemetry:Shops:0", "a shop")]
    [InlineData("Reception:Orders:Url", "https://orders.example/")]
    public void Check_BoundsGivenByOthers_AndFormsOfTexts_AreRefused(string key, string value) => Assert.Single(SettingsBoundsTests.Check((key, value)));

    [Theory]
    [InlineData("1")]
    [InlineData("sqlite,azure")]
    [InlineData("")]
    public void Storage_WhatIsNoNameOfAStore_IsRefused(string text) => Assert.Contains($"Reception:Storage:Kind '{text}' is none of sqlite, azure, azurite.", SettingsBoundsTests.Check(("Reception:Storage:Kind", text)));

    [Theory]
    [InlineData("sqlite")]
    [InlineData("SQLite")]
    public void Storage_ItsName_IsTaken(string text) => Assert.Empty(SettingsBoundsTests.Check(("Reception:Storage:Kind", text)));

    [Fact]
    public void Check_ItemsAndNames_AreKnown() => Assert.Empty(SettingsBoundsTests.Check(
        ("Reception:AgentOrigins:0", "https://desk.example"), ("Reception:Orders:Shops:demo:Url", "https://orders.example/{customer}"), ("Reception:DemoPage:Shops:0:Agents:1", "lin"), ("reception:telemetry:shops:3", "demo")));

    [Fact]
    public void Secrets_FilesOfTheFolder_WinOverTheEnvironment_AndOtherFilesAreLeftAlone()
    {
        File.WriteAllText(Path.Combine(_folder, "Reception__AdminToken"), "from-a-file-of-the-secrets-folder\n");
        File.WriteAllText(Path.Combine(_folder, "tls.pem"), "-----BEGIN");
        using var configuration = Configuration(("Reception:AdminToken", "from-the-environment-instead"));

        Assert.Empty(SiloSettings.Read(configuration, Production, out _));
        Assert.Equal("from-a-file-of-the-secrets-folder", configuration["Reception:AdminToken"]);
        Assert.Null(configuration["tls.pem"]);
    }

    [Fact]
    public void Secrets_AsKubernetesMountsThem_AreRead()
    {
        var version = Directory.CreateDirectory(Path.Combine(_folder, "..2026_01_01")).FullName;
        File.WriteAllText(Path.Combine(version, "Reception__AdminToken"), "a-token-behind-two-links-of-k8s");
        Directory.CreateSymbolicLink(Path.Combine(_folder, "..data"), version);
        File.CreateSymbolicLink(Path.Combine(_folder, "Reception__AdminToken"), Path.Combine("..data", "Reception__AdminToken"));
        using var configuration = Configuration();

        Assert.Empty(SiloSettings.Read(configuration, Production, out _));
        Assert.Equal("a-token-behind-two-links-of-k8s", configuration["Reception:AdminToken"]);
    }

    [Fact]
    public void Secrets_FolderThatIsNotThere_OrFileThatIsNoSetting_IsAnError()
    {
        using var lost = Configuration(("Reception:SecretsFolder", Path.Combine(_folder, "lost")));
        Assert.Contains(SiloSettings.Read(lost, Production, out _), error => error.StartsWith("Reception:SecretsFolder: there is no folder", StringComparison.Ordinal));

        File.WriteAllText(Path.Combine(_folder, "Reception__AdminTokn"), "a-secret-in-a-file-of-a-wrong-name");
        using var misspelt = Configuration();
        Assert.Equal(["Reception:AdminTokn is no setting; docs/configuration.md lists them all."], SiloSettings.Read(misspelt, Production, out _));
    }

    [Fact]
    public void Secrets_FileThatIsTooLong_IsAnError()
    {
        File.WriteAllText(Path.Combine(_folder, "Reception__AdminToken"), new string('x', 70_000));
        using var configuration = Configuration();
        Assert.Equal(["Reception:SecretsFolder: 'Reception__AdminToken' is longer than 65536 bytes."], SiloSettings.Read(configuration, Production, out _));
    }

    [Fact]
    public void DataFolder_ThatIsAFileOrBelowOne_IsAnError()
    {
        var file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "");
        foreach (var folder in new[] { file, Path.Combine(file, "below") })
            Assert.Equal([$"Reception:DataFolder '{folder}' is no folder that this user may write to; give another (--data FOLDER)."], SettingsBoundsTests.Check(("Reception:DataFolder", folder)));
        Assert.Empty(SettingsBoundsTests.Check(("Reception:DataFolder", Path.Combine(_folder, "new", "folder"))));
        Assert.False(Directory.Exists(Path.Combine(_folder, "new"))); // nothing was made
    }

    [Fact]
    public void Gateway_SlipsInItsOwnSections_AreErrors_AndSettingsOfSilosAreNot()
    {
        using var configuration = Configuration(("Reception:Sockets:FrameBrust", "1"), ("Reception:Scaling:MinSilos", "2"), ("Reception:Storage:Kind", "azure"), ("Reception:Drain:Spread", "5"));

        var errors = GatewaySettings.Read(configuration, Production, out _, out _);

        Assert.Equal(["Reception:Drain:Spread '5' is no time (00:00:30 is half a minute).", "Reception:Sockets:FrameBrust is no setting; docs/configuration.md lists them all."], errors);
    }

    private static HostingEnvironment Production => new() { EnvironmentName = Environments.Production };

    private ConfigurationManager Configuration(params (string Key, string Value)[] given)
    {
        var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(new Dictionary<string, string?> { ["Reception:TokenKey"] = Convert.ToBase64String(new byte[32]), [SecretsFolder.Key] = _folder });
        configuration.AddInMemoryCollection(given.ToDictionary(one => one.Key, string? (one) => one.Value));
        return configuration;
    }
}
