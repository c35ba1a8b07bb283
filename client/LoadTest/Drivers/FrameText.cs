using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace Reception.LoadTest.Drivers;

/// <summary>Frames of the customer, written as bytes: the load process has to be cheaper than what it measures. Not for many threads at once.</summary>
internal sealed class FrameText
{
    private readonly ArrayBufferWriter<byte> _buffer = new(256);

    public ReadOnlyMemory<byte> Hello(string token, long after) => Begin("{\"type\":\"hello\",\"channel\":\"web\",\"token\":\""u8).Add(token).Add("\",\"after\":"u8).Add(after).End("}"u8);

    public ReadOnlyMemory<byte> Post(string id, SpokenLine line) =>
        Begin("{\"type\":\"post\",\"messages\":[{\"id\":\""u8).Add(id).Add("\",\"text\":\""u8).Add(line.Json.Span).End("\"}]}"u8);

    public ReadOnlyMemory<byte> Command(ReadOnlySpan<byte> type, string id) => Begin("{\"type\":\""u8).Add(type).Add("\",\"id\":\""u8).Add(id).End("\"}"u8);

    public ReadOnlyMemory<byte> Confirm(long sequence) => Begin("{\"type\":\"confirm\",\"sequence\":"u8).Add(sequence).End("}"u8);

    public ReadOnlyMemory<byte> Rate(string id, int stars) => Begin("{\"type\":\"rate\",\"id\":\""u8).Add(id).Add("\",\"stars\":"u8).Add(stars).End("}"u8);

    private FrameText Begin(ReadOnlySpan<byte> text)
    {
        _buffer.ResetWrittenCount();
        return Add(text);
    }

    private FrameText Add(ReadOnlySpan<byte> text)
    {
        _buffer.Write(text);
        return this;
    }

    /// <summary>Ids and tokens: characters that JSON does not escape.</summary>
    private FrameText Add(string text)
    {
        var span = _buffer.GetSpan(text.Length);
        _buffer.Advance(Encoding.ASCII.GetBytes(text, span));
        return this;
    }

    private FrameText Add(long number)
    {
        Utf8Formatter.TryFormat(number, _buffer.GetSpan(20), out var written);
        _buffer.Advance(written);
        return this;
    }

    private ReadOnlyMemory<byte> End(ReadOnlySpan<byte> text) => Add(text)._buffer.WrittenMemory;
}
