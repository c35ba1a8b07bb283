using Microsoft.Extensions.Logging;
using Reception.Contracts.Training;
using Reception.Domain.Time;
using Reception.Grains.Deltas;

namespace Reception.Grains.Training;

/// <summary>What trainers are told, to each shop's Training grain.</summary>
internal sealed class TrainingSender(TrainingFolder folder, IGrainFactory grains, IRandomSource random, TimeProvider time, ILogger<TrainingSender> log)
    : DeltaSender<TrainingDelta>(folder, random, time, log)
{
    protected override string What => "Facts for trainers";

    protected override Task ApplyAsync(string key, string silo, long number, TrainingDelta delta) => grains.GetGrain<ITrainingGrain>(key).ApplyAsync(silo, number, delta);
}
