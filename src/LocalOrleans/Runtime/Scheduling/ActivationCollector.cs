namespace Orleans.Runtime;

/// <summary>Ends activations nobody has used for their age. Once in a collection quantum it looks at all of them: a few nanoseconds each.</summary>
internal sealed class ActivationCollector(Catalog catalog, GrainCollectionOptions options, TimeProvider time) : IDisposable
{
    private ITimer? _timer;

    public void Start()
    {
        using (ExecutionContext.SuppressFlow()) _timer = time.CreateTimer(_ => Collect(), null, options.CollectionQuantum, options.CollectionQuantum);
    }

    public void Dispose() => _timer?.Dispose();

    private void Collect()
    {
        var now = time.GetTimestamp();
        var collected = 0;
        foreach (var activation in catalog.Activations)
        {
            if (!activation.IsCollectable(now)) continue;
            activation.Deactivate(new DeactivationReason(DeactivationReasonCode.ActivationIdle, "Activation exceeded idle timeout."));
            collected++;
        }

        if (collected > 0) RuntimeLog.Collected(catalog.Logger, collected);
    }
}
