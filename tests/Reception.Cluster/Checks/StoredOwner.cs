using Reception.Cluster.Journals;

namespace Reception.Cluster.Checks;

internal enum OwnerKind { Nobody = 0, Bot = 1, Queue = 2, Agent = 3 }

/// <summary>Who owns a conversation after an event. <see cref="Weight"/> is what it weighs in the queue's eyes.</summary>
internal sealed record StoredOwner(OwnerKind Kind, long Epoch, string? Agent = null, StoredWait? Wait = null)
{
    public static readonly StoredOwner None = new(OwnerKind.Nobody, 0);

    public int Weight => Math.Max(1, Wait?.Weight ?? 1);

    /// <summary>Who owns it after an event; a text where the event may not follow.</summary>
    public (StoredOwner Owner, string? Error) After(Fact fact)
    {
        StoredOwner? next = fact.Kind switch
        {
            "opened" => new(OwnerKind.Bot, fact.Epoch),
            "handed-over" or "requeued" or "transferred" => new(OwnerKind.Queue, fact.Epoch, null, fact.Wait),
            "assigned" => new(OwnerKind.Agent, fact.Epoch, fact.Agent, Wait),
            "handed-back" => new(OwnerKind.Bot, fact.Epoch),
            "closed" => new(OwnerKind.Nobody, fact.Epoch),
            _ => null,
        };
        var error = MayFollow(fact) ? null : $"event [{fact.Number}] {fact.Kind}{(fact.Agent is { } agent ? $" of {agent}" : "")} while {this} owns it";
        if (next is not null && next.Epoch != Epoch + 1) error = $"event [{fact.Number}] {fact.Kind} goes from epoch {Epoch} to {next.Epoch}";
        return (next ?? this, error);
    }

    public override string ToString() => Kind == OwnerKind.Agent ? $"agent {Agent}" : Kind.ToString().ToLowerInvariant();

    private bool MayFollow(Fact fact) => fact.Kind switch
    {
        "opened" => Kind == OwnerKind.Nobody,
        "said" => Kind != OwnerKind.Nobody,
        "answered" => fact.Flag("machine") ? Kind == OwnerKind.Agent : Kind is OwnerKind.Bot or OwnerKind.Queue,
        "clarified" or "talked" or "handed-over" => Kind == OwnerKind.Bot,
        "assigned" => Kind == OwnerKind.Queue,
        "agent" or "requeued" or "transferred" or "handed-back" or "muted" => Kind == OwnerKind.Agent && Agent == fact.Agent,
        "closed" => Kind != OwnerKind.Nobody,
        _ => true,
    };
}
