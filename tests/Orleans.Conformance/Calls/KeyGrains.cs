namespace Orleans.Conformance.Calls;

public interface IStringKeyGrain : IGrainWithStringKey
{
    Task<string> KeyAsync();

    Task<GrainId> IdAsync();

    Task<IStringKeyGrain> SelfAsync();

    Task<string> KeyOfAsync(IStringKeyGrain other);
}

public interface IIntegerKeyGrain : IGrainWithIntegerKey
{
    Task<long> KeyAsync();
}

[GrainType("named-by-attribute")]
public sealed class StringKeyGrain : Grain, IStringKeyGrain
{
    public Task<string> KeyAsync() => Task.FromResult(this.GetPrimaryKeyString());

    public Task<GrainId> IdAsync() => Task.FromResult(this.GetGrainId());

    public Task<IStringKeyGrain> SelfAsync() => Task.FromResult(this.AsReference<IStringKeyGrain>());

    public async Task<string> KeyOfAsync(IStringKeyGrain other) => await other.KeyAsync();
}

public sealed class IntegerKeyGrain : Grain, IIntegerKeyGrain
{
    public Task<long> KeyAsync() => Task.FromResult(this.GetPrimaryKeyLong());
}
