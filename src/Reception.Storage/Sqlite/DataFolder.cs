namespace Reception.Storage.Sqlite;

/// <summary>
/// The folder of the data files and the proof that this process alone uses it: an exclusive lock that the operating system takes
/// back when the process ends, however it ends. What this makes is for its owner only: folder 0700, files 0600.
/// </summary>
internal sealed class DataFolder : IDisposable
{
    private readonly FileStream _lock;

    private DataFolder(string path, FileStream owned)
    {
        Path = path;
        _lock = owned;
    }

    public string Path { get; }

    public string DataFile => System.IO.Path.Combine(Path, "reception.db");

    public string ProjectionsFile => System.IO.Path.Combine(Path, "projections.db");

    public string SnapshotFile => System.IO.Path.Combine(Path, "tails.snapshot");

    /// <summary>Throws <see cref="StoreInUseException"/> when another process (or store) has it.</summary>
    public static DataFolder Acquire(string path, int processId)
    {
        path = System.IO.Path.GetFullPath(path);
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else if (!Directory.Exists(path)) Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var ownerFile = System.IO.Path.Combine(path, "owner.txt");
        FileStream owned;
        try
        {
            owned = Open(System.IO.Path.Combine(path, "owner.lock"), FileShare.None);
        }
        catch (IOException error) when (error is not DirectoryNotFoundException)
        {
            throw new StoreInUseException(path, File.Exists(ownerFile) ? File.ReadAllText(ownerFile).Trim() : "unknown", error);
        }
        using (var owner = Open(ownerFile, FileShare.ReadWrite))
        {
            owner.SetLength(0);
            owner.Write(System.Text.Encoding.ASCII.GetBytes($"{processId}\n"));
        }
        return new DataFolder(path, owned);
    }

    /// <summary>Makes an empty file that only the owner may read, before SQLite opens it; its log files get the same mode.</summary>
    public static void Touch(string file) => Open(file, FileShare.ReadWrite).Dispose();

    public void Dispose() => _lock.Dispose();

    private static FileStream Open(string file, FileShare share)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = share };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(file, options);
    }
}
