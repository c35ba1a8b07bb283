namespace Reception.Contracts.Ids;

/// <summary>A person who serves customers, in one or several shops. One <see cref="KeyPart"/>.</summary>
[GenerateSerializer, Immutable]
public readonly record struct AgentId
{
    /// <summary>Throws <see cref="ArgumentException"/> on a part that is not valid.</summary>
    public AgentId(string value) => Value = KeyPart.Require(value, "agent id");

    [Id(0)] public string Value { get; }

    public static bool TryParse(string? text, out AgentId id)
    {
        id = KeyPart.IsValid(text) ? new AgentId(text!) : default;
        return id.Value is not null;
    }

    public override string ToString() => Value;
}
