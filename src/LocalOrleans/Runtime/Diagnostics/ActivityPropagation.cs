using System.Diagnostics;

namespace LocalOrleans;

/// <summary>A span around each call on either side, and the caller's context with the call, under the sources and names that Orleans uses.</summary>
internal sealed class ActivityPropagation : IOutgoingGrainCallFilter, IIncomingGrainCallFilter
{
    private static readonly ActivitySource Application = new("Microsoft.Orleans.Application"), Runtime = new("Microsoft.Orleans.Runtime");

    public Task Invoke(IOutgoingGrainCallContext context)
    {
        if (Start(context, ActivityKind.Client, default) is not { } activity) return context.Invoke();
        DistributedContextPropagator.Current.Inject(activity, null, static (_, key, value) => RequestContext.Set(key, value));
        return RunAsync(context, activity);
    }

    public Task Invoke(IIncomingGrainCallContext context)
    {
        DistributedContextPropagator.Current.ExtractTraceIdAndState(null, Read, out var parent, out var state);
        ActivityContext.TryParse(parent, state, isRemote: true, out var caller);
        return Start(context, ActivityKind.Server, caller) is { } activity ? RunAsync(context, activity) : context.Invoke();
    }

    private static Activity? Start(IGrainCallContext context, ActivityKind kind, ActivityContext parent)
    {
        var source = context.InterfaceName.StartsWith("Orleans", StringComparison.Ordinal) ? Runtime : Application;
        return source.HasListeners() ? source.StartActivity($"{context.InterfaceMethod.DeclaringType!.Name}/{context.MethodName}", kind, parent) : null;
    }

    private static void Read(object? carrier, string name, out string? value, out IEnumerable<string>? values) => (value, values) = (RequestContext.Get(name) as string, null);

    private static async Task RunAsync(IGrainCallContext context, Activity activity)
    {
        using var _ = activity.SetTag("rpc.system.name", "orleans").SetTag("orleans.rpc.target_id", context.TargetId.ToString());
        var call = context.Invoke();
        await call.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (!call.IsCompletedSuccessfully) activity.SetStatus(ActivityStatusCode.Error);
        await call;
    }
}
