namespace Reception.EndToEnd;

/// <summary>Waiting on conditions of other processes: generous limits, and words for what did not come.</summary>
internal static class Waits
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(120);

    public static async Task UntilAsync(Func<Task<bool>> condition, Func<string> missing)
    {
        using var patience = new CancellationTokenSource(Limit);
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(120));
        while (!await condition())
        {
            if (patience.IsCancellationRequested) Assert.Fail($"After {Limit.TotalSeconds} s: {missing()}");
            await tick.WaitForNextTickAsync(CancellationToken.None);
        }
    }
}
