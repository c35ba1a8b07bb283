using System.Text.Json;

namespace Reception.LoadTest.Checking.Stored;

/// <summary>Reads an event in one pass over its bytes. What is unknown is skipped; a wrong shape is an <see cref="InvalidDataException"/>.</summary>
internal static class EventReading
{
    private static readonly (byte[] Name, EventKind Kind)[] Kinds =
    [
        .. new (string, EventKind)[]
        {
            ("said", EventKind.Said), ("answered", EventKind.Answered), ("clarified", EventKind.Clarified), ("talked", EventKind.Talked), ("agent", EventKind.AgentSaid),
            ("notice", EventKind.Notice), ("referred", EventKind.Referred), ("opened", EventKind.Opened), ("handed-over", EventKind.HandedOver), ("assigned", EventKind.Assigned),
            ("requeued", EventKind.Requeued), ("transferred", EventKind.Transferred), ("handed-back", EventKind.HandedBack), ("taken", EventKind.Taken),
            ("reassigned", EventKind.Reassigned), ("overflowed", EventKind.Overflowed), ("reclassified", EventKind.Reclassified), ("wait-ended", EventKind.WaitEnded),
            ("closed", EventKind.Closed), ("rated", EventKind.Rated), ("deadline", EventKind.DueMoved), ("promised", EventKind.Promised), ("promise-kept", EventKind.PromiseKept),
            ("created", EventKind.Created), ("entered", EventKind.Entered), ("returned", EventKind.Returned), ("moved", EventKind.Moved), ("completed", EventKind.Completed),
            ("cancelled", EventKind.Cancelled), ("reopened", EventKind.Reopened),
        }.Select(pair => (System.Text.Encoding.UTF8.GetBytes(pair.Item1), pair.Item2)),
    ];

    public static StoredEvent Read(ReadOnlySpan<byte> json, long position, long number)
    {
        try
        {
            return Parse(json, position, number);
        }
        catch (Exception wrong) when (wrong is JsonException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException($"Event {number} of row {position} cannot be read: {wrong.Message}", wrong);
        }
    }

    private static StoredEvent Parse(ReadOnlySpan<byte> json, long position, long number)
    {
        var reader = new Utf8JsonReader(json);
        var (kind, at, sequence, epoch, machine, scheduled) = (EventKind.Other, 0L, 0L, 0L, false, false);
        string? agent = null, from = null, client = null;
        StoredWait? wait = null;
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("e"u8)) kind = Kind(ref reader);
            else if (reader.ValueTextEquals("at"u8)) at = Time(ref reader);
            else if (reader.ValueTextEquals("sequence"u8)) sequence = Long(ref reader);
            else if (reader.ValueTextEquals("epoch"u8)) epoch = Long(ref reader);
            else if (reader.ValueTextEquals("agent"u8)) agent = Text(ref reader);
            else if (reader.ValueTextEquals("from"u8)) from = Text(ref reader);
            else if (reader.ValueTextEquals("clientMessageId"u8)) client = Text(ref reader);
            else if (reader.ValueTextEquals("machine"u8)) machine = reader.Read() && reader.TokenType == JsonTokenType.True;
            else if (reader.ValueTextEquals("notBefore"u8)) scheduled = reader.Read() && reader.TokenType == JsonTokenType.String;
            else if (reader.ValueTextEquals("wait"u8) || reader.ValueTextEquals("waiting"u8)) wait = Wait(ref reader);
            else Skip(ref reader);
        }
        return new(kind, position, number, at, sequence, epoch, agent, from, client, machine, wait, scheduled);
    }

    private static StoredWait? Wait(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject) return null;
        var (queue, due, weight, until, demands) = ("", 0L, 0, 0L, "");
        string? preferred = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("queue"u8)) queue = Text(ref reader) ?? "";
            else if (reader.ValueTextEquals("due"u8)) due = Time(ref reader);
            else if (reader.ValueTextEquals("weight"u8)) weight = (int)Long(ref reader);
            else if (reader.ValueTextEquals("preferred"u8)) preferred = Text(ref reader);
            else if (reader.ValueTextEquals("preferredUntil"u8)) until = Time(ref reader);
            else if (reader.ValueTextEquals("request"u8)) demands = Demands(ref reader);
            else Skip(ref reader);
        }
        return new(queue, due, weight, preferred, until, demands);
    }

    /// <summary>What decides which agents may serve it; its priority and deadline are in the due time already.</summary>
    private static string Demands(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject) return "";
        using var request = JsonDocument.ParseValue(ref reader);
        return string.Join(';', request.RootElement.EnumerateObject().Where(part => part.Name is "kind" or "channel" or "language" or "labels" or "skills" or "selectors").Select(part => part.ToString()));
    }

    private static EventKind Kind(ref Utf8JsonReader reader)
    {
        reader.Read();
        foreach (var (name, kind) in Kinds)
        {
            if (reader.ValueTextEquals(name)) return kind;
        }
        return EventKind.Other;
    }

    private static long Time(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.String ? reader.GetDateTimeOffset().UtcTicks : 0;
    }

    private static long Long(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.Number ? reader.GetInt64() : 0;
    }

    private static string? Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType == JsonTokenType.String) return reader.GetString();
        reader.Skip();
        return null;
    }

    private static void Skip(ref Utf8JsonReader reader)
    {
        reader.Read();
        reader.Skip();
    }
}
