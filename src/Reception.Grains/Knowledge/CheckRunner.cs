using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Reception.Contracts.Ids;
using Reception.Contracts.Knowledge;
using Reception.Contracts.Shops;
using Reception.Domain.Knowledge;
using Reception.Domain.Knowledge.Checks;
using Reception.Domain.Triage;
using Reception.Grains.Shops;

namespace Reception.Grains.Knowledge;

/// <summary>What is to be checked: the content stored under a version's number against what is in force.</summary>
internal sealed record CheckJob(ShopId Shop, long Number, long Version, long Against, RegressionCase[] Cases, string[] Asked);

/// <summary>Checks publications, one at a time and outside all turns, and tells the grain what was found until it has heard.</summary>
internal sealed partial class CheckRunner(IGrainFactory grains, PolicyCache policies, KnowledgeCache knowledge, IndexCompiler compiler, TimeProvider time, ILogger<CheckRunner> log) : BackgroundService
{
    private const int Attempts = 30;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly Channel<CheckJob> _jobs = Channel.CreateUnbounded<CheckJob>(new() { SingleReader = true });

    public void Start(CheckJob job) => _jobs.Writer.TryWrite(job);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var job in _jobs.Reader.ReadAllAsync(stoppingToken))
        {
            var (report, failure) = await TryCheckAsync(job);
            await TellAsync(job, report, failure, stoppingToken);
        }
    }

    private async Task<(KnowledgeReport? Report, string? Failure)> TryCheckAsync(CheckJob job)
    {
        try
        {
            return await CheckAsync(job);
        }
        catch (Exception e)
        {
            LogFailed(e, job.Number, job.Shop);
            return (null, "The check could not be finished; the log says why.");
        }
    }

    private async Task<(KnowledgeReport? Report, string? Failure)> CheckAsync(CheckJob job)
    {
        if (await policies.GetAsync(job.Shop) is not { Policy: var policy }) return (null, "The shop is not there.");
        if (await grains.GetGrain<IKnowledgeVersionGrain>($"{job.Shop}/{job.Version}").GetAsync() is not { } entries) return (null, "The content is not there.");
        var now = await compiler.CompileAsync(job.Shop, new(job.Version, entries));
        var before = job.Against == 0 ? null : await InForceAsync(job);
        var bot = policy.Bot;
        var thresholds = new TriageThresholds(bot.AnswerThreshold, bot.ClarifyThreshold, bot.SimpleThreshold, bot.MissesBeforeHandOver);
        var channels = ImportSetting.Of(policy.TimeZone, policy.Channels.Select(c => c.Name)).Channels;
        return (KnowledgeCheck.Run(new(now, before, thresholds, time.GetUtcNow(), job.Cases, job.Asked, channels)), null);
    }

    private async Task<TriageIndex?> InForceAsync(CheckJob job)
    {
        if ((await knowledge.GetAsync(job.Shop))?.Of(job.Against) is { } index) return index;
        return await grains.GetGrain<IKnowledgeGrain>(job.Shop.Value).GetContentAsync(job.Against) is { } content ? await compiler.CompileAsync(job.Shop, content) : null;
    }

    private async Task TellAsync(CheckJob job, KnowledgeReport? report, string? failure, CancellationToken stop)
    {
        for (var attempt = 1; attempt <= Attempts && !stop.IsCancellationRequested; attempt++)
        {
            try
            {
                await grains.GetGrain<IKnowledgeCheckedGrain>(job.Shop.Value).OnCheckedAsync(job.Number, report, failure);
                return;
            }
            catch (Exception e)
            {
                LogNotTold(e, job.Number, job.Shop);
                await Task.Delay(Pause, time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(LogLevel.Warning, "Publication {Number} of {Shop} could not be checked")]
    private partial void LogFailed(Exception exception, long number, ShopId shop);

    [LoggerMessage(LogLevel.Warning, "What the check of publication {Number} found could not be told to {Shop}; it is tried again")]
    private partial void LogNotTold(Exception exception, long number, ShopId shop);
}
