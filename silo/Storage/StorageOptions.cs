namespace Reception.Silo.Storage;

/// <summary>Where journal, open work, lists and the state of grains are kept.</summary>
public enum StorageKind
{
    /// <summary>The embedded store: files of the data folder.</summary>
    Sqlite = 0,
    /// <summary>Accounts of Azure Storage.</summary>
    Azure = 1,
    /// <summary>Azure Storage as Azurite answers it, a process beside this one; its files are in the data folder. For development and tests.</summary>
    Azurite = 2,
}

/// <summary>The choice of the store; configuration section <c>Reception:Storage</c>. This folder puts the chosen one behind a silo.</summary>
public sealed class StorageOptions
{
    public const string Section = "Reception:Storage";

    /// <summary>Which store. Default <c>sqlite</c>.</summary>
    public StorageKind Kind { get; set; }

    /// <summary>How Azurite is started, where it is.</summary>
    public AzuriteOptions Azurite { get; set; } = new();
}

/// <summary>The process beside a silo with <c>--storage azurite</c>; section <c>Reception:Storage:Azurite</c>.</summary>
public sealed class AzuriteOptions
{
    /// <summary>Where its program is installed on first use (npm ci), 130 MB; several data folders may share one. Null: <c>azurite/program</c> of the data folder.</summary>
    public string? ProgramFolder { get; set; }

    /// <summary>How long installing and starting may take, each. 10 s to 30 minutes, default 5 minutes.</summary>
    public TimeSpan Patience { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>All that is wrong, in words that say what to do.</summary>
    public IReadOnlyList<string> Validate() => Patience < TimeSpan.FromSeconds(10) || Patience > TimeSpan.FromMinutes(30)
        ? [$"{StorageOptions.Section}:Azurite:Patience {Patience} is out of bounds; give 00:00:10 to 00:30:00."]
        : [];
}
