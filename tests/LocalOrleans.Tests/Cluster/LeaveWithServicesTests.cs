using Microsoft.Extensions.DependencyInjection;
using Orleans;
using Orleans.Runtime;

namespace LocalOrleans.Tests.Cluster;

/// <summary>A turn may wait for what a service of its silo asks a grain: while the silo leaves, such a call is served there and not held until the silo has gone.</summary>
public sealed class LeaveWithServicesTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Leave_WhileATurnWaitsForAServicesCall_TheCallIsServedByTheSiloThatLeaves()
    {
        var answers = new ServiceAnswers();
        await using var cluster = new LocalCluster(new LifeWitness(), services => services.AddSingleton(answers));
        await cluster.JoinAsync();
        await cluster.JoinAsync();
        var leaving = cluster.Silos[1];
        var (service, home) = (leaving.Services.GetRequiredService<IGrainFactory>(), leaving.Services.GetRequiredService<ILocalSiloDetails>().SiloAddress);
        var keys = new List<long>();
        for (var key = 0L; keys.Count < 2; key++)
        {
            if (await service.GetGrain<IServiceGrain>(key).WhereAsync() == home.ToString()) keys.Add(key);
        }

        var turn = cluster.Silos[0].Services.GetRequiredService<IGrainFactory>().GetGrain<IServiceGrain>(keys[0]).AwaitServiceAsync();
        await answers.Waits.Task.WaitAsync(Patience, TimeProvider.System);
        var left = cluster.LeaveAsync(1);
        while ((await cluster.HostsAsync())[home] != SiloStatus.ShuttingDown) await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System);
        answers.Answer.SetResult(await service.GetGrain<IServiceGrain>(keys[1]).WhereAsync().WaitAsync(Patience, TimeProvider.System));

        Assert.Equal(home.ToString(), await turn.WaitAsync(Patience, TimeProvider.System));
        await left;
    }
}
