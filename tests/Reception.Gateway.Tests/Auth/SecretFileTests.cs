using Reception.Gateway.Auth;

namespace Reception.Gateway.Tests.Auth;

/// <summary>Secrets in files.</summary>
public sealed class SecretFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("reception-").FullName;

    [Fact]
    public void Secret_MadeOnce_StaysTheSame()
    {
        var path = Path.Combine(_folder, "deep", "token.key");

        Assert.Equal(SecretFile.ReadOrMake(path, SecretFile.NewKey), SecretFile.ReadOrMake(path, SecretFile.NewKey));
    }

    [Fact]
    public void Secret_OnDisk_IsItsOwnersAlone()
    {
        if (OperatingSystem.IsWindows()) return;
        var path = Path.Combine(_folder, "token.key");

        SecretFile.ReadOrMake(path, SecretFile.NewKey);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
