using Reception.Tests;

namespace Reception.EndToEnd.Gateways;

/// <summary>
/// Many customers with two sessions each, one at either gateway: what one of them writes, and what the bot answers, the other has to
/// be pushed through the other gateway. They write at a steady rate for as long as they are asked to.
/// </summary>
internal sealed class Throng : IAsyncDisposable
{
    private const int ComingAtOnce = 64;
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(50);
    private static readonly string[] Questions = ["什么时候发货", "敏感肌可以用吗", "可以退货吗", "怎么查物流", "有赠品吗"];
    private readonly Random _random = new(TestRun.SeedFor(nameof(Throng)));
    private readonly List<Task> _writing = [];
    private readonly List<(int Customer, string Line)> _lines = [];
    private Visitor[] _first = [];
    private Visitor[] _second = [];

    /// <summary>The sessions that came through the first gateway.</summary>
    public IReadOnlyList<Visitor> First => _first;

    /// <summary>Lines written so far.</summary>
    public int Written => _lines.Count;

    public IEnumerable<Visitor> All => _first.Concat(_second);

    public async Task ComeAsync(GatewayCluster cluster, int sessions)
    {
        var customers = sessions / 2;
        (_first, _second) = (new Visitor[customers], new Visitor[customers]);
        await Parallel.ForAsync(0, customers, new ParallelOptions { MaxDegreeOfParallelism = ComingAtOnce }, async (n, _) =>
        {
            var token = cluster.Identity($"c{n}");
            _first[n] = await Visitor.ComeAsync($"a{n}", token, cluster.FirstUrl, cluster.SecondUrl);
            _second[n] = await Visitor.ComeAsync($"b{n}", token, cluster.SecondUrl, cluster.FirstUrl);
        });
    }

    /// <summary>Writes so many lines a second until the token says stop; then all lines are stored.</summary>
    public async Task WriteAsync(double perSecond, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Beat);
        var due = 0.0;
        while (!stop.IsCancellationRequested)
        {
            for (due += perSecond * Beat.TotalSeconds; due >= 1; due--) Write();
            await timer.WaitForNextTickAsync(CancellationToken.None);
        }
        await Task.WhenAll(_writing);
    }

    /// <summary>Waits until every session has everything, then says what is wrong.</summary>
    public async Task<IReadOnlyList<string>> CheckAsync()
    {
        var behind = 0;
        await Waits.UntilAsync(
            () =>
            {
                behind = Enumerable.Range(0, _first.Length).Count(n => Math.Min(_first[n].Last, _second[n].Last) < Math.Max(_first[n].Known, _second[n].Known));
                return Task.FromResult(behind == 0);
            },
            () => $"{behind} customers have a session that lacks messages");
        var lost = _lines.Where(line => !_first[line.Customer].Heard(line.Line) || !_second[line.Customer].Heard(line.Line)).Select(line => $"'{line.Line}' did not arrive everywhere");
        return [.. All.SelectMany(visitor => visitor.Wrong()).Concat(lost)];
    }

    public async ValueTask DisposeAsync() => await Parallel.ForEachAsync(All.Where(visitor => visitor is not null), async (visitor, _) => await visitor.DisposeAsync());

    private void Write()
    {
        var customer = _random.Next(_first.Length);
        var line = $"{Questions[_random.Next(Questions.Length)]} [{_lines.Count}]";
        _lines.Add((customer, line));
        _writing.Add((_random.Next(2) == 0 ? _first : _second)[customer].SayAsync(line));
    }
}
