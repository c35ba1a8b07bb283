using System.Security.Cryptography;

namespace Reception.Gateway.Auth;

/// <summary>A secret in a file that only its owner reads (mode 0600), made on first use.</summary>
public static class SecretFile
{
    /// <summary>256 random bits as base64.</summary>
    public static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    /// <summary>A random token of 43 characters.</summary>
    public static string NewToken() => System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>The secret in the file; whoever makes it first wins.</summary>
    public static string ReadOrMake(string path, Func<string> make)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
        if (!File.Exists(path)) TryMake(path, make());
        return File.ReadAllText(path).Trim();
    }

    private static void TryMake(string path, string secret)
    {
        var draft = $"{path}.{Environment.ProcessId}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(path: draft, options)) writer.Write(secret);
        try
        {
            File.Move(draft, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(draft);
        }
    }
}
