using System.Globalization;
using System.Security.Cryptography;

namespace Reception.Clustering.Link;

/// <summary>
/// What lies in the data folder for those who look for the store, readable by their owner only (mode 0600): <c>store.secret</c>, made by
/// whoever comes first and kept, and <c>store.port</c>, written by each start of the store.
/// </summary>
public static class StoreFiles
{
    private const string SecretName = "store.secret";
    private const string PortName = "store.port";

    /// <summary>The folder's secret: 32 random bytes.</summary>
    public static byte[] ReadOrMakeSecret(string folder)
    {
        var path = Path.Combine(folder, SecretName);
        if (!File.Exists(path)) Put(path, Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)), overwrite: false);
        return Convert.FromBase64String(File.ReadAllText(path));
    }

    /// <summary>Where the store of this folder listens, on loopback; null: no store has said so yet.</summary>
    public static int? ReadPort(string folder) =>
        Path.Combine(folder, PortName) is var path && File.Exists(path) && int.TryParse(File.ReadAllText(path), CultureInfo.InvariantCulture, out var port) ? port : null;

    public static void WritePort(string folder, int port) => Put(Path.Combine(folder, PortName), port.ToString(CultureInfo.InvariantCulture), overwrite: true);

    private static void Put(string path, string text, bool overwrite)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var draft = $"{path}.{Environment.ProcessId}";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var writer = new StreamWriter(draft, options)) writer.Write(text);
        try
        {
            File.Move(draft, path, overwrite);
        }
        catch (IOException) when (!overwrite && File.Exists(path))
        {
            File.Delete(draft); // somebody else was first
        }
    }
}
