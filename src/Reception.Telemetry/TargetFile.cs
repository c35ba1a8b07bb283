using System.Text.Json;
using System.Text.Json.Nodes;

namespace Reception.Telemetry;

/// <summary>
/// Where this process is scraped, as one file of Prometheus' file-based discovery in the data folder. Written when it listens and deleted when it
/// stops in order; of a process that died the file stays, so that its absence is an alert, until the same process or the supervisor starts again.
/// </summary>
public sealed class TargetFile(string folder, string part, string? instance)
{
    /// <summary>The folder of the data folder whose <c>*.json</c> Prometheus reads.</summary>
    public const string Folder = "metrics";

    private readonly string _file = Path.Combine(folder, Folder, $"{instance ?? $"{part}-{Environment.ProcessId}"}.json");

    /// <summary>False: the folder takes no file. The process serves all the same, and its operator lists it.</summary>
    public bool TryWrite(string address, string scheme = "http")
    {
        try
        {
            Write(address, scheme);
            return true;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    public void Delete()
    {
        if (File.Exists(_file)) File.Delete(_file);
    }

    /// <summary>Forgets processes of an earlier run.</summary>
    public static void Clear(string folder)
    {
        var targets = Path.Combine(folder, Folder);
        if (!Directory.Exists(targets)) return;
        foreach (var file in Directory.GetFiles(targets, "*.json")) File.Delete(file);
    }

    private void Write(string address, string scheme)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_file)!);
        var labels = new JsonObject { ["part"] = part, ["process"] = Path.GetFileNameWithoutExtension(_file) };
        if (scheme != "http") labels["__scheme__"] = scheme;
        var targets = new JsonArray(new JsonObject { ["targets"] = new JsonArray(address), ["labels"] = labels });
        var draft = $"{_file}.{Environment.ProcessId}.tmp";
        File.WriteAllText(draft, targets.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
        File.Move(draft, _file, overwrite: true); // never half a file
    }
}
