using Microsoft.Extensions.Logging;
using Reception.Contracts.Insight;
using Reception.Domain.Insight;
using Reception.Grains.Training;

namespace Reception.Grains.Insight;

/// <summary>What is usually asked of a shop, as stored.</summary>
public sealed class TopicsRecord
{
    public UsualTopics? Usual { get; set; }
}

/// <summary>
/// The board of hot topics of one shop, or of all. The windows live in memory and fill again in their own length after a move or a crash;
/// the usual shares are stored once a minute.
/// </summary>
internal sealed partial class TopicsGrain([PersistentState("topics", "Default")] IPersistentState<TopicsRecord> stored, TimeProvider time, ILogger<TopicsGrain> log) : Grain, ITopicsGrain
{
    private static readonly TimeSpan StoreEvery = TimeSpan.FromMinutes(1);
    private readonly List<TakenDelta> _taken = [];
    private TopicBoard _board = new();
    private IGrainTimer? _store;

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        if (stored.State.Usual is { } usual) _board = new(usual);
        return Task.CompletedTask;
    }

    public Task ApplyAsync(string silo, long number, TopicsDelta delta)
    {
        if (!_taken.TryTake(silo, number)) return Task.CompletedTask;
        try
        {
            _board.Apply(delta, time.GetUtcNow());
        }
        catch (ArgumentException e)
        {
            LogRefused(e, this.GetPrimaryKeyString(), silo); // sent again it would be no better
        }
        _store ??= this.RegisterGrainTimer(StoreAsync, new GrainTimerCreationOptions(StoreEvery, StoreEvery));
        return Task.CompletedTask;
    }

    public Task<TopicsView> GetAsync(TopicWindow window, int max) => Task.FromResult(_board.Read(window, max, time.GetUtcNow()));

    public Task<TopicConversations?> GetConversationsAsync(string topic) => Task.FromResult(_board.ReadConversations(topic));

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => StoreAsync(cancellationToken);

    private async Task StoreAsync(CancellationToken cancellation)
    {
        _board.Advance(time.GetUtcNow());
        if (_board.Usual.At == (stored.State.Usual?.At ?? default)) return;
        stored.State.Usual = UsualTopics.Of(_board);
        try
        {
            await stored.WriteStateAsync(cancellation);
        }
        catch
        {
            DeactivateOnIdle(); // another activation wrote, or the store is away: what is stored counts
            throw;
        }
    }

    [LoggerMessage(LogLevel.Error, "A delta of topics of {Shop} from silo {Silo} does not add up and is left out")]
    private partial void LogRefused(Exception exception, string shop, string silo);
}
