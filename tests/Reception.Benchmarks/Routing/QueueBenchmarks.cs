using BenchmarkDotNet.Attributes;

namespace Reception.Benchmarks.Routing;

/// <summary>
/// Each invocation is a batch of single events on a queue that is full and whose agents are all busy; between batches the queue is brought
/// back to that state, unmeasured.
/// </summary>
public class QueueBenchmarks
{
    private const int Batch = 100;
    private const int ScanBatch = 10;

    private QueueScene _scene = null!;
    private LinearScan _scan = null!;

    /// <summary>Works that wait; a tenth as many agents.</summary>
    [Params(1_000, 3_000, 10_000, 30_000, 100_000)]
    public int Waiting { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _scene = new QueueScene(Waiting, Waiting / 10);
        _scan = new LinearScan(_scene);
    }

    [IterationSetup(Target = nameof(Enqueue))]
    public void BeforeEnqueue() => _scene.Prepare(Batch);

    [Benchmark(OperationsPerInvoke = Batch, Description = "enqueue, nobody free")]
    public void Enqueue()
    {
        for (var i = 0; i < Batch; i++) _scene.EnqueuePrepared(i);
    }

    [IterationCleanup(Target = nameof(Enqueue))]
    public void AfterEnqueue() => _scene.RemovePrepared();

    [IterationSetup(Target = nameof(EnqueueServed))]
    public void BeforeEnqueueServed() => _scene.PrepareFree(Batch);

    [Benchmark(OperationsPerInvoke = Batch, Description = "enqueue and match, some free")]
    public void EnqueueServed()
    {
        for (var i = 0; i < Batch; i++) _scene.EnqueuePrepared(i);
    }

    [IterationCleanup(Target = nameof(EnqueueServed))]
    public void AfterEnqueueServed() => _scene.TakeOffers();

    [Benchmark(OperationsPerInvoke = Batch, Description = "free slot and match")]
    public void FreeSlot()
    {
        for (var i = 0; i < Batch; i++) _scene.FreeSlot(i);
    }

    [IterationCleanup(Target = nameof(FreeSlot))]
    public void AfterFreeSlot() => _scene.TakeOffers();

    [Benchmark(OperationsPerInvoke = 2 * Batch, Description = "presence flip")]
    public void PresenceFlip()
    {
        for (var i = 0; i < Batch; i++)
        {
            _scene.SetPresence(i, false);
            _scene.SetPresence(i, true);
        }
    }

    [Benchmark(OperationsPerInvoke = Batch, Description = "step expiry")]
    public void StepExpiry()
    {
        for (var i = 0; i < Batch; i++) _scene.PassStep();
    }

    [IterationCleanup(Target = nameof(StepExpiry))]
    public void AfterStepExpiry() => _scene.RenewPassed();

    [Benchmark(OperationsPerInvoke = ScanBatch, Description = "linear scan: work for a free slot")]
    public object? ScanForWork()
    {
        object? found = null;
        for (var i = 0; i < ScanBatch; i++) found = _scan.WorkFor(i);
        return found;
    }

    [Benchmark(OperationsPerInvoke = ScanBatch, Description = "linear scan: agent for a work")]
    public object? ScanForAgent()
    {
        object? found = null;
        for (var i = 0; i < ScanBatch; i++) found = _scan.AgentFor(i);
        return found;
    }
}
