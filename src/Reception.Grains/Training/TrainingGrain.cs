using Microsoft.Extensions.Logging;
using Reception.Contracts.Ids;
using Reception.Contracts.Training;
using Reception.Domain.Training;
using Reception.Grains.Knowledge;
using Reception.Grains.Shops;

namespace Reception.Grains.Training;

/// <summary>
/// Adds up what silos tell of a shop's questions and answers. Stored every half minute and when the activation ends: a crash may lose
/// the newest counts, never a trainer's decision. This file takes deltas and stores; the others answer.
/// </summary>
internal sealed partial class TrainingGrain(
    [PersistentState("training-questions", "Default")] IPersistentState<TrainingQuestions> questions,
    [PersistentState("training-figures", "Default")] IPersistentState<TrainingFigures> figures,
    [PersistentState("training-decisions", "Default")] IPersistentState<TrainingDecisions> decisions,
    PolicyCache policies,
    KnowledgeCache knowledge,
    TimeProvider time,
    ILogger<TrainingGrain> log) : Grain, ITrainingGrain
{
    private static readonly TimeSpan StoreAfter = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private ClusterBook _clusters = null!;
    private FigureBook _figures = null!;
    private ProposalDesk _desk = null!;
    private IGrainTimer? _store;
    private bool _newQuestions;
    private bool _newFigures;

    private ShopId Shop => new(this.GetPrimaryKeyString());

    public override Task OnActivateAsync(CancellationToken cancellationToken)
    {
        _clusters = new(questions.State.Groups, questions.State.Uncounted);
        _figures = new(figures.State.Entries, figures.State.Versions, figures.State.Sales);
        _desk = new(decisions.State.Decided);
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) => StoreAsync(cancellationToken);

    public async Task ApplyAsync(string silo, long number, TrainingDelta delta)
    {
        var zone = await ZoneAsync();
        var today = Day.Of(time.GetUtcNow(), zone);
        if (delta.Questions.Length + delta.Answers.Length > 0 || delta.Dropped > 0) ApplyQuestions(silo, number, delta, zone, today);
        if (delta.Counts.Length + delta.Sales.Length > 0) ApplyFigures(silo, number, delta, today);
        _store ??= this.RegisterGrainTimer(StoreAsync, new GrainTimerCreationOptions(StoreAfter, Timeout.InfiniteTimeSpan));
    }

    private void ApplyQuestions(string silo, long number, TrainingDelta delta, TimeZoneInfo zone, string today)
    {
        if (!questions.State.Taken.TryTake(silo, number)) return;
        foreach (var question in delta.Questions) _clusters.Count(question, Day.Of(question.At, zone));
        foreach (var answer in delta.Answers) _clusters.Answer(answer);
        _clusters.Drop(today, delta.Dropped);
        _newQuestions = true;
    }

    private void ApplyFigures(string silo, long number, TrainingDelta delta, string today)
    {
        if (!figures.State.Taken.TryTake(silo, number)) return;
        foreach (var count in delta.Counts) _figures.Add(count, today);
        foreach (var sale in delta.Sales) _figures.Add(sale, today);
        _newFigures = true;
    }

    private async Task StoreAsync(CancellationToken cancellation)
    {
        _store?.Dispose();
        _store = null;
        try
        {
            if (_newQuestions) await StoreQuestionsAsync(cancellation);
            if (_newFigures) await StoreFiguresAsync(cancellation);
        }
        catch (Exception e)
        {
            LogNotStored(e, Shop);
            DeactivateOnIdle(); // another activation wrote, or the store is away: what is stored counts
        }
    }

    private async Task StoreQuestionsAsync(CancellationToken cancellation)
    {
        _newQuestions = false;
        questions.State.Groups = [.. _clusters.Groups];
        questions.State.Uncounted = new(_clusters.Uncounted);
        await questions.WriteStateAsync(cancellation);
    }

    private async Task StoreFiguresAsync(CancellationToken cancellation)
    {
        _newFigures = false;
        (figures.State.Entries, figures.State.Versions, figures.State.Sales) = ([.. _figures.Entries], [.. _figures.Versions], [.. _figures.Sales]);
        await figures.WriteStateAsync(cancellation);
    }

    private async Task<TimeZoneInfo> ZoneAsync() =>
        await policies.GetAsync(Shop).AsTask().WaitAsync(Patience, time) is { Policy.TimeZone: var id } && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) ? zone : TimeZoneInfo.Utc;

    [LoggerMessage(LogLevel.Warning, "What trainers of shop {Shop} were told since the last time could not be stored")]
    private partial void LogNotStored(Exception exception, ShopId shop);
}
