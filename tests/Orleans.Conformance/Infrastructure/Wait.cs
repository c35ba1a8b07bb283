using System.Runtime.CompilerServices;

namespace Orleans.Conformance.Infrastructure;

/// <summary>Conditions and limits: a test waits for something to become true, never for time to pass.</summary>
internal static class Wait
{
    /// <summary>How long a condition may take before the test fails. Not a measure of speed: a starved machine needs it.</summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);
    private static int s_keys;

    /// <summary>A key that no other test of this run uses.</summary>
    public static string Key([CallerMemberName] string test = "") => $"{test}-{Interlocked.Increment(ref s_keys)}";

    /// <summary>Fails with <see cref="TimeoutException"/> when <paramref name="task"/> has not finished within <see cref="Limit"/>.</summary>
    public static Task Within(this Task task) => task.WaitAsync(Limit);

    /// <inheritdoc cref="Within(Task)"/>
    public static Task<T> Within<T>(this Task<T> task) => task.WaitAsync(Limit);

    /// <summary>Returns once <paramref name="condition"/> holds; fails after <see cref="Limit"/>.</summary>
    public static Task Until(Func<bool> condition, [CallerArgumentExpression(nameof(condition))] string? what = null) =>
        Until(() => Task.FromResult(condition()), what);

    /// <inheritdoc cref="Until(Func{bool}, string?)"/>
    public static async Task Until(Func<Task<bool>> condition, [CallerArgumentExpression(nameof(condition))] string? what = null)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            Assert.True(TimeProvider.System.GetElapsedTime(started) < Limit, $"Not true within {Limit}: {what}");
            await Task.Delay(Pause, TimeProvider.System);
        }
    }
}
