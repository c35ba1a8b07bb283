using Microsoft.Extensions.Hosting;

namespace Reception.Gateway.Hosting;

/// <summary>Whether somebody may come in: not before the cluster is there, and not any more once the process is on its way out.</summary>
internal sealed class Doors
{
    private volatile bool _opened;
    private volatile bool _closed;

    public Doors(IHostApplicationLifetime lifetime) => lifetime.ApplicationStarted.Register(() => _opened = true);

    public bool AreOpen => _opened && !_closed;

    /// <summary>True until everything has started.</summary>
    public bool IsStarting => !_opened;

    public void Close() => _closed = true;
}
