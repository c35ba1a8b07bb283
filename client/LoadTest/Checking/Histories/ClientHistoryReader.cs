using System.IO.Compression;
using System.Text;

namespace Reception.LoadTest.Checking.Histories;

/// <summary>Reads what <see cref="ClientHistoryWriter"/> wrote, record by record. Kinds of record it does not know are skipped.</summary>
internal static class ClientHistoryReader
{
    public static IEnumerable<CustomerStory> Stories(string file) => Records(file, ClientHistoryWriter.StoryRecord).Select(Story);

    public static IEnumerable<AgentAct> Acts(string file) => Records(file, ClientHistoryWriter.ActRecord).Select(Act);

    /// <exception cref="InvalidDataException">No history, one of a later version, or one that was cut off.</exception>
    private static IEnumerable<BinaryReader> Records(string file, byte wanted)
    {
        using var stream = File.OpenRead(file);
        var head = new byte[5];
        if (stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false) < head.Length || !head.AsSpan(0, 4).SequenceEqual(ClientHistoryWriter.Magic)) throw new InvalidDataException($"{file} is no client history.");
        if (head[4] > ClientHistoryWriter.Version) throw new InvalidDataException($"{file} was written by a later version.");
        using var unpacked = new BufferedStream(new DeflateStream(stream, CompressionMode.Decompress), 1 << 16);
        using var reader = new BinaryReader(unpacked, Encoding.UTF8);
        var record = new MemoryStream();
        using var fields = new BinaryReader(record, Encoding.UTF8);
        while (Next(reader, record, file) is { } kind)
        {
            if (kind != wanted) continue;
            record.Position = 0;
            yield return fields;
        }
    }

    private static byte? Next(BinaryReader reader, MemoryStream record, string file)
    {
        var kind = reader.BaseStream.ReadByte();
        if (kind < 0) return null;
        try
        {
            var length = reader.Read7BitEncodedInt();
            record.SetLength(length);
            reader.BaseStream.ReadExactly(record.GetBuffer().AsSpan(0, length));
        }
        catch (EndOfStreamException end)
        {
            throw new InvalidDataException($"{file} was cut off: its load process did not end in order.", end);
        }
        return (byte)kind;
    }

    private static CustomerStory Story(BinaryReader fields)
    {
        var conversation = fields.ReadString();
        var stayed = fields.ReadBoolean();
        var repeated = fields.Read7BitEncodedInt64();
        var acknowledged = new AcknowledgedLine[fields.Read7BitEncodedInt()];
        for (var i = 0; i < acknowledged.Length; i++) acknowledged[i] = new(fields.ReadString(), fields.Read7BitEncodedInt64());
        var received = new ReceivedRun[fields.Read7BitEncodedInt()];
        for (var i = 0; i < received.Length; i++) received[i] = new(fields.Read7BitEncodedInt64() is var expected and > 0 ? expected - 1 : null, fields.Read7BitEncodedInt64(), fields.Read7BitEncodedInt64());
        return CustomerStory.Of(conversation, acknowledged, received, repeated, stayed);
    }

    private static AgentAct Act(BinaryReader fields) => new(
        (ActKind)fields.ReadByte(),
        new DateTimeOffset(fields.ReadInt64(), TimeSpan.Zero),
        fields.ReadString(),
        fields.ReadString(),
        fields.Read7BitEncodedInt64(),
        fields.Read7BitEncodedInt(),
        fields.Read7BitEncodedInt());
}
