using Reception.Domain.Journal;
using Reception.Storage.Azure.Journal;
using Reception.Storage.Azure.Rows;

namespace Reception.Storage.Tests.Azure;

public sealed class AzureConversationJournalTests(AzuriteFixture azurite) : ConversationJournalSpecification
{
    private readonly AzureFolder _folder = new(azurite);

    protected override async ValueTask<IConversationJournal> OpenAsync() => new AzureConversationJournal(await _folder.OpenAsync());

    protected override ValueTask<IConversationJournal> ReopenAsync() => OpenAsync();
}

public sealed class AzureTwoAccountsJournalTests(AzuriteFixture azurite) : ConversationJournalSpecification
{
    private readonly AzureFolder _folder = new(azurite);

    protected override async ValueTask<IConversationJournal> OpenAsync() => new AzureConversationJournal(await _folder.OpenAsync(accounts: 2));

    protected override ValueTask<IConversationJournal> ReopenAsync() => OpenAsync();
}

public sealed class AzureOpenWorkIndexTests(AzuriteFixture azurite) : OpenWorkIndexSpecification
{
    private readonly AzureFolder _folder = new(azurite);

    protected override async ValueTask<(IConversationJournal Journal, IOpenWorkIndex Index)> OpenAsync()
    {
        var store = await _folder.OpenAsync(accounts: 2);
        return (new AzureConversationJournal(store), new AzureOpenWorkIndex(store));
    }
}
