using System.Reflection;

namespace LocalOrleans;

/// <summary>The filters of one silo or client, in order of registration; made at the first call, so that they may ask for the grain factory.</summary>
internal sealed class CallFilters(IServiceProvider services)
{
    public IIncomingGrainCallFilter[] Incoming => field ??= [.. services.GetServices<IIncomingGrainCallFilter>()];

    public IOutgoingGrainCallFilter[] Outgoing => field ??= [.. services.GetServices<IOutgoingGrainCallFilter>()];
}

/// <summary>What both directions show of a call.</summary>
internal abstract class FilteredCall(GrainCall call) : IGrainCallContext
{
    public abstract object Grain { get; }

    public GrainId? SourceId => Call.Source;

    public GrainId TargetId => Call.Target;

    public GrainInterfaceType InterfaceType => Call.Method.Contract.Name;

    public string InterfaceName => Call.Method.InterfaceType.FullName!;

    public string MethodName => Call.Method.Name;

    public MethodInfo InterfaceMethod => Call.Method.Method;

    public object? Result { get; set; }

    protected GrainCall Call { get; } = call;

    public abstract Task Invoke();
}

/// <summary>A call running through the incoming filters into its grain.</summary>
internal sealed class IncomingCall(GrainCall call, object target, IIncomingGrainCallFilter[] filters) : FilteredCall(call), IIncomingGrainCallContext
{
    private int _next;

    public override object Grain => target;

    public IGrainContext TargetContext => Call.Activation!;

    public static async Task<FilteredResult> RunAsync(GrainCall call, object target, IIncomingGrainCallFilter[] filters)
    {
        var context = new IncomingCall(call, target, filters);
        await context.Invoke();
        return new FilteredResult(context.Result);
    }

    public override async Task Invoke()
    {
        if (_next < filters.Length)
        {
            await filters[_next++].Invoke(this);
            return;
        }

        var task = Call.Invoke(target) ?? throw new NullReferenceException($"{Call.Method} returned null instead of a task.");
        await task;
        Result = Call.ResultOf(task);
    }
}

/// <summary>A call running through the outgoing filters; the call proper starts at their end.</summary>
internal sealed class OutgoingCall(CallRuntime runtime, GrainReference target, GrainCall call, IOutgoingGrainCallFilter[] filters) : FilteredCall(call), IOutgoingGrainCallContext
{
    private int _next;

    public override object Grain => target;

    public IGrainContext? SourceContext => Call.SourceActivation;

    public static void Start(CallRuntime runtime, GrainReference target, GrainCall call, IOutgoingGrainCallFilter[] filters)
    {
        call.Pooled = false;
        _ = RunAsync(new OutgoingCall(runtime, target, call, filters), call.DetachAnswer());
    }

    public override async Task Invoke()
    {
        if (_next < filters.Length)
        {
            await filters[_next++].Invoke(this);
            return;
        }

        var answer = Call.ExpectAnswer();
        runtime.Transmit(Call);
        if ((Call.Method.Options & CallOptions.OneWay) != 0) return;
        await answer;
        Result = Call.ResultOf(answer);
    }

    private static async Task RunAsync(OutgoingCall context, DetachedAnswer answer)
    {
        try
        {
            await context.Invoke();
            answer.Succeed(context.Result);
        }
        catch (Exception exception)
        {
            answer.Fail(exception);
        }
    }
}

/// <summary>The caller's task, taken from the call while filters run around it.</summary>
internal readonly record struct DetachedAnswer(Action<object?> Succeed, Action<Exception> Fail);
