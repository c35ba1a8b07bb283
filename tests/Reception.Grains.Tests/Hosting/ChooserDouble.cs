using System.Collections.Concurrent;
using Reception.Contracts.Assistant;
using Reception.Domain.Assistance;

namespace Reception.Grains.Tests.Hosting;

/// <summary>A language model that says what a test tells it to.</summary>
public sealed class ChooserDouble : IEntryChooser
{
    public bool IsOpen { get; set; }

    public int MostTokens => 1_000;

    /// <summary>What it was shown, in order.</summary>
    public ConcurrentQueue<EntryChoice> Choices { get; } = new();

    public Func<EntryChoice, CancellationToken, Task<ChosenEntry>> Says { get; set; } = (_, _) => Task.FromResult(new ChosenEntry(BotReplyKind.Nothing, 0));

    public Task<ChosenEntry> ChooseAsync(EntryChoice choice, CancellationToken cancellation)
    {
        Choices.Enqueue(choice);
        return Says(choice, cancellation);
    }
}
