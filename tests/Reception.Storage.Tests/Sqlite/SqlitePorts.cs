using Reception.Domain.Journal;
using Reception.Storage.Sqlite;

namespace Reception.Storage.Tests.Sqlite;

public sealed class SqliteConversationJournalTests : ConversationJournalSpecification
{
    private readonly StoreFolder _folder = new();

    protected override ValueTask<IConversationJournal> OpenAsync() => new(new SqliteConversationJournal(_folder.Open()));

    protected override async ValueTask<IConversationJournal> ReopenAsync() => new SqliteConversationJournal(await _folder.ReopenAsync());

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
