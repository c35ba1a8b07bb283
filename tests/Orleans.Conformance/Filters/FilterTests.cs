using Orleans.Conformance.Infrastructure;

namespace Orleans.Conformance.Filters;

public sealed class FilterTests(FilterSilo silo) : IClassFixture<FilterSilo>
{
    private IFilteredGrain Grain(string key) => silo.Grains.GetGrain<IFilteredGrain>(key);

    [Fact]
    public async Task Filters_AroundACall_NestInTheOrderOfRegistration()
    {
        var key = Wait.Key();
        Assert.Equal(3, await Grain(key).AddAsync(1, 2));
        Assert.Equal(["out1+", "out2+", "in1+", "in2+", "in2-", "in1-", "out2-", "out1-"], silo.Log[key]);
    }

    [Fact]
    public async Task Incoming_KnowsInterfaceMethodAndGrain()
    {
        var key = Wait.Key();
        silo.Log.Plans[key] = async context =>
        {
            var incoming = (IIncomingGrainCallContext)context;
            silo.Log.Add(key, incoming.InterfaceMethod.Name);
            silo.Log.Add(key, incoming.MethodName);
            silo.Log.Add(key, incoming.InterfaceMethod.DeclaringType!.Name);
            silo.Log.Add(key, incoming.Grain.GetType().Name);
            await context.Invoke();
            silo.Log.Add(key, $"result {context.Result}");
        };
        await Grain(key).AddAsync(1, 2);
        Assert.Equal(
            ["out1+", "out2+", "AddAsync", "AddAsync", "IFilteredGrain", "FilteredGrain", "in2+", "in2-", "result 3", "out2-", "out1-"],
            silo.Log[key]);
    }

    [Fact]
    public async Task Incoming_SetsTheResult_CallerGetsIt()
    {
        var key = Wait.Key();
        silo.Log.Plans[key] = async context =>
        {
            await context.Invoke();
            context.Result = 42;
        };
        Assert.Equal(42, await Grain(key).AddAsync(1, 2));
    }

    [Fact]
    public async Task Incoming_DoesNotInvoke_GrainIsNotCalled()
    {
        var key = Wait.Key();
        silo.Log.Plans[key] = context =>
        {
            context.Result = 7;
            return Task.CompletedTask;
        };
        Assert.Equal(7, await Grain(key).AddAsync(1, 2));
    }

    [Fact]
    public async Task Incoming_Throws_CallerGetsIt()
    {
        var key = Wait.Key();
        silo.Log.Plans[key] = _ => throw new UnauthorizedAccessException("not you");
        var thrown = await Assert.ThrowsAsync<UnauthorizedAccessException>(() => Grain(key).AddAsync(1, 2));
        Assert.Equal("not you", thrown.Message);
    }

    [Fact]
    public async Task Incoming_GrainThrows_FilterMayReplaceTheException()
    {
        var key = Wait.Key();
        silo.Log.Plans[key] = async context =>
        {
            try
            {
                await context.Invoke();
            }
            catch (InvalidOperationException e)
            {
                throw new NotSupportedException($"was: {e.Message}");
            }
        };
        var thrown = await Assert.ThrowsAsync<NotSupportedException>(() => Grain(key).ThrowAsync());
        Assert.Equal("was: seen by filters", thrown.Message);
    }

    [Fact]
    public async Task Outgoing_FromAGrain_KnowsSourceAndTarget()
    {
        var (first, next) = (Wait.Key(), Wait.Key());
        silo.Log.Plans[$"out:{next}"] = context =>
        {
            var outgoing = (IOutgoingGrainCallContext)context;
            silo.Log.Add(next, $"{outgoing.SourceId!.Value.Key} to {outgoing.TargetId.Key}: {outgoing.InterfaceMethod.DeclaringType!.Name}.{outgoing.MethodName}");
            silo.Log.Add(next, outgoing.SourceContext!.GrainInstance!.GetType().Name);
            return context.Invoke();
        };
        Assert.Equal(5, await Grain(first).AddOverAsync(next, 2, 3));
        Assert.Equal([$"{first} to {next}: IFilteredGrain.AddAsync", "FilteredGrain"], silo.Log[next].Take(2));
    }

    [Fact]
    public async Task Outgoing_Throws_TheCallIsNotMade()
    {
        var (first, next) = (Wait.Key(), Wait.Key());
        silo.Log.Plans[$"out:{next}"] = _ => throw new InvalidOperationException("this way is closed");
        var thrown = await Assert.ThrowsAsync<InvalidOperationException>(() => Grain(first).AddOverAsync(next, 2, 3));
        Assert.Equal("this way is closed", thrown.Message);
        Assert.Empty(silo.Log[next]);
    }

    [Fact]
    public async Task Outgoing_SetsTheResult_CallingGrainGetsIt()
    {
        var (first, next) = (Wait.Key(), Wait.Key());
        silo.Log.Plans[$"out:{next}"] = async context =>
        {
            await context.Invoke();
            context.Result = 50;
        };
        Assert.Equal(50, await Grain(first).AddOverAsync(next, 2, 3));
    }

    [Fact]
    public async Task Incoming_SetsRequestContext_GrainsCallsCarryIt()
    {
        var (first, next) = (Wait.Key(), Wait.Key());
        silo.Log.Plans[first] = context =>
        {
            RequestContext.Set("from-filter", "yes");
            return context.Invoke();
        };
        silo.Log.Plans[next] = context =>
        {
            silo.Log.Add(next, $"context {RequestContext.Get("from-filter")}");
            return context.Invoke();
        };
        await Grain(first).AddOverAsync(next, 1, 1);
        Assert.Contains("context yes", silo.Log[next]);
    }

    [Fact]
    public async Task Grain_ThatIsAFilter_FiltersItsOwnCalls()
    {
        Assert.Equal("filtered text", await silo.Grains.GetGrain<ISelfFilteringGrain>(Wait.Key()).CallAsync("text"));
    }

    [Fact]
    public async Task Client_OutgoingFilter_SeesItsCalls()
    {
        var log = new FilterLog();
        var client = await silo.ConnectAsync(builder =>
            builder.AddOutgoingGrainCallFilter(new Noting(log, "client")));
        var key = Wait.Key();
        await client.GetGrain<IFilteredGrain>(key).NothingAsync();
        Assert.Equal(["client+", "client-"], log[key]);
        Assert.Equal(["in1+", "in2+", "in2-", "in1-"], silo.Log[key]);
    }
}
