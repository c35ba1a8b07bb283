using Reception.Contracts.Knowledge;
using Reception.Contracts.Shops;
using Reception.Domain.Shops;
using Reception.Domain.Triage;

namespace Reception.Grains.Knowledge;

/// <summary>Dry runs.</summary>
internal sealed partial class KnowledgeGrain
{
    public Task<TriageReport> TryAsync(string text) => TryAfterAsync(null, text);

    public async Task<TriageReport> TryAfterAsync(string? previous, string text)
    {
        var policy = (await policies.GetAsync(Shop))?.Policy;
        var byCalendar = policy is null ? null : ShopCalendar.KnowledgeAt(policy, time.GetUtcNow(), head.State.ChangedAt);
        if ((byCalendar is { } version ? await GetContentAsync(version) : null) is not { } content && (content = await GetContentAsync(null)) is null) return TriageReports.Nothing;
        var bot = policy?.Bot ?? new BotPolicy();
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
}
