using Reception.Cluster.Histories;
using Reception.Contracts.Conversations;

namespace Reception.Cluster.Linearizability;

/// <summary>
/// One thing a client learned of a thread in an instant between a call and its answer: a command's effect, or what a look at it showed.
/// <see cref="View"/>: the state right after it, where the answer carried one.
/// </summary>
internal abstract record ThreadStep(SeenView? View);

/// <summary>Lines were stored under these sequences; <see cref="Owner"/> on an agent's lines.</summary>
internal sealed record Said((string Key, long Sequence)[] Lines, Ownership? Owner, SeenView? View) : ThreadStep(View)
{
    public override string ToString() => $"Said {string.Join(", ", Lines.Select(line => $"{line.Sequence} = {line.Key}"))} {Owner} {View}";
}

/// <summary>The agent of an offer became the owner: the epoch he read was <see cref="Owner"/>'s epoch minus one.</summary>
internal sealed record TookOver(Ownership Owner, SeenView? View) : ThreadStep(View);

/// <summary>The owner closed it, gave it back or sent it on.</summary>
internal sealed record GaveAway(Ownership Owner, ConversationPhase To, SeenView? View) : ThreadStep(View);

/// <summary>The customer closed it, or asked for a human.</summary>
internal sealed record Commanded(CommandKind Kind, SeenView? View) : ThreadStep(View);

/// <summary>Nothing happened, and the reason was this state.</summary>
internal sealed record Refused(CommandOutcome Outcome, Ownership? Owner, SeenView? View) : ThreadStep(View);

internal sealed record Looked(SeenView View) : ThreadStep(View);

/// <summary>All lines after a sequence, as many as were given, and the newest sequence.</summary>
internal sealed record ReadPage(long After, SeenLine[] Lines, long Last) : ThreadStep((SeenView?)null)
{
    public override string ToString() => $"Read after {After}: {string.Join(", ", Lines.Select(line => $"{line.Sequence} = {line.Key ?? "bot or system"}"))}; last {Last}";
}

internal sealed record Ownership(string Agent, long Epoch);
