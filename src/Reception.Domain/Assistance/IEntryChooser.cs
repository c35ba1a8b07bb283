using System.Collections.Immutable;
using Reception.Contracts.Assistant;
using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;

namespace Reception.Domain.Assistance;

/// <summary>All that a language model is shown: the masked message, the candidates' questions, the language of its answer (<c>zh</c> or <c>en</c>).</summary>
public sealed record EntryChoice(ShopId Shop, string Text, ImmutableArray<Suggestion> Candidates, string Language);

/// <summary>What it said, checked, with the tokens it cost (an estimate where it did not say). <see cref="EntryId"/> and <see cref="Question"/> as in <see cref="BotReply"/>.</summary>
public sealed record ChosenEntry(BotReplyKind Kind, int Tokens, string? EntryId = null, string? Question = null)
{
    public static ChosenEntry Nothing(int tokens) => new(BotReplyKind.Nothing, tokens);
}

/// <summary>
/// A language model as far as the bot lets it: it chooses among given entries, words a question back about them, or says that none
/// fits. This folder holds that port and what guards it.
/// </summary>
public interface IEntryChooser
{
    /// <summary>Whether asking has a point now; computation only. False: no model is set up, or it has failed too often lately.</summary>
    bool IsOpen { get; }

    /// <summary>The most tokens one call may cost; what is set aside before it.</summary>
    int MostTokens { get; }

    /// <summary>Never throws on what the model or the network did: that is <see cref="BotReplyKind.Nothing"/>.</summary>
    Task<ChosenEntry> ChooseAsync(EntryChoice choice, CancellationToken cancellation);
}

/// <summary>No model: triage decides alone.</summary>
public sealed class NoEntryChooser : IEntryChooser
{
    public bool IsOpen => false;

    public int MostTokens => 0;

    public Task<ChosenEntry> ChooseAsync(EntryChoice choice, CancellationToken cancellation) => Task.FromResult(ChosenEntry.Nothing(0));
}
