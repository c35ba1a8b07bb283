using Reception.Contracts.Agents;
using Reception.Domain.Journal;
using Reception.Storage.GrainStates;

namespace Reception.Storage.Migration;

/// <summary>
/// All that a store keeps and cannot make again, to be moved: the journal, grain states, agents' profiles, open work. Episodes and work orders'
/// rows are made anew from the journal; membership is the cluster's. This folder moves a store to another.
/// </summary>
public interface IStoreContents
{
    /// <summary>
    /// How long an empty page of the feed may be followed by another: a writer that died may have left a record that its reader first waits for.
    /// </summary>
    TimeSpan Settling { get; }

    /// <summary>Read by its feed, written by appends.</summary>
    IConversationJournal Journal { get; }

    /// <summary>Grain states by key.</summary>
    IGrainStates States { get; }

    /// <summary>Where agents' profiles are written.</summary>
    IEpisodeStore Episodes { get; }

    /// <summary>Every grain state of the given providers.</summary>
    IAsyncEnumerable<(GrainStateKey Key, StoredState State)> StatesAsync(IReadOnlyCollection<string> providers, CancellationToken cancellation = default);

    /// <summary>Every agent's profile.</summary>
    IAsyncEnumerable<AgentProfile> AgentsAsync(CancellationToken cancellation = default);

    /// <summary>Every row of open work.</summary>
    IAsyncEnumerable<OpenWork> OpenWorkAsync(CancellationToken cancellation = default);

    /// <summary>Puts a row of open work without an append.</summary>
    ValueTask PutOpenWorkAsync(OpenWork row, CancellationToken cancellation = default);
}
