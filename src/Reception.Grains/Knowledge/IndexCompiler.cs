using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Reception.Contracts.Ids;
using Reception.Contracts.Knowledge;
using Reception.Domain.Knowledge;
using Reception.Domain.Triage;

namespace Reception.Grains.Knowledge;

/// <summary>
/// Compiles knowledge versions outside all turns and off the thread pool: one at a time on a thread of its own, and small bases
/// on a second one, so that a shop's first customer does not wait for another shop's thousand entries. A version that is asked
/// for by many at once is compiled once.
/// </summary>
internal sealed class IndexCompiler(Func<KnowledgeBase, TriageIndex> build) : IHostedService, IDisposable
{
    /// <summary>Questions, standard and similar, of a base that is small: a tenth of a second.</summary>
    public const int SmallUpTo = 1_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<(ShopId Shop, long Version), Job> _underWay = [];
    private readonly BlockingCollection<Job> _small = [];
    private readonly BlockingCollection<Job> _large = [];
    private readonly CompiledIndexes _compiled = new();
    private readonly CancellationTokenSource _stop = new();

    public IndexCompiler()
        : this(TriageIndex.Build)
    {
    }

    /// <summary>A version number stands for one content of a shop. Cancelled when the silo stops.</summary>
    public Task<TriageIndex> CompileAsync(ShopId shop, KnowledgeContent content)
    {
        lock (_gate)
        {
            if (_compiled.Find(shop, content.Version) is { } known) return Task.FromResult(known);
            if (_underWay.TryGetValue((shop, content.Version), out var same)) return same.Done.Task;
            var job = new Job(shop, content);
            _underWay.Add((shop, content.Version), job);
            (content.Entries.Sum(e => 1 + (e.Similar?.Length ?? 0)) <= SmallUpTo ? _small : _large).Add(job);
            if (_stop.IsCancellationRequested) Cancel();
            return job.Done.Task;
        }
    }

    public Task StartAsync(CancellationToken cancellationToken)
    {
        Start("reception-compiler", _large);
        Start("reception-compiler-small", _small);
        return Task.CompletedTask;
    }

    /// <summary>Does not wait for what is being compiled.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        lock (_gate) Cancel();
    }

    public void Dispose() => _stop.Dispose();

    private void Cancel()
    {
        foreach (var job in _underWay.Values) job.Done.TrySetCanceled(_stop.Token);
    }

    /// <summary>Behind the answers where the system knows priorities of threads; Linux shares the cores evenly.</summary>
    private void Start(string name, BlockingCollection<Job> jobs) =>
        new Thread(() => Run(jobs, _stop.Token)) { IsBackground = true, Name = name, Priority = ThreadPriority.BelowNormal }.UnsafeStart();

    private void Run(BlockingCollection<Job> jobs, CancellationToken stop)
    {
        try
        {
            foreach (var job in jobs.GetConsumingEnumerable(stop)) Compile(job);
        }
        catch (OperationCanceledException)
        {
        }
    }

    private void Compile(Job job)
    {
        try
        {
            var index = build(KnowledgeBase.Create(job.Content.Version, job.Content.Entries.Select(e => e.ToDomain())));
            lock (_gate)
            {
                _compiled.Add(job.Shop, index);
                _underWay.Remove((job.Shop, job.Content.Version));
            }

            job.Done.TrySetResult(index);
        }
        catch (Exception e)
        {
            lock (_gate) _underWay.Remove((job.Shop, job.Content.Version));
            job.Done.TrySetException(e);
        }
    }

    private sealed record Job(ShopId Shop, KnowledgeContent Content)
    {
        public TaskCompletionSource<TriageIndex> Done { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
