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
