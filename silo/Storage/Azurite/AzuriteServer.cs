using System.Globalization;
using Reception.Gateway.Auth;
using Reception.Silo.Roles;
using Reception.Silo.Supervision;

namespace Reception.Silo.Storage.Azurite;

/// <summary>
/// Azurite as a process beside this one, on free loopback ports, its files in the data folder, with an account and a key of its own (mode
/// 0600). It is started again when it dies, on the same ports. It ends when it is asked to, and when this process ends in whatever way
/// (<c>beside.js</c>); nothing is left over.
/// </summary>
internal sealed class AzuriteServer : IAsyncDisposable
{
    private const string Account = "reception";
    private const string ConnectionFile = "connection";

    /// <summary>It saves what it holds in memory; then it is killed.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(30);

    private readonly Child _process;
    private string? _file;

    private AzuriteServer(Child process, string key, int blobs, int tables)
    {
        _process = process;
        Blobs = new Uri($"http://127.0.0.1:{blobs}/{Account}");
        Tables = new Uri($"http://127.0.0.1:{tables}/{Account}");
        ConnectionString = $"DefaultEndpointsProtocol=http;AccountName={Account};AccountKey={key};BlobEndpoint={Blobs};TableEndpoint={Tables};";
    }

    /// <summary>Where blobs are answered, the account's name included.</summary>
    public Uri Blobs { get; }

    /// <summary>Where tables are answered, likewise.</summary>
    public Uri Tables { get; }

    /// <summary>With the key: a secret.</summary>
    public string ConnectionString { get; }

    /// <summary>Installs it if that is needed, starts it, and waits until it answers.</summary>
    /// <exception cref="AzuriteException">It cannot be had; what it wrote has been shown.</exception>
    public static async Task<AzuriteServer> StartAsync(string dataFolder, AzuriteOptions options, TimeProvider time)
    {
        var folder = Path.Combine(Path.GetFullPath(dataFolder), "azurite");
        Make(Path.GetFullPath(dataFolder));
        Make(folder);
        var main = await AzuriteProgram.EnsureAsync(options.ProgramFolder ?? Path.Combine(folder, "program"), options.Patience, time);
        var key = SecretFile.ReadOrMake(Path.Combine(folder, "account.key"), SecretFile.NewKey);
        var (blobs, queues, tables) = (Ports.Resolve(null), Ports.Resolve(null), Ports.Resolve(null));
        var process = new Child("azurite", Command(main, Path.Combine(folder, "files"), blobs, queues, tables), Restart.AtOnce, time, new Dictionary<string, string> { ["AZURITE_ACCOUNTS"] = $"{Account}:{key}" });
        process.Start();
        var server = new AzuriteServer(process, key, blobs, tables) { _file = Path.Combine(folder, ConnectionFile) };
        try
        {
            if (await process.Ready.WaitAsync(options.Patience, time))
            {
                Write(server._file, server.ConnectionString);
                return server;
            }
        }
        catch (TimeoutException)
        {
            await server.DisposeAsync();
            throw new AzuriteException($"Azurite did not answer within {options.Patience.TotalSeconds:0} s (Reception:Storage:Azurite:Patience).");
        }
        await server.DisposeAsync();
        throw new AzuriteException("Azurite ended before it answered; its own words stand above.");
    }

    /// <summary>The connection string of the one that another process started for this data folder: a silo that joins shares it.</summary>
    /// <exception cref="AzuriteException">There is none.</exception>
    public static string Find(string dataFolder)
    {
        var file = Path.Combine(Path.GetFullPath(dataFolder), "azurite", ConnectionFile);
        return File.Exists(file) ? File.ReadAllText(file) : throw new AzuriteException($"No Azurite runs for {Path.GetFullPath(dataFolder)}; a cluster with one is started with --silos N --storage azurite.");
    }

    /// <summary>Asks it to end and waits, up to 30 s.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_file is not null) File.Delete(_file);
        await _process.StopAsync(Grace);
        _process.Dispose();
    }

    private static string[] Command(string main, string files, int blobs, int queues, int tables) =>
    [
        "node", AzuriteProgram.Beside, main, "--silent", "--disableTelemetry", "--location", files,
        "--blobHost", "127.0.0.1", "--blobPort", Text(blobs), "--queueHost", "127.0.0.1", "--queuePort", Text(queues), "--tableHost", "127.0.0.1", "--tablePort", Text(tables),
    ];

    /// <summary>Anew each time: the ports are others.</summary>
    private static void Write(string file, string text)
    {
        File.Delete(file);
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var writer = new StreamWriter(file, options);
        writer.Write(text);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Make(string folder)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
