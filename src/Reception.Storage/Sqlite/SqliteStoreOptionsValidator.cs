using Microsoft.Extensions.Options;

namespace Reception.Storage.Sqlite;

/// <summary>Says everything that is wrong at once, at start.</summary>
internal sealed class SqliteStoreOptionsValidator : IValidateOptions<SqliteStoreOptions>
{
    public ValidateOptionsResult Validate(string? name, SqliteStoreOptions options)
    {
        var errors = new List<string>();
        Require(!string.IsNullOrWhiteSpace(options.DataFolder), "DataFolder: name the folder of the data files.");
        Require(options.DataFolder.IndexOfAny(Path.GetInvalidPathChars()) < 0, "DataFolder: the path has characters that no path may have.");
        Require(options.QueueCapacity is >= 1 and <= 1_000_000, "QueueCapacity: 1 to 1,000,000.");
        Require(options.Readers is >= 1 and <= 64, "Readers: 1 to 64.");
        Require(options.CheckpointBytes >= 64 << 10, "CheckpointBytes: 65,536 or more.");
        Require(options.SnapshotRows >= 1, "SnapshotRows: 1 or more.");
        Require(options.MaxFileBytes >= 0, "MaxFileBytes: 0 (no bound) or more.");
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);

        void Require(bool holds, string error)
        {
            if (!holds) errors.Add($"{SqliteStoreOptions.Section}:{error}");
        }
    }
}
