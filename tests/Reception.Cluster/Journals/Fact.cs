using System.Text.Json;

namespace Reception.Cluster.Journals;

/// <summary>
/// One stored event, read straight from the file: the envelope and its JSON. This folder shares no code with the store or with the
/// grains: own SQL, own frame reader, own field names (docs/protocol of the file: src/Reception.Storage's golden files).
/// </summary>
internal sealed record Fact(long Position, string Conversation, long Number, JsonElement Json)
{
    public string Kind => Text("e")!;

    public DateTimeOffset At => Json.GetProperty("at").GetDateTimeOffset();

    public bool IsLine => Kind is "said" or "answered" or "clarified" or "talked" or "agent" or "notice";

    public long Sequence => Long("sequence");

    public long Epoch => Long("epoch");

    public string? Agent => Text("agent");

    public string? Text(string name) => Json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    public long Long(string name) => Json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number ? value.GetInt64() : 0;

    public bool Flag(string name) => Json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    /// <summary>The wait of an event that enters a queue.</summary>
    public StoredWait? Wait => Json.TryGetProperty("wait", out var wait) && wait.ValueKind == JsonValueKind.Object
        ? new(
            wait.GetProperty("queue").GetString()!,
            wait.TryGetProperty("weight", out var weight) ? weight.GetInt32() : 0,
            wait.TryGetProperty("preferred", out var preferred) ? preferred.GetString() : null,
            wait.TryGetProperty("preferredUntil", out var until) ? until.GetDateTimeOffset() : null)
        : null;

    public override string ToString() => $"#{Position} {Conversation} [{Number}] {(Kind == "checkpoint" ? "checkpoint" : Json.GetRawText())}";
}

internal sealed record StoredWait(string Queue, int Weight, string? Preferred, DateTimeOffset? PreferredUntil);

/// <summary>One append as the file has it. <see cref="Previous"/>: the position of the conversation's row before, 0 = none.</summary>
internal sealed record StoredRow(long Position, long First, int Count, long Previous, string Conversation);

/// <summary>A row of the index of open work; <see cref="Queue"/> null: nobody waits in a queue.</summary>
internal sealed record StoredWork(string Work, string? Queue, long Epoch);

/// <summary>An agent as the file has him.</summary>
internal sealed record StoredAgent(string Id, int Capacity, string[] Queues);
