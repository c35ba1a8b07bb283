using Reception.Client.Sessions;
using Reception.Contracts.Conversations;
using Reception.Tests;

namespace Reception.Gateway.Tests.Client;

/// <summary>Whatever comes in whatever order, what leaves is 1, 2, 3, …</summary>
public sealed class ThreadInboxTests
{
    [Fact]
    public void Messages_InAnyOrderAndDoubled_LeaveInOrderOnce()
    {
        var random = new Random(TestRun.SeedFor(nameof(Messages_InAnyOrderAndDoubled_LeaveInOrderOnce)));
        for (var round = 0; round < TestRun.Cases(200, 20_000); round++)
        {
            var inbox = new ThreadInbox(0);
            var left = new List<long>();
            while (left.Count < 50)
            {
                var from = random.Next(1, 51);
                left.AddRange(inbox.Take(Enumerable.Range(from, random.Next(1, 6)).Where(sequence => sequence <= 50).OrderBy(_ => random.Next()).Select(Message)).Select(message => message.Sequence));
            }
            Assert.Equal(Enumerable.Range(1, 50).Select(sequence => (long)sequence), left);
        }
    }

    [Fact]
    public void Message_ThatCameTooEarly_IsAGap()
    {
        var inbox = new ThreadInbox(3);

        Assert.Empty(inbox.Take([Message(5)]));
        Assert.True(inbox.HasGap);
        Assert.Equal([4, 5], inbox.Take([Message(4)]).Select(message => message.Sequence));
        Assert.False(inbox.HasGap);
    }

    [Fact]
    public void Messages_TooEarlyWithoutEnd_AreBounded()
    {
        var inbox = new ThreadInbox(0);

        inbox.Take(Enumerable.Range(2, 100_000).Select(Message));

        Assert.Equal(257, inbox.Take([Message(1)]).Count);
    }

    private static ChatMessage Message(int sequence) => new(sequence, 1, MessageKind.Text, Author.Customer, null, null, $"{sequence}", default);
}
