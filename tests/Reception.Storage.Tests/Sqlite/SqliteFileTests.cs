using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Reception.Domain.Journal;
using Reception.Storage.Sqlite;

namespace Reception.Storage.Tests.Sqlite;

/// <summary>The files: whose they are, who may read them, which are refused, and how the host opens and closes them.</summary>
public sealed class SqliteFileTests : IAsyncDisposable
{
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
    private readonly StoreFolder _folder = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Open_FolderInUse_IsRefusedWithAClearText()
    {
        await new SqliteConversationJournal(_folder.Open()).AppendAsync(Events.Of("demo/web/c", 0, "x"), Stop);

        var error = Assert.Throws<StoreInUseException>(() => _folder.OpenAside(_folder.Path));

        Assert.Contains(_folder.Path, error.Message, StringComparison.Ordinal);
        Assert.Contains($"process {Environment.ProcessId}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_AfterTheOwnerClosed_Works()
    {
        _folder.Open();
        Assert.Equal(0, (await _folder.ReopenAsync()).Conversations);
    }

    [Fact]
    public async Task Open_NewFolder_IsForItsOwnerOnly()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "File modes are of Unix.");
        await using var store = _folder.OpenAside(_folder["new"]);
        await new SqliteConversationJournal(store).AppendAsync(Events.Of("demo/web/c", 0, "x"), Stop);

        Assert.Equal(UnixFileMode.None, new DirectoryInfo(_folder["new"]).UnixFileMode & Others);
        Assert.All(Directory.GetFiles(_folder["new"]), file => Assert.Equal(UnixFileMode.None, new FileInfo(file).UnixFileMode & Others));
    }

    [Fact]
    public async Task Open_NewerFile_IsRefusedAndLeftAlone()
    {
        _folder.Open();
        await _folder.DisposeStoreAsync();
        Run("PRAGMA user_version=99");
        var before = await File.ReadAllBytesAsync(_folder["reception.db"], Stop);

        var error = Assert.Throws<StoreFileException>(() => _folder.Open());

        Assert.Contains("newer", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(_folder["reception.db"], Stop));
    }

    [Fact]
    public void Open_DatabaseOfAnotherProgram_IsRefused()
    {
        Run("CREATE TABLE theirs(x)");

        Assert.Contains("another program", Assert.Throws<StoreFileException>(() => _folder.Open()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Open_NoDatabase_IsRefusedAndTheFolderIsFreeAgain()
    {
        await File.WriteAllTextAsync(_folder["reception.db"], string.Concat(Enumerable.Repeat("this is no database ", 500)), Stop);
        Assert.Throws<StoreFileException>(() => _folder.Open());
        File.Delete(_folder["reception.db"]);

        Assert.Equal(0, _folder.Open().Conversations);
    }

    [Fact]
    public void Validate_EverythingWrong_SaysItAllAtOnce()
    {
        var result = new SqliteStoreOptionsValidator().Validate(null, new SqliteStoreOptions { QueueCapacity = 0, Readers = 65, CheckpointBytes = 1, SnapshotRows = 0, MaxFileBytes = -1 });

        Assert.Equal(["DataFolder", "QueueCapacity", "Readers", "CheckpointBytes", "SnapshotRows", "MaxFileBytes"],
            result.Failures!.Select(failure => failure.Split(':')[2]));
    }

    [Fact]
    public async Task Host_WithoutADataFolder_DoesNotStart()
    {
        using var host = Host(options => options.DataFolder = "");

        await Assert.ThrowsAsync<OptionsValidationException>(() => host.StartAsync(Stop));
    }

    [Fact]
    public async Task Host_Stopped_HasFlushedAndFreedTheFolder()
    {
        using (var host = Host(options => options.DataFolder = _folder.Path))
        {
            await host.StartAsync(Stop);
            await host.Services.GetRequiredService<IConversationJournal>().AppendAsync(Events.Of("demo/web/c", 0, "x"), Stop);
            await host.StopAsync(Stop);
        }

        var store = _folder.Open();
        Assert.Equal((0, 1), (store.Reread, store.Conversations));
    }

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    private static IHost Host(Action<SqliteStoreOptions> configure)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddReceptionSqliteStore(configure);
        return builder.Build();
    }

    private void Run(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_folder["reception.db"]};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
