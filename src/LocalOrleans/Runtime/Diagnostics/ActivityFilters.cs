using System.Diagnostics;
using Orleans;
using Orleans.Diagnostics;
using Orleans.Runtime;

namespace Orleans.Diagnostics
{
    /// <summary>The names of the trace sources.</summary>
    public static class ActivitySources
    {
        /// <summary>Calls between the application's grains.</summary>
        public const string ApplicationGrainActivitySourceName = "Microsoft.Orleans.Application";

        /// <summary>The runtime's own calls.</summary>
        public const string RuntimeActivitySourceName = "Microsoft.Orleans.Runtime";

        /// <summary>All of them.</summary>
        public const string AllActivitySourceName = "Microsoft.Orleans.*";

        internal static readonly ActivitySource Application = new(ApplicationGrainActivitySourceName);
    }
}

namespace LocalOrleans
{
    /// <summary>Starts a client span per call and sends its identity along as W3C trace context.</summary>
    internal sealed class OutgoingActivityFilter : IOutgoingGrainCallFilter
    {
        public Task Invoke(IOutgoingGrainCallContext context)
        {
            var activity = ActivitySources.Application.StartActivity(ActivityTags.NameOf(context), ActivityKind.Client);
            if (activity is null) return context.Invoke();
            RequestContext.Set("traceparent", activity.Id!);
            if (activity.TraceStateString is { Length: > 0 } state) RequestContext.Set("tracestate", state);
            return ActivityTags.RunAsync(context, activity);
        }
    }

    /// <summary>Starts a server span per call under the span that was sent along.</summary>
    internal sealed class IncomingActivityFilter : IIncomingGrainCallFilter
    {
        public Task Invoke(IIncomingGrainCallContext context)
        {
            ActivityContext.TryParse(RequestContext.Get("traceparent") as string, RequestContext.Get("tracestate") as string, isRemote: true, out var parent);
            var activity = ActivitySources.Application.StartActivity(ActivityTags.NameOf(context), ActivityKind.Server, parent);
            return activity is null ? context.Invoke() : ActivityTags.RunAsync(context, activity);
        }
    }

    internal static class ActivityTags
    {
        public static string NameOf(IGrainCallContext context) => $"{context.InterfaceMethod.DeclaringType!.Name}/{context.MethodName}";

        public static async Task RunAsync(IGrainCallContext context, Activity activity)
        {
            activity.SetTag("rpc.system.name", "orleans");
            activity.SetTag("orleans.rpc.service", context.InterfaceName);
            activity.SetTag("rpc.method", $"{context.InterfaceName}/{context.MethodName}");
            activity.SetTag("orleans.rpc.target_id", context.TargetId.ToString());
            activity.SetTag("orleans.rpc.source_id", context.SourceId?.ToString());
            try
            {
                await context.Invoke();
            }
            catch (Exception exception)
            {
                activity.SetStatus(ActivityStatusCode.Error);
                activity.SetTag("exception.type", exception.GetType().FullName);
                activity.SetTag("exception.message", exception.Message);
                throw;
            }
            finally
            {
                activity.Stop();
            }
        }
    }
}
