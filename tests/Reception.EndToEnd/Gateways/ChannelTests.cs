using System.Net;
using System.Net.Http.Json;
using System.Reflection;
using Reception.Tests;

namespace Reception.EndToEnd.Gateways;

/// <summary>The sample channel, as its README starts it, before a silo: what a buyer writes is answered, once, and survives its restart.</summary>
public sealed class ChannelTests
{
    [Fact]
    public async Task Channel_BuyersLine_IsStoredAndAnswered()
    {
        await using var silo = await SiloProcess.StartAsync();
        await using var channel = await StartAsync(silo);
        using var http = new HttpClient { BaseAddress = Address(channel) };

        var first = await PostAsync(http, "m1", "什么时候发货");
        var replies = await RepliesAsync(http, count: 1);

        Assert.Equal((1, 2), (first.Sequence, replies[0].Sequence));
    }

    [Fact]
    public async Task Channel_LineSentAgainAfterARestart_IsStoredOnceAndAnsweredOnce()
    {
        await using var silo = await SiloProcess.StartAsync();
        await using (var channel = await StartAsync(silo))
        {
            using var before = new HttpClient { BaseAddress = Address(channel) };
            await PostAsync(before, "m1", "什么时候发货");
            await channel.KillAsync();
        }
        await using var again = await StartAsync(silo);
        using var http = new HttpClient { BaseAddress = Address(again) };

        var repeated = await PostAsync(http, "m1", "什么时候发货");
        var next = await PostAsync(http, "m2", "可以退货吗");
        var replies = await RepliesAsync(http, count: 2);

        Assert.Equal((1, 3), (repeated.Sequence, next.Sequence));
        Assert.Equal([2, 4], replies.Select(reply => reply.Sequence));
    }

    [Fact]
    public async Task Channel_LineForNoShop_IsRefused()
    {
        await using var silo = await SiloProcess.StartAsync();
        await using var channel = await StartAsync(silo);
        using var http = new HttpClient { BaseAddress = Address(channel) };

        using var answer = await http.PostAsJsonAsync("/shops/none/buyers/anna/messages", new Line("m1", "hello"));

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public void Channel_AllItsCode_IsAtMost150Lines() =>
        Assert.InRange(Directory.GetFiles(Path.Combine(TestRun.Root, "client", "samples", "Channel"), "*.cs").Sum(file => File.ReadAllLines(file).Length), 1, 150);

    private static Task<ServerProcess> StartAsync(SiloProcess silo)
    {
        var output = typeof(ChannelTests).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(item => item.Key == "ChannelOutput").Value!;
        return ServerProcess.StartAsync(Path.Combine(output, "Channel.dll"), "--cluster", $"127.0.0.1:{silo.GatewayPort}", "--url", "http://127.0.0.1:0", "--simulate", "false");
    }

    private static Uri Address(ServerProcess channel) => new(channel.Ready.Split(' ')[^1]);

    private static async Task<Stored> PostAsync(HttpClient http, string id, string text)
    {
        using var answer = await http.PostAsJsonAsync("/shops/demo/buyers/anna/messages", new Line(id, text));
        return (await answer.Content.ReadFromJsonAsync<Stored>())!;
    }

    private static async Task<Reply[]> RepliesAsync(HttpClient http, int count)
    {
        Reply[] replies = [];
        await Waits.UntilAsync(async () => (replies = (await http.GetFromJsonAsync<Reply[]>("/shops/demo/buyers/anna/messages"))!).Length >= count, () => $"{replies.Length} of {count} replies");
        return replies;
    }

    private sealed record Line(string Id, string Text);

    private sealed record Stored(long Sequence, string? Error);

    private sealed record Reply(long Sequence, string Author, string Text);
}
