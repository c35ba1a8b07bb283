using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;

namespace Reception.Silo.Storage.Azurite;

/// <summary>
/// Azurite's program: npm installs the version of our lock file on first use. Each version has a folder of its own, which appears
/// whole or not at all, so processes that install at the same moment do not meet.
/// </summary>
internal static class AzuriteProgram
{
    private const int LeastNode = 20;
    private static readonly string Shipped = Path.Combine(AppContext.BaseDirectory, "Storage", "Azurite");

    /// <summary>What ties it to this process.</summary>
    public static string Beside => Path.Combine(Shipped, "beside.js");

    /// <summary>The main file of Azurite below <paramref name="folder"/>, installed if it is not there.</summary>
    /// <exception cref="AzuriteException">Node is missing or too old, or npm could not install it.</exception>
    public static async Task<string> EnsureAsync(string folder, TimeSpan patience, TimeProvider time)
    {
        await CheckNodeAsync(patience, time);
        var version = Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(Path.Combine(Shipped, "package-lock.json"))))[..12];
        var home = Path.Combine(Path.GetFullPath(folder), version);
        var main = Path.Combine(home, "node_modules", "azurite", "dist", "src", "azurite.js");
        if (!File.Exists(main)) await InstallAsync(home, patience, time);
        return main;
    }

    private static async Task CheckNodeAsync(TimeSpan patience, TimeProvider time)
    {
        const string How = "--storage azurite needs Node.js 20 or newer, with npm, on the PATH (https://nodejs.org); --storage sqlite (the default) needs neither.";
        var (code, text) = await RunAsync("node", ["--version"], Shipped, patience, time) ?? throw new AzuriteException($"There is no 'node'. {How}");
        if (code != 0 || !int.TryParse(text.Trim().TrimStart('v').Split('.')[0], out var major) || major < LeastNode) throw new AzuriteException($"'node --version' says '{text.Trim()}'. {How}");
    }

    private static async Task InstallAsync(string home, TimeSpan patience, TimeProvider time)
    {
        Console.WriteLine($"azurite  | is installed into {home} (npm ci, once)");
        var draft = $"{home}.{Environment.ProcessId}";
        Directory.CreateDirectory(draft);
        foreach (var file in new[] { "package.json", "package-lock.json" }) File.Copy(Path.Combine(Shipped, file), Path.Combine(draft, file), overwrite: true);
        var npm = OperatingSystem.IsWindows() ? "npm.cmd" : "npm";
        var (code, text) = await RunAsync(npm, ["ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"], draft, patience, time)
            ?? throw new AzuriteException("There is no 'npm', which installs Azurite; it comes with Node.js (https://nodejs.org).");
        if (code != 0) throw new AzuriteException($"npm could not install Azurite (code {code}): {Last(text)}");
        try
        {
            Directory.Move(draft, home);
        }
        catch (IOException) when (Directory.Exists(home))
        {
            Directory.Delete(draft, recursive: true); // somebody else was first
        }
    }

    /// <summary>Code and text of a program that ends by itself; null when there is no such program.</summary>
    private static async Task<(int Code, string Text)?> RunAsync(string program, string[] arguments, string folder, TimeSpan patience, TimeProvider time)
    {
        using var process = new Process { StartInfo = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true, WorkingDirectory = folder } };
        try
        {
            process.Start();
        }
        catch (Win32Exception)
        {
            return null;
        }
        process.StandardInput.Close();
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        try
        {
            await process.WaitForExitAsync().WaitAsync(patience, time);
        }
        catch (TimeoutException)
        {
            process.Kill(entireProcessTree: true);
            throw new AzuriteException($"'{program} {arguments[0]}' did not end within {patience.TotalSeconds:0} s (Reception:Storage:Azurite:Patience).");
        }
        return (process.ExitCode, await output + await errors);
    }

    private static string Last(string text) => string.Join(" ", text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).TakeLast(4));
}
