using System.Text.Json;

namespace Reception.LoadTest.Drivers;

/// <summary>
/// Reads what a customer's script has to know out of a server's frame, in one pass and without making objects of the rest. The type
/// stands first in every frame of the server.
/// </summary>
internal static class FrameReading
{
    /// <summary>Words that come in every frame, kept once.</summary>
    private static readonly (byte[] Utf8, string Text)[] Words = [.. new[]
    {
        "customer", "bot", "agent", "system", "text", "answer", "clarification", "small-talk", "notice", "new", "waiting", "closed", "agent-joined", "agent-left",
        "back-to-bot", "reopened", "transferred", "out-of-hours", "message-taken", "call-back", "wait-offer", "busy", "sent-outside",
    }.Select(word => (System.Text.Encoding.UTF8.GetBytes(word), word))];

    public static void Read(ReadOnlySpan<byte> utf8, ICustomerSink sink)
    {
        var reader = new Utf8JsonReader(utf8);
        reader.Read();
        if (!reader.Read() || !reader.ValueTextEquals("type"u8) || !reader.Read()) throw new JsonException("A frame of the server does not begin with its type.");
        if (reader.ValueTextEquals("push"u8)) Push(ref reader, sink);
        else if (reader.ValueTextEquals("ack"u8)) Acks(ref reader, sink);
        else if (reader.ValueTextEquals("done"u8)) Done(ref reader, sink);
        else if (reader.ValueTextEquals("welcome"u8)) Welcome(ref reader, sink);
        else if (reader.ValueTextEquals("place"u8)) Place(ref reader, sink);
        else if (reader.ValueTextEquals("error"u8) || reader.ValueTextEquals("bye"u8)) Refusal(ref reader, sink);
    }

    private static void Push(ref Utf8JsonReader reader, ICustomerSink sink)
    {
        while (Next(ref reader))
        {
            if (reader.ValueTextEquals("messages"u8)) Lines(ref reader, sink);
            else if (reader.ValueTextEquals("view"u8) && View(ref reader) is { Phase: { } phase }) sink.OnPhase(phase);
            else Skip(ref reader);
        }
    }

    private static void Lines(ref Utf8JsonReader reader, ICustomerSink sink)
    {
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject) sink.OnLine(Line(ref reader));
    }

    private static ReceivedLine Line(ref Utf8JsonReader reader)
    {
        var (sequence, author, kind, notice, client) = (0L, "", "", default(string), default(string));
        while (Next(ref reader))
        {
            if (reader.ValueTextEquals("sequence"u8)) sequence = Long(ref reader);
            else if (reader.ValueTextEquals("author"u8)) author = Word(ref reader);
            else if (reader.ValueTextEquals("kind"u8)) kind = Word(ref reader);
            else if (reader.ValueTextEquals("notice"u8)) notice = Word(ref reader);
            else if (reader.ValueTextEquals("clientId"u8)) client = Text(ref reader);
            else Skip(ref reader);
        }
        return new(sequence, author, kind, notice, client);
    }

    private static (string? Conversation, string? Phase, long Last) View(ref Utf8JsonReader reader)
    {
        var (conversation, phase, last) = (default(string), default(string), 0L);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject) return (null, null, 0);
        while (Next(ref reader))
        {
            if (reader.ValueTextEquals("conversation"u8)) conversation = Text(ref reader);
            else if (reader.ValueTextEquals("phase"u8)) phase = Word(ref reader);
            else if (reader.ValueTextEquals("lastSequence"u8)) last = Long(ref reader);
            else Skip(ref reader);
        }
        return (conversation, phase, last);
    }

    private static void Acks(ref Utf8JsonReader reader, ICustomerSink sink)
    {
        while (Next(ref reader))
        {
            if (!reader.ValueTextEquals("acks"u8))
            {
                Skip(ref reader);
                continue;
            }
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            {
                var (id, sequence) = ("", 0L);
                while (Next(ref reader))
                {
                    if (reader.ValueTextEquals("id"u8)) id = Text(ref reader) ?? "";
                    else if (reader.ValueTextEquals("sequence"u8)) sequence = Long(ref reader);
                    else Skip(ref reader);
                }
                sink.OnAcknowledged(id, sequence);
            }
        }
    }

    private static void Done(ref Utf8JsonReader reader, ICustomerSink sink)
    {
        string? id = null;
        while (Next(ref reader))
        {
            if (reader.ValueTextEquals("id"u8)) id = Text(ref reader);
            else if (reader.ValueTextEquals("view"u8) && View(ref reader) is { Phase: { } phase }) sink.OnPhase(phase);
            else Skip(ref reader);
        }
        if (id is not null) sink.OnDone(id);
    }

    private static void Welcome(ref Utf8JsonReader reader, ICustomerSink sink)
    {
        var (conversation, phase, last) = (default(string), default(string), 0L);
        while (Next(ref reader))
        {
            if (reader.ValueTextEquals("view"u8)) (conversation, phase, last) = View(ref reader);
            else Skip(ref reader);
        }
        if (phase is not null) sink.OnPhase(phase);
        sink.OnWelcome(conversation ?? "", last);
    }

    private static void Place(ref Utf8JsonReader reader, ICustomerSink sink)
    {
        while (Next(ref reader))
        {
            if (reader.ValueTextEquals("place"u8)) sink.OnPlace((int)Long(ref reader));
            else Skip(ref reader);
        }
    }

    private static void Refusal(ref Utf8JsonReader reader, ICustomerSink sink)
    {
        var (id, code, retry) = (default(string), "error", default(int?));
        while (Next(ref reader))
        {
            if (reader.ValueTextEquals("id"u8)) id = Text(ref reader);
            else if (reader.ValueTextEquals("code"u8)) code = Text(ref reader) ?? code;
            else if (reader.ValueTextEquals("retryAfterMs"u8)) retry = (int)Long(ref reader);
            else Skip(ref reader);
        }
        sink.OnRefused(id, code, retry);
    }

    /// <summary>The next name of this object; false at its end.</summary>
    private static bool Next(ref Utf8JsonReader reader) => reader.Read() && reader.TokenType == JsonTokenType.PropertyName;

    private static void Skip(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.PropertyName) reader.Read();
        if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray) reader.Skip();
    }

    private static long Long(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.TokenType == JsonTokenType.Number ? reader.GetInt64() : 0;
    }

    private static string? Text(ref Utf8JsonReader reader)
    {
        reader.Read();
        return reader.GetString();
    }

    private static string Word(ref Utf8JsonReader reader)
    {
        reader.Read();
        foreach (var (utf8, text) in Words)
        {
            if (reader.ValueTextEquals(utf8)) return text;
        }
        return reader.GetString() ?? "";
    }
}
