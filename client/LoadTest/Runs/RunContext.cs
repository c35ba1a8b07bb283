using System.Collections.Concurrent;
using Reception.LoadTest.Checking.Histories;
using Reception.LoadTest.Customers;
using Reception.LoadTest.Drivers;
using Reception.LoadTest.Measures;
using Reception.LoadTest.Profiles;

namespace Reception.LoadTest.Runs;

/// <summary>What all simulated people of a run share.</summary>
internal sealed class RunContext(LoadProfile profile, IDriver driver, LoadRecorder recorder, LoadClock clock, ClientHistoryWriter history)
{
    private int _waiting;
    private int _offersOpen;

    public LoadProfile Profile => profile;

    public IDriver Driver => driver;

    public LoadRecorder Recorder => recorder;

    public LoadClock Clock => clock;

    /// <summary>What clients see, for the check after the run.</summary>
    public ClientHistoryWriter History => history;

    /// <summary>Customers whose script is under way.</summary>
    public ConcurrentDictionary<long, Customer> Present { get; } = new();

    /// <summary>Customers who wait and are on offer to nobody, as far as the people here know.</summary>
    public int Waiting => Volatile.Read(ref _waiting) - Volatile.Read(ref _offersOpen);

    /// <summary>From now on nobody takes breaks or loses the line: what is open is brought to its end.</summary>
    public bool IsEnding { get; set; }

    public void OnWaits(int customers) => Interlocked.Add(ref _waiting, customers);

    public void OnOffersOpen(int offers) => Interlocked.Add(ref _offersOpen, offers);
}
