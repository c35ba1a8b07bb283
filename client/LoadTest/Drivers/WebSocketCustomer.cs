using System.Net.WebSockets;

namespace Reception.LoadTest.Drivers;

/// <summary>A customer's socket.</summary>
internal sealed class WebSocketCustomer : ICustomerLink
{
    private readonly FrameText _frames = new();
    private readonly WebSocketLine _line;
    private readonly string _token;
    private readonly Task _reading;

    public WebSocketCustomer(WebSocketLine line, ICustomerSink sink, string token, Action ended)
    {
        (_line, _token) = (line, token);
        _reading = ReadAsync(sink, ended);
    }

    public ValueTask HelloAsync(long after) => SendAsync(_frames.Hello(_token, after));

    public ValueTask PostAsync(string id, SpokenLine line) => SendAsync(_frames.Post(id, line));

    public ValueTask HumanAsync(string id) => SendAsync(_frames.Command("human"u8, id));

    public ValueTask ConfirmAsync(long sequence) => SendAsync(_frames.Confirm(sequence));

    public ValueTask CloseAsync(string id) => SendAsync(_frames.Command("close"u8, id));

    public ValueTask RateAsync(string id, int stars) => SendAsync(_frames.Rate(id, stars));

    public void Cut() => _line.Cut();

    public async ValueTask DisposeAsync()
    {
        await _line.CloseAsync();
        await Task.WhenAny(_reading, Task.Delay(TimeSpan.FromSeconds(5), TimeProvider.System));
        _line.Dispose();
        await _reading;
    }

    private async ValueTask SendAsync(ReadOnlyMemory<byte> frame)
    {
        try
        {
            await _line.SendAsync(frame);
        }
        catch (Exception exception) when (exception is WebSocketException or IOException or ObjectDisposedException or OperationCanceledException or InvalidOperationException)
        {
            throw new LinkException("closed", exception);
        }
    }

    private async Task ReadAsync(ICustomerSink sink, Action ended)
    {
        await Task.Yield();
        var code = await _line.ReadAllAsync(frame => FrameReading.Read(frame.Span, sink));
        ended();
        sink.OnGone(code);
    }
}
