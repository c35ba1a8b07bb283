namespace Reception.Cluster.Checks;

/// <summary>
/// A broken promise. This folder holds one check for each invariant of docs/architecture.md, over what the file and the clients say;
/// none of them asks a grain or uses its code. <see cref="Conversation"/> null: it concerns no single one.
/// </summary>
internal sealed record Violation(string Rule, string? Conversation, string What)
{
    public override string ToString() => $"{Rule}: {(Conversation is null ? "" : Conversation + " ")}{What}";
}
