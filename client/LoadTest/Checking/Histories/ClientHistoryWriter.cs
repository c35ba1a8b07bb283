using System.IO.Compression;
using System.Text;

namespace Reception.LoadTest.Checking.Histories;

/// <summary>
/// Appends stories and acts to a file as they end: nothing of them stays in memory. The file is "RCPH", a version byte, and a deflated
/// stream of records (kind, length, fields as seven-bit numbers and UTF-8), about 40 bytes a conversation. Any thread.
/// </summary>
internal sealed class ClientHistoryWriter : IDisposable
{
    internal const byte Version = 1;
    internal const byte StoryRecord = 1;
    internal const byte ActRecord = 2;
    private readonly Lock _gate = new();
    private readonly MemoryStream _record = new();
    private readonly BinaryWriter _fields;
    private readonly BinaryWriter _out;
    private bool _isClosed;

    public ClientHistoryWriter(string file)
    {
        var stream = File.Create(file);
        stream.Write(Magic);
        stream.WriteByte(Version);
        _out = new BinaryWriter(new DeflateStream(new BufferedStream(stream, 1 << 16), CompressionLevel.Fastest), Encoding.UTF8);
        _fields = new BinaryWriter(_record, Encoding.UTF8);
    }

    internal static ReadOnlySpan<byte> Magic => "RCPH"u8;

    /// <summary>Stories written so far.</summary>
    public long Stories { get; private set; }

    /// <summary>After the end nothing is written any more: a customer who was given up may still end.</summary>
    public void Write(CustomerStory story)
    {
        lock (_gate)
        {
            if (_isClosed) return;
            Stories++;
            _fields.Write(story.Conversation);
            _fields.Write(story.Stayed);
            _fields.Write7BitEncodedInt64(story.Repeated);
            _fields.Write7BitEncodedInt(story.Acknowledged.Count);
            foreach (var line in story.Acknowledged)
            {
                _fields.Write(line.ClientId);
                _fields.Write7BitEncodedInt64(line.Sequence);
            }
            _fields.Write7BitEncodedInt(story.Received.Count);
            foreach (var run in story.Received)
            {
                _fields.Write7BitEncodedInt64(run.Expected is { } expected ? expected + 1 : 0);
                _fields.Write7BitEncodedInt64(run.First);
                _fields.Write7BitEncodedInt64(run.Count);
            }
            Append(StoryRecord);
        }
    }

    public void Write(in AgentAct act)
    {
        lock (_gate)
        {
            if (_isClosed) return;
            _fields.Write((byte)act.Kind);
            _fields.Write(act.At.UtcTicks);
            _fields.Write(act.Agent);
            _fields.Write(act.Conversation);
            _fields.Write7BitEncodedInt64(act.Epoch);
            _fields.Write7BitEncodedInt(act.Load);
            _fields.Write7BitEncodedInt(act.Capacity);
            Append(ActRecord);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isClosed = true;
            _out.Dispose();
        }
    }

    private void Append(byte kind)
    {
        _out.Write(kind);
        _out.Write7BitEncodedInt((int)_record.Length);
        _out.Write(_record.GetBuffer().AsSpan(0, (int)_record.Length));
        _record.SetLength(0);
    }
}
