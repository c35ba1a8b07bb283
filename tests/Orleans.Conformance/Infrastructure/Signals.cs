using System.Collections.Concurrent;

namespace Orleans.Conformance.Infrastructure;

/// <summary>What grains and tests of one process tell each other beside the calls under test, by key.</summary>
internal sealed class Signals
{
    private readonly ConcurrentDictionary<string, Signal> _signals = new();

    public Signal this[string key] => _signals.GetOrAdd(key, static _ => new Signal());
}

/// <summary>A gate that turns wait at, and a record of who entered, how many at once, and what they noted.</summary>
internal sealed class Signal
{
    private readonly TaskCompletionSource _gate = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> _notes = new();
    private readonly Lock _lock = new();
    private int _inside;

    /// <summary>How often <see cref="Enter"/> was called.</summary>
    public int Entered { get; private set; }

    /// <summary>The most that were inside at the same time.</summary>
    public int MostInside { get; private set; }

    /// <summary>What was noted, in order.</summary>
    public string[] Notes => [.. _notes];

    /// <summary>Completes when the test calls <see cref="Open"/>; at most <see cref="Wait.Limit"/>.</summary>
    public Task Opened => _gate.Task.Within();

    public void Open() => _gate.TrySetResult();

    public void Note(string note) => _notes.Enqueue(note);

    public void Enter()
    {
        lock (_lock)
        {
            Entered++;
            MostInside = Math.Max(MostInside, ++_inside);
        }
    }

    public void Leave()
    {
        lock (_lock)
            _inside--;
    }

    /// <summary>Enters, waits until <paramref name="parties"/> have been inside at once, leaves.</summary>
    public async Task MeetAsync(int parties)
    {
        Enter();
        lock (_lock)
        {
            if (MostInside >= parties)
                Open();
        }

        await Opened;
        Leave();
    }
}
