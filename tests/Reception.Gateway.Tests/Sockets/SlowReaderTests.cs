using Reception.Contracts.Conversations;
using Reception.Gateway.Tests.Fakes;

namespace Reception.Gateway.Tests.Sockets;

/// <summary>A connection that does not read is told so and cut; what it missed it resumes.</summary>
public sealed class SlowReaderTests
{
    [Fact]
    public async Task Reader_ThatDoesNotRead_IsCutAndResumesWithoutAGap()
    {
        await using var host = await GatewayHost.StartAsync(options => options.Sockets.Farewell = TimeSpan.FromMinutes(5)); // time to read the bye on a busy machine
        var conversation = host.Cluster.Conversation("demo/web/v-1");
        var cut = new TaskCompletionSource();
        conversation.Before = call =>
        {
            if (call == "close-session") cut.TrySetResult();
            return Task.CompletedTask;
        };
        var slow = await host.WelcomedAsync();
        var said = 0;
        for (; said < 5_000 && !cut.Task.IsCompleted && conversation.Sessions > 0; said++) await conversation.SayAsync(Author.Bot, new string('慢', 4_000));

        long last = 0;
        var bye = "";
        while (await slow.ReceiveAsync() is { } frame)
        {
            if (frame.GetProperty("type").GetString() == "bye") bye = frame.GetProperty("code").GetString();
            if (!frame.TryGetProperty("messages", out var messages)) continue;
            foreach (var message in messages.EnumerateArray()) Assert.Equal(++last, message.GetProperty("sequence").GetInt64());
        }
        Assert.Equal("slow-reader", bye);
        Assert.InRange(last, 0, said - 1);
        await slow.DisposeAsync();

        await using var again = await host.WelcomedAsync(after: last);
        while (last < said)
        {
            foreach (var sequence in await again.PushedAsync()) Assert.Equal(++last, sequence);
        }
    }
}
