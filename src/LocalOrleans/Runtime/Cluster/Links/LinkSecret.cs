using System.Security.Cryptography;

namespace LocalOrleans;

/// <summary>Where the secret of this machine's clusters lies.</summary>
internal sealed class LinkOptions
{
    /// <summary>The file's path; by default LOCALORLEANS_SECRET, else a file below the user's local application data.</summary>
    public string SecretFile { get; set; } = Environment.GetEnvironmentVariable("LOCALORLEANS_SECRET") is { Length: > 0 } path
        ? path
        : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "LocalOrleans", "secret");
}

/// <summary>
/// What processes of one user on one machine share and nobody else reads: 32 random bytes in a file of mode 0600, made on first use. Written to a name of its own
/// and then linked to its place, so that of several first users one wins and nobody reads half a secret.
/// </summary>
internal static class LinkSecret
{
    private const int Size = 32;

    public static byte[] Load(string path)
    {
        try
        {
            if (!File.Exists(path)) Create(path);
            var secret = File.ReadAllBytes(path);
            if (secret.Length != Size) throw new OrleansConfigurationException($"{path} is no secret of {Size} bytes: delete it, the next start makes a new one.");
            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & ~(UnixFileMode.UserRead | UnixFileMode.UserWrite)) != 0)
                throw new OrleansConfigurationException($"{path} can be read by others: its mode has to be 0600.");
            return secret;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new OrleansConfigurationException($"The secret of this machine's clusters cannot be read or made at {path} (set LOCALORLEANS_SECRET to another place): {exception.Message}", exception);
        }
    }

    private static void Create(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var own = $"{path}.{Convert.ToHexString(RandomNumberGenerator.GetBytes(8))}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(own, options)) file.Write(RandomNumberGenerator.GetBytes(Size));
        try
        {
            File.Move(own, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(own);
        }
    }
}
