using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.FileProviders;

namespace Reception.Gateway.Configuration;

/// <summary>
/// Settings from files, one a file, as containers get their secrets: the file <c>Reception__AdminToken</c> of the folder holds the value of
/// <c>Reception:AdminToken</c>. The folder is named by <see cref="Key"/>; files win over the environment, and other files in it are left alone.
/// </summary>
public static class SecretsFolder
{
    public const string Key = "Reception:SecretsFolder";

    private const string Prefix = "Reception__";
    private const long MostBytes = 64 * 1024;

    /// <summary>Adds the files, if a folder is named; what is wrong with it otherwise, never with a value in the words.</summary>
    public static IReadOnlyList<string> AddSecretsFolder(this IConfigurationBuilder builder, IConfiguration configuration)
    {
        if (configuration[Key] is not { Length: > 0 } folder) return [];
        var path = Path.GetFullPath(folder);
        if (!Directory.Exists(path)) return [$"{Key}: there is no folder '{folder}'."];
        var errors = Directory.EnumerateFiles(path, $"{Prefix}*").Order(StringComparer.Ordinal).Select(Refuse).OfType<string>().ToArray();
        if (errors.Length > 0) return errors;
        builder.AddKeyPerFile(source =>
        {
            source.FileProvider = new PhysicalFileProvider(path);
            source.IgnoreCondition = static name => !name.StartsWith(Prefix, StringComparison.Ordinal);
        });
        return [];
    }

    private static string? Refuse(string file)
    {
        try
        {
            using var stream = File.OpenRead(file);
            return stream.Length > MostBytes ? $"{Key}: '{Path.GetFileName(file)}' is longer than {MostBytes} bytes." : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return $"{Key}: '{Path.GetFileName(file)}' cannot be read by this user.";
        }
    }
}
