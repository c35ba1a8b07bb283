namespace Orleans.Conformance.Calls;

/// <summary>An exception of our own with a value, as contracts declare it.</summary>
[GenerateSerializer]
public sealed class RefusedException : Exception
{
    public RefusedException(string message, int code)
        : base(message) => Code = code;

    [Id(0)]
    public int Code { get; private set; }
}

public interface IThrowingGrain : IGrainWithStringKey
{
    Task<int> ThrowAsync(string message);

    Task ThrowAtOnceAsync(string message);

    Task ThrowOursAsync(int code);

    Task ThrowNestedAsync();

    Task ThrowCancelledAsync();

    ValueTask<int> ThrowValueAsync();

    Task PassOnAsync(IThrowingGrain next, int code);

    Task<string> CatchAsync(IThrowingGrain next);

    Task<int> CallsAsync();
}

public sealed class ThrowingGrain : Grain, IThrowingGrain
{
    private int _calls;

    public async Task<int> ThrowAsync(string message)
    {
        _calls++;
        await Task.Yield();
        throw new InvalidOperationException(message);
    }

    public Task ThrowAtOnceAsync(string message) => throw new ArgumentException(message);

    public Task ThrowOursAsync(int code) => throw new RefusedException($"refused with {code}", code);

    public Task ThrowNestedAsync() => throw new InvalidOperationException("outer", new FormatException("inner"));

    public Task ThrowCancelledAsync() => throw new OperationCanceledException("called off");

    public async ValueTask<int> ThrowValueAsync()
    {
        await Task.Yield();
        throw new NotSupportedException("no value");
    }

    public Task PassOnAsync(IThrowingGrain next, int code) => next.ThrowOursAsync(code);

    public async Task<string> CatchAsync(IThrowingGrain next)
    {
        try
        {
            await next.ThrowAsync("caught by a grain");
            return "nothing thrown";
        }
        catch (InvalidOperationException e)
        {
            return e.Message;
        }
    }

    public Task<int> CallsAsync() => Task.FromResult(_calls);
}
