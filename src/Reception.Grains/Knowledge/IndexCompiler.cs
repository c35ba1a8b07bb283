using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Reception.Contracts.Ids;
using Reception.Contracts.Knowledge;
using Reception.Domain.Knowledge;
using Reception.Domain.Triage;
using Entry = Reception.Domain.Knowledge.KnowledgeEntry;

namespace Reception.Grains.Knowledge;

/// <summary>
/// Compiles knowledge versions, one at a time and outside all turns (it takes seconds for a thousand entries), and keeps the
/// newest index of each shop.
/// </summary>
internal sealed class IndexCompiler : BackgroundService
{
    private readonly Channel<Job> _jobs = Channel.CreateUnbounded<Job>(new() { SingleReader = true });
    private readonly ConcurrentDictionary<ShopId, TriageIndex> _newest = new();

    public async Task<TriageIndex> CompileAsync(ShopId shop, KnowledgeContent content)
    {
        if (_newest.TryGetValue(shop, out var known) && known.Knowledge.Version == content.Version) return known;
        var job = new Job(shop, content);
        _jobs.Writer.TryWrite(job);
        return await job.Done.Task;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var job in _jobs.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                job.Done.TrySetResult(Compile(job));
            }
            catch (Exception e)
            {
                job.Done.TrySetException(e);
            }
        }
    }

    private TriageIndex Compile(Job job)
    {
        if (_newest.TryGetValue(job.Shop, out var known) && known.Knowledge.Version == job.Content.Version) return known;
        var index = TriageIndex.Build(KnowledgeBase.Create(job.Content.Version, job.Content.Entries.Select(ToDomain)));
        _newest.AddOrUpdate(job.Shop, index, (_, old) => old.Knowledge.Version > index.Knowledge.Version ? old : index);
        return index;
    }

    private static Entry ToDomain(Contracts.Knowledge.KnowledgeEntry e) => new(
        e.Id, e.Question, e.Answer, [.. e.Similar ?? []], e.Topic, [.. e.Parts ?? []], e.From, e.Until, [.. e.Variants ?? []], [.. e.Next ?? []], e.WithoutOrder);

    private sealed record Job(ShopId Shop, KnowledgeContent Content)
    {
        public TaskCompletionSource<TriageIndex> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
