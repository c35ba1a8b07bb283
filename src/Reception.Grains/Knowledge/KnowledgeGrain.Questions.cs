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

    public async Task<TriageReport> TryAsync(string text)
    {
        if (await GetContentAsync(null) is not { } content)
            return new("hand-over", null, null, 0, ["NoKnowledge"], [], 0);
        var bot = (await policies.GetAsync(Shop))?.Policy.Bot ?? new BotPolicy();
        var index = await compiler.CompileAsync(Shop, content);
        var thresholds = new TriageThresholds(bot.AnswerThreshold, bot.ClarifyThreshold, bot.SimpleThreshold, bot.MissesBeforeHandOver);
        var decision = index.Judge(text, new TriageContext(), thresholds);
        return new(
            Name(decision.Kind), decision.Entry?.Id, decision.Reply, decision.Confidence, [decision.Reason.ToString()],
            [.. decision.Candidates.Select(c => new Contracts.Knowledge.TriageCandidate(c.Entry.Id, c.Entry.Question, c.Confidence, [c.Matched]))], content.Version);
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

    private static string Name(TriageKind kind) => kind switch
    {
        TriageKind.Answer => "answer",
        TriageKind.Clarify => "clarify",
        TriageKind.SmallTalk => "small-talk",
        _ => "hand-over",
    };

    [LoggerMessage(LogLevel.Warning, "The tally of unanswered questions could not be stored; the next count tries again")]
    private partial void LogNotStored(Exception exception);
}
