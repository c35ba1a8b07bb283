using System.Collections.Concurrent;

namespace Reception.Grains.Tests.Hosting;

/// <summary>Remembers on which silo each grain was called last: where it lives.</summary>
internal sealed class Sightings(TestSilo silo, ConcurrentDictionary<GrainId, TestSilo> places) : IIncomingGrainCallFilter
{
    public Task Invoke(IIncomingGrainCallContext context)
    {
        places[context.TargetId] = silo;
        return context.Invoke();
    }
}
