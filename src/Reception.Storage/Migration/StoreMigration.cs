using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Reception.Domain.Agents;
using Reception.Domain.Journal;
using Reception.Domain.Time;
using Reception.Storage.GrainStates;
using Reception.Storage.Json;

namespace Reception.Storage.Migration;

/// <summary>The copy is not what it should be. The message says what differs; nothing of the source was changed.</summary>
public sealed class MigrationException(string message) : Exception(message);

/// <summary>What was moved, and the digest that both stores have.</summary>
public sealed record MigrationReport(long Appends, long Events, long States, long Agents, long OpenWork, string Digest);

/// <summary>
/// Copies a store into another, while no silo runs on either. The journal goes by the source's feed, a page at a time, and how far it has come
/// is kept in the target, so a move that was broken off is begun again with the same call. At the end both stores are read and their
/// digests compared. The target's projections are made anew from its journal.
/// </summary>
public sealed class StoreMigration(IStoreContents source, IStoreContents target, IRandomSource random, TimeProvider time)
{
    /// <summary>The provider under which the target keeps how far the move has come.</summary>
    public const string ProgressProvider = "migration";

    private const int Page = 500;
    private const int MostAtOnce = 16;
    private static readonly GrainStateKey ProgressKey = new(ProgressProvider, "store/journal", "progress");

    /// <summary>Providers whose states are moved.</summary>
    public IReadOnlyCollection<string> Providers { get; init; } = ["Default"];

    /// <summary>Throws <see cref="MigrationException"/> when the target has other data or the digests differ, <see cref="JournalUnavailableException"/> when a store fails.</summary>
    public async Task<MigrationReport> RunAsync(IProgress<long>? progress = null, CancellationToken cancellation = default)
    {
        await CopyJournalAsync(progress, cancellation).ConfigureAwait(false);
        await foreach (var (key, state) in source.StatesAsync(Providers, cancellation).ConfigureAwait(false)) await CopyAsync(key, state.Payload, cancellation).ConfigureAwait(false);
        await foreach (var agent in source.AgentsAsync(cancellation).ConfigureAwait(false)) await target.Episodes.StoreAgentAsync(agent, cancellation).ConfigureAwait(false);
        await foreach (var row in source.OpenWorkAsync(cancellation).ConfigureAwait(false)) await target.PutOpenWorkAsync(row, cancellation).ConfigureAwait(false);
        return await VerifyAsync(cancellation).ConfigureAwait(false);
    }

    private async Task CopyJournalAsync(IProgress<long>? progress, CancellationToken cancellation)
    {
        var stored = await target.States.ReadAsync(ProgressKey, cancellation).ConfigureAwait(false);
        var (position, tag) = stored is { } known ? (long.Parse(Encoding.UTF8.GetString(known.Payload.Span), CultureInfo.InvariantCulture), known.ETag) : (0L, null);
        var copied = 0L;
        await foreach (var page in FeedAsync(source, position, cancellation).ConfigureAwait(false))
        {
            foreach (var part in page.GroupBy(item => item.Conversation).Chunk(MostAtOnce))
                await Task.WhenAll(part.Select(items => CopyAsync(items, cancellation))).ConfigureAwait(false);
            position = page[^1].Position;
            tag = await PutAsync(ProgressKey, tag, Encoding.UTF8.GetBytes(position.ToString(CultureInfo.InvariantCulture)), cancellation).ConfigureAwait(false);
            progress?.Report(copied += page.Count);
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<FeedItem>> FeedAsync(IStoreContents store, long position, [EnumeratorCancellation] CancellationToken cancellation)
    {
        for (var isLast = false; ;)
        {
            var page = await store.Journal.ReadFeedAsync(position, Page, cancellation).ConfigureAwait(false);
            if (page.Count == 0)
            {
                if (isLast || store.Settling == TimeSpan.Zero) yield break;
                await Task.Delay(store.Settling, time, cancellation).ConfigureAwait(false);
                isLast = true;
                continue;
            }
            yield return page;
            (position, isLast) = (page[^1].Position, false);
        }
    }

    private async Task CopyAsync(IEnumerable<FeedItem> items, CancellationToken cancellation)
    {
        foreach (var item in items)
        {
            var append = new JournalAppend(item.Conversation, item.FirstSequence - 1, item.Events, item.Checkpoint, null);
            if (await target.Journal.AppendAsync(append, cancellation).ConfigureAwait(false) == AppendOutcome.Appended) continue;
            var last = await target.Journal.GetLastSequenceAsync(item.Conversation, cancellation).ConfigureAwait(false);
            if (last < item.FirstSequence + item.Events.Count - 1)
                throw new MigrationException($"The target has other data: a conversation ends at {last} there where {item.FirstSequence - 1} was expected. Give an empty target, or the one that this move was begun with.");
        }
    }

    private async Task CopyAsync(GrainStateKey key, ReadOnlyMemory<byte> payload, CancellationToken cancellation)
    {
        var there = await target.States.ReadAsync(key, cancellation).ConfigureAwait(false);
        if (there is { } state && state.Payload.Span.SequenceEqual(payload.Span)) return;
        await PutAsync(key, there?.ETag, payload, cancellation).ConfigureAwait(false);
    }

    private async Task<string> PutAsync(GrainStateKey key, string? expected, ReadOnlyMemory<byte> payload, CancellationToken cancellation)
    {
        var tag = random.NextId().ToString("N");
        var result = await target.States.ChangeAsync(key, expected, tag, payload, cancellation).ConfigureAwait(false);
        return result.Written ? result.Tag ?? tag : throw new MigrationException("The target is written by somebody else. Stop the silos that use it.");
    }

    private async Task<MigrationReport> VerifyAsync(CancellationToken cancellation)
    {
        var (mine, theirs) = (await DigestAsync(source, cancellation).ConfigureAwait(false), await DigestAsync(target, cancellation).ConfigureAwait(false));
        return mine == theirs ? mine : throw new MigrationException($"The copy differs. Source: {mine}; target: {theirs}.");
    }

    private async Task<MigrationReport> DigestAsync(IStoreContents store, CancellationToken cancellation)
    {
        var digest = new ContentDigest();
        var (appends, events) = (0L, 0L);
        await foreach (var page in FeedAsync(store, 0, cancellation).ConfigureAwait(false))
        {
            foreach (var item in page)
            {
                for (var i = 0; i < item.Events.Count; i++) digest.Add("event", item.Conversation, item.FirstSequence + i, item.Events[i].Span);
                if (item.Checkpoint) digest.Add("checkpoint", item.Conversation, item.FirstSequence, []);
                events += item.Events.Count;
            }
            appends += page.Count;
        }
        var (states, agents, open) = (0L, 0L, 0L);
        await foreach (var (key, state) in store.StatesAsync(Providers, cancellation).ConfigureAwait(false))
        {
            digest.Add("state", $"{key.Provider}\n{key.State}\n{key.Grain}", 0, state.Payload.Span);
            states++;
        }
        await foreach (var agent in store.AgentsAsync(cancellation).ConfigureAwait(false))
        {
            digest.Add("agent", agent.Id.Value, 0, Encoding.UTF8.GetBytes(StoredProfile.ToJson(agent)));
            agents++;
        }
        await foreach (var row in store.OpenWorkAsync(cancellation).ConfigureAwait(false))
        {
            digest.Add("open", row.Work, row.Epoch, OpenWorkJson.Write(row));
            open++;
        }
        return new MigrationReport(appends, events, states, agents, open, digest.ToString());
    }
}
