using System.ComponentModel;

namespace LocalOrleans;

/// <summary>
/// One end of the message layer: a silo or a client. It sends the calls of its proxies, receives calls for its grains and observers,
/// and finds the way for each by the target's id; how calls get to another process is the business of its links.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class CallRuntime : IDisposable
{
    private readonly CallFilters _filters;

    internal CallRuntime(MessagingOptions options, TimeProvider time, CallFilters filters)
    {
        ResponseTimeout = options.ResponseTimeout;
        _filters = filters;
        Pending = new PendingCalls(time, options.ResponseTimeout);
        Observers = new ObserverTable(this);
    }

    internal GrainId ClientId { get; private protected init; } = ClientIds.NewClient();

    internal TimeSpan ResponseTimeout { get; }

    internal PendingCalls Pending { get; }

    internal ObserverTable Observers { get; }

    internal abstract GrainTypes GrainTypes { get; }

    internal abstract IClusterViews Views { get; }

    /// <summary>Sends a call of one of this runtime's proxies. Errors go to the caller's task.</summary>
    internal void Send(GrainReference target, GrainCall call)
    {
        var source = RuntimeContext.Current as Activation;
        call.Target = target.GrainId;
        call.Source = source?.GrainId ?? ClientId;
        call.SourceActivation = source;
        call.IsUrgent = source is not null && source.WorksForMoving(Views.Current);
        call.Sender = this;
        if (_filters.Outgoing.Length > 0) OutgoingCall.Start(this, target, call, _filters.Outgoing);
        else Transmit(call);
    }

    /// <summary>Sends a call that has passed the outgoing filters.</summary>
    internal void Transmit(GrainCall call)
    {
        try
        {
            call.Context = RequestContext.Current;
            CallCancellation.Attach(call);
            if ((call.Method.Options & CallOptions.OneWay) == 0) Pending.Add(call, call.Method.ResponseTimeout ?? ResponseTimeout);
            Route(call);
        }
        catch (Exception exception)
        {
            call.Reject(exception);
        }
    }

    /// <summary>Brings a call to its target, here or elsewhere.</summary>
    internal abstract void Route(GrainCall call);

    /// <summary>Routes a call as soon as the view with this version is known; owns it from here on and never throws.</summary>
    internal void RouteAt(long version, GrainCall call)
    {
        if (Views.Current.Version < version)
        {
            _ = RouteLaterAsync(version, call);
            return;
        }

        try
        {
            Route(call);
        }
        catch (Exception exception)
        {
            call.Reject(exception);
        }
    }

    /// <summary>What the target does at the moment, for error texts; null if it is not here.</summary>
    internal virtual string? Describe(GrainId target) => null;

    internal IIncomingGrainCallFilter[]? IncomingFilters(object target)
    {
        if (target is IIncomingGrainCallFilter own) return [.. _filters.Incoming, own];
        return _filters.Incoming.Length == 0 ? null : _filters.Incoming;
    }

    internal GrainReference CreateReference(GrainId id, Type interfaceType) => InterfaceContracts.Of(interfaceType).CreateProxy(new GrainReferenceArguments(id, this));

    private async Task RouteLaterAsync(long version, GrainCall call)
    {
        await ((Task)Views.AtLeastAsync(version, CancellationToken.None)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        RouteAt(0, call);
    }

    /// <inheritdoc/>
    public virtual void Dispose()
    {
        Pending.Dispose();
        GC.SuppressFinalize(this);
    }
}
