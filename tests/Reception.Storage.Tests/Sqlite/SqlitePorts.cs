using Reception.Domain.Journal;
using Reception.Storage.Sqlite;

namespace Reception.Storage.Tests.Sqlite;

public sealed class SqliteConversationJournalTests : ConversationJournalSpecification
{
    private readonly StoreFolder _folder = new();

    protected override ValueTask<IConversationJournal> OpenAsync() => new(new SqliteConversationJournal(_folder.Open()));

    protected override async ValueTask<IConversationJournal> ReopenAsync() => new SqliteConversationJournal(await _folder.ReopenAsync());

    protected override ValueTask<IConversationJournal> OpenSecondAsync() => new(new SqliteConversationJournal(_folder.Store));

    public override ValueTask DisposeAsync() => _folder.DisposeAsync();
}

public sealed class SqliteOpenWorkIndexTests : OpenWorkIndexSpecification
{
    private readonly StoreFolder _folder = new();

    protected override ValueTask<(IConversationJournal Journal, IOpenWorkIndex Index)> OpenAsync()
    {
        var store = _folder.Open();
        return new((new SqliteConversationJournal(store), new SqliteOpenWorkIndex(store)));
    }

    public override ValueTask DisposeAsync() => _folder.DisposeAsync();
}

public sealed class SqliteEpisodeStoreTests : EpisodeStoreSpecification
{
    private readonly StoreFolder _folder = new();

    protected override ValueTask<IEpisodeStore> OpenAsync() => new(new SqliteEpisodeStore(_folder.Open()));

    public override ValueTask DisposeAsync() => _folder.DisposeAsync();
}

public sealed class SqliteKilledWriterTests : KilledWriterSpecification
{
    private readonly StoreFolder _folder = new();

    protected override ValueTask<System.Diagnostics.Process> StartAsync(int round) =>
        new(SequentialChild.Start(SequentialChild.DotNet, SequentialChild.Assembly, "journal-sequential", "1000000", _folder[$"data{round}"]));

    protected override async ValueTask<IConversationJournal> OpenAsync(int round)
    {
        await _folder.DisposeStoreAsync();
        return new SqliteConversationJournal(_folder.OpenAt(_folder[$"data{round}"]));
    }

    public override ValueTask DisposeAsync() => _folder.DisposeAsync();
}

public sealed class SqliteCustomerDataTests : CustomerDataSpecification
{
    private readonly StoreFolder _folder = new();

    protected override ValueTask<Ports> OpenAsync() => new(Open(_folder.Open()));

    protected override async ValueTask<Ports> ReopenAsync() => Open(await _folder.ReopenAsync());

    /// <summary>Every file of the folder, as it is while the store is open.</summary>
    protected override ValueTask<IReadOnlyList<byte[]>> BytesAsync() => new([.. Directory.GetFiles(_folder.Path).Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)).Select(Read)]);

    public override ValueTask DisposeAsync() => _folder.DisposeAsync();

    private static Ports Open(SqliteStore store) => new(new SqliteConversationJournal(store), new SqliteOpenWorkIndex(store), new SqliteEpisodeStore(store), new SqliteWorkOrderStore(store), new SqliteCustomerData(store));

    private static byte[] Read(string path)
    {
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
