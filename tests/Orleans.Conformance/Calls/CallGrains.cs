using Orleans.Conformance.Infrastructure;

namespace Orleans.Conformance.Calls;

public interface ICounterGrain : IGrainWithStringKey
{
    Task<int> IncrementAsync();

    Task<int> ReadAsync();
}

public sealed class CounterGrain : Grain, ICounterGrain
{
    private int _count;

    public async Task<int> IncrementAsync()
    {
        var read = _count;
        await Task.Yield();
        _count = read + 1;
        return _count;
    }

    public Task<int> ReadAsync() => Task.FromResult(_count);
}

public interface INamed
{
    Task<string> NameAsync();
}

public interface ICreature : INamed
{
    Task<string> SpeakAsync();

    Task<string> SpeakAsync(string to);

    Task<string> SpeakAsync(int times);
}

public interface IDogGrain : ICreature, IGrainWithStringKey
{
    Task<string> FetchAsync();
}

public abstract class CreatureBase : Grain
{
    public Task<string> NameAsync() => Task.FromResult($"{GetType().Name}:{this.GetPrimaryKeyString()}");

    public abstract Task<string> SpeakAsync();

    public virtual Task<string> SpeakAsync(string to) => Task.FromResult($"hello {to}");

    public virtual Task<string> SpeakAsync(int times) => Task.FromResult($"x{times}");
}

public sealed class DogGrain : CreatureBase, IDogGrain
{
    public override Task<string> SpeakAsync() => Task.FromResult("woof");

    public Task<string> FetchAsync() => Task.FromResult("stick");
}

public interface IShapesGrain : IGrainWithStringKey
{
    Task DoAsync();

    ValueTask DoValueAsync();

    ValueTask<int> ValueAsync(int value);

    Task<string> ManyAsync(int a, string b, double c, bool d, Guid e, long? f, char g, decimal h, byte i = 9);


    Task<Dictionary<string, List<int>>> GenericAsync(List<int> values);

    Task<int?> NullableAsync(int? value);

    Task<int> DoneAsync();
}

public sealed class ShapesGrain : Grain, IShapesGrain
{
    private int _done;

    public Task DoAsync()
    {
        _done++;
        return Task.CompletedTask;
    }

    public async ValueTask DoValueAsync()
    {
        await Task.Yield();
        _done++;
    }

    public ValueTask<int> ValueAsync(int value) => new(value * 2);

    public Task<string> ManyAsync(int a, string b, double c, bool d, Guid e, long? f, char g, decimal h, byte i) =>
        Task.FromResult(FormattableString.Invariant($"{a}|{b}|{c}|{d}|{e}|{f}|{g}|{h}|{i}"));


    public Task<Dictionary<string, List<int>>> GenericAsync(List<int> values) =>
        Task.FromResult(new Dictionary<string, List<int>> { ["same"] = values, ["twice"] = [.. values, .. values] });

    public Task<int?> NullableAsync(int? value) => Task.FromResult(value);

    public Task<int> DoneAsync() => Task.FromResult(_done);
}

public interface IFanOutGrain : IGrainWithStringKey
{
    Task<int> SumAsync(string prefix, int grains);
}

public sealed class FanOutGrain : Grain, IFanOutGrain
{
    public async Task<int> SumAsync(string prefix, int grains)
    {
        var calls = Enumerable.Range(0, grains).Select(i => GrainFactory.GetGrain<ICounterGrain>($"{prefix}-{i}").IncrementAsync());
        return (await Task.WhenAll(calls)).Sum();
    }
}

/// <summary>Two classes behind one interface: nobody can say which.</summary>
public interface IGreetingGrain : IGrainWithStringKey
{
    Task<string> GreetAsync();
}

public sealed class PlainGreetingGrain : Grain, IGreetingGrain
{
    public Task<string> GreetAsync() => Task.FromResult("hello");
}

public sealed class ChineseGreetingGrain : Grain, IGreetingGrain
{
    public Task<string> GreetAsync() => Task.FromResult("您好");
}

/// <summary>An interface without a class.</summary>
public interface INobodyGrain : IGrainWithStringKey
{
    Task CallAsync();
}

/// <summary>One activation, two interfaces.</summary>
public interface ILeftGrain : IGrainWithStringKey
{
    Task PutAsync(string value);
}

public interface IRightGrain : IGrainWithStringKey
{
    Task<string?> TakeAsync();
}

public sealed class TwoSidedGrain : Grain, ILeftGrain, IRightGrain
{
    private string? _value;

    public Task PutAsync(string value)
    {
        _value = value;
        return Task.CompletedTask;
    }

    public Task<string?> TakeAsync() => Task.FromResult(_value);
}

/// <summary>A grain that derives from nothing and only says that it is one.</summary>
public interface IPlainObjectGrain : IGrainWithStringKey
{
    Task<string> KeyAsync();
}

internal sealed class PlainObjectGrain(IGrainContext context, Signals signals) : IGrainBase, IPlainObjectGrain
{
    public IGrainContext GrainContext => context;

    public Task OnActivateAsync(CancellationToken token)
    {
        signals[this.GetPrimaryKeyString()].Note("activated");
        return Task.CompletedTask;
    }

    public Task<string> KeyAsync() => Task.FromResult(this.GetPrimaryKeyString());
}
