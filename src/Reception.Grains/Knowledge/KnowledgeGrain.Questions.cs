using Microsoft.Extensions.Logging;
using Reception.Contracts.Knowledge;
using Reception.Contracts.Shops;
using Reception.Domain.Insight;
using Reception.Domain.Triage;

namespace Reception.Grains.Knowledge;

/// <summary>Dry runs, and what went unanswered. The tally is stored every few seconds, so a crash may lose the newest counts.</summary>
internal sealed partial class KnowledgeGrain
{
    private static readonly TimeSpan StoreQuestionsAfter = TimeSpan.FromSeconds(10);

    private UnansweredTally _questions = new([]);
    private IGrainTimer? _storeQuestions;

    public Task<TriageReport> TryAsync(string text) => TryAfterAsync(null, text);

    public async Task<TriageReport> TryAfterAsync(string? previous, string text)
    {
        if (await GetContentAsync(null) is not { } content) return TriageReports.Nothing;
        var bot = (await policies.GetAsync(Shop))?.Policy.Bot ?? new BotPolicy();
        var index = await compiler.CompileAsync(Shop, content);
        var thresholds = AnswerCost.ThresholdsOf(bot);
        var context = new TriageContext { Now = time.GetUtcNow() };
        if (!string.IsNullOrWhiteSpace(previous))
        {
            var before = index.Judge(previous, context, thresholds);
            var answered = before.Kind == TriageKind.Answer ? before.Entry!.Id : null;
            context = context with { Previous = new(previous, answered), Answered = answered is null ? default : [answered] };
        }
        return TriageReports.Of(index.Judge(text, context, thresholds), text, index, thresholds);
    }

    public Task OnUnansweredAsync(string text, string reason)
    {
        _questions.Count(text, reason, time.GetUtcNow());
        _storeQuestions ??= this.RegisterGrainTimer(StoreQuestionsAsync, new GrainTimerCreationOptions(StoreQuestionsAfter, Timeout.InfiniteTimeSpan));
        return Task.CompletedTask;
    }

    public Task<UnansweredQuestion[]> GetUnansweredAsync(int max) => Task.FromResult(_questions.Most(Math.Clamp(max, 1, UnansweredTally.Capacity)));

    private async Task StoreQuestionsAsync(CancellationToken cancellation = default)
    {
        if (_storeQuestions is null) return;
        _storeQuestions.Dispose();
        _storeQuestions = null;
        unanswered.State.Questions = _questions.Most(UnansweredTally.Capacity);
        try
        {
            await unanswered.WriteStateAsync(cancellation);
        }
        catch (Exception e)
        {
            LogNotStored(e);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The tally of unanswered questions could not be stored; the next count tries again")]
    private partial void LogNotStored(Exception exception);
}
