using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Reception.Storage.Azure.Client;
using Reception.Tests;

namespace Reception.Storage.Tests.Azure;

/// <summary>
/// One Azurite on ports that the system chose, with a folder of its own under the temporary folder and two accounts. Installed once a lock
/// file (npm ci, below artifacts/). Stopped with SIGTERM: a killed one forgets what it acknowledged in its last seconds.
/// </summary>
internal sealed partial class AzuriteServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private static readonly string Key = Convert.ToBase64String(SHA256.HashData("reception tests"u8));

    private const int Terminate = 15;
    private readonly string _program;
    private readonly bool _keep;
    private Process? _process;

    private AzuriteServer(string program, string folder, bool keep) => (_program, Folder, _keep) = (program, folder, keep);

    public string Folder { get; }

    public int ProcessId => _process!.Id;

    public int BlobPort { get; private set; }

    public int TablePort { get; private set; }

    /// <summary>Why there is none here, or null.</summary>
    public static string? Missing => Find("node") is null ? "Node.js is not on the path: Azurite cannot run." : Find("npm") is null ? "npm is not on the path: Azurite cannot be installed." : null;

    public static async Task<AzuriteServer> StartAsync(string? folder = null, int blobPort = 0, int tablePort = 0)
    {
        var server = new AzuriteServer(await InstallAsync(), folder ?? Directory.CreateTempSubdirectory("reception-azurite-").FullName, folder is not null);
        await server.StartAsync(blobPort, tablePort);
        return server;
    }

    /// <summary>The first or second account, by its key.</summary>
    public StorageAccount Account(int number = 1) => StorageAccount.Parse(ConnectionString(number));

    public string ConnectionString(int number = 1) =>
        $"AccountName=account{number};AccountKey={Key};BlobEndpoint=http://127.0.0.1:{BlobPort}/account{number};TableEndpoint=http://127.0.0.1:{TablePort}/account{number}";

    /// <summary>The same data on the same ports again.</summary>
    public Task RestartAsync() => StartAsync(BlobPort, TablePort);

    public async Task StopAsync()
    {
        if (_process is null) return;
        if (Signal(_process.Id, Terminate) != 0) throw new InvalidOperationException("Azurite could not be told to stop.");
        await _process.WaitForExitAsync().WaitAsync(Patience);
        _process.Dispose();
        _process = null;
    }

    public async Task KillAsync()
    {
        _process!.Kill();
        await _process.WaitForExitAsync().WaitAsync(Patience);
        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        if (!_keep) Directory.Delete(Folder, recursive: true);
    }

    private async Task StartAsync(int blobPort, int tablePort)
    {
        var start = new ProcessStartInfo(Find("node")!) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["AZURITE_ACCOUNTS"] = $"account1:{Key};account2:{Key}";
        foreach (var argument in new[]
        {
            _program, "--blobHost", "127.0.0.1", "--queueHost", "127.0.0.1", "--tableHost", "127.0.0.1", "--blobPort", $"{blobPort}", "--queuePort", "0", "--tablePort", $"{tablePort}",
            "--location", Folder, "--silent", "--disableTelemetry", "--disableProductStyleUrl",
        }) start.ArgumentList.Add(argument);
        _process = Process.Start(start)!;
        var errors = _process.StandardError.ReadToEndAsync();
        var (blob, table) = (0, 0);
        while ((blob, table) is (0, _) or (_, 0))
        {
            if (await _process.StandardOutput.ReadLineAsync().WaitAsync(Patience) is not { } line) throw new InvalidOperationException($"Azurite ended: {await errors}");
            if (Listening().Match(line) is not { Success: true } match) continue;
            if (match.Groups[1].Value == "Blob") blob = int.Parse(match.Groups[2].Value, null);
            if (match.Groups[1].Value == "Table") table = int.Parse(match.Groups[2].Value, null);
        }
        (BlobPort, TablePort) = (blob, table);
        _ = _process.StandardOutput.ReadToEndAsync();
    }

    /// <summary>The program's path. Two test processes that begin at once install one after the other.</summary>
    private static async Task<string> InstallAsync()
    {
        var source = Path.Combine(TestRun.Root, "tests", "Reception.Storage.Tests", "Azure", "azurite");
        var digest = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(source, "package-lock.json"))))[..16];
        var folder = Directory.CreateDirectory(Path.Combine(TestRun.Root, "artifacts", "azurite", digest)).FullName;
        var program = Path.Combine(folder, "node_modules", "azurite", "dist", "src", "azurite.js");
        using var gate = await LockAsync(Path.Combine(folder, "lock"));
        var done = Path.Combine(folder, "installed");
        if (File.Exists(done)) return program;
        foreach (var file in new[] { "package.json", "package-lock.json" }) File.Copy(Path.Combine(source, file), Path.Combine(folder, file), overwrite: true);
        using var npm = Process.Start(new ProcessStartInfo(Find("npm")!, ["ci", "--no-audit", "--no-fund", "--ignore-scripts"]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
        var output = npm.StandardOutput.ReadToEndAsync();
        var errors = npm.StandardError.ReadToEndAsync();
        await npm.WaitForExitAsync().WaitAsync(Patience);
        if (npm.ExitCode != 0) throw new InvalidOperationException($"npm ci of Azurite failed ({npm.ExitCode}): {await errors} {await output}");
        await File.WriteAllTextAsync(done, "");
        return program;
    }

    private static async Task<FileStream> LockAsync(string file)
    {
        for (var started = Stopwatch.GetTimestamp(); ;)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (Stopwatch.GetElapsedTime(started) < Patience)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
            }
        }
    }

    private static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    private static extern int Signal(int process, int signal);

    [GeneratedRegex(@"Azurite (Blob|Table) service is successfully listening at http://127\.0\.0\.1:(\d+)")]
    private static partial Regex Listening();
}
