using System.Runtime.CompilerServices;
using Reception.Contracts.Agents;
using Reception.Domain.Journal;
using Reception.Storage.GrainStates;
using Reception.Storage.Sqlite;

namespace Reception.Storage.Migration;

/// <summary>The embedded store's contents.</summary>
public sealed class SqliteContents(SqliteStore store) : IStoreContents
{
    private const int Page = 100;

    public TimeSpan Settling => TimeSpan.Zero;

    public IConversationJournal Journal { get; } = new SqliteConversationJournal(store);

    public IGrainStates States { get; } = new SqliteGrainStates(store);

    public IEpisodeStore Episodes { get; } = new SqliteEpisodeStore(store);

    public async IAsyncEnumerable<(GrainStateKey Key, StoredState State)> StatesAsync(IReadOnlyCollection<string> providers, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        var after = new GrainStateKey("", "", "");
        while (await store.Reads.ReadAsync(session => GrainStateSql.After(session, after, Page), cancellation).ConfigureAwait(false) is { Count: > 0 } page)
        {
            foreach (var state in page)
                if (providers.Contains(state.Key.Provider)) yield return state;
            after = page[^1].Key;
        }
    }

    public async IAsyncEnumerable<AgentProfile> AgentsAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        foreach (var agent in await store.Reads.ReadAsync(AgentSql.All, cancellation).ConfigureAwait(false)) yield return agent;
    }

    public async IAsyncEnumerable<OpenWork> OpenWorkAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        foreach (var row in await store.Reads.ReadAsync(OpenWorkSql.All, cancellation).ConfigureAwait(false)) yield return row;
    }

    public async ValueTask PutOpenWorkAsync(OpenWork row, CancellationToken cancellation = default) =>
        await store.Writer.WriteAsync(new Put(row), cancellation).ConfigureAwait(false);

    private sealed class Put(OpenWork row) : StoreWrite<bool>
    {
        public override void Apply(WriteSession session)
        {
            OpenWorkSql.Change(session, new OpenWorkChange(row.Work, row));
            Result = true;
        }
    }
}
