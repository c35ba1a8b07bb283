using Reception.LoadTest.Checking.Histories;

namespace Reception.LoadTest.Tests.Checking;

public sealed class ClientHistoryTests : IDisposable
{
    private readonly string _file = Path.Combine(Directory.CreateTempSubdirectory("reception-history-").FullName, "clients.history");

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_file)!, recursive: true);

    [Fact]
    public void Read_WhatWasWritten_IsTheSame()
    {
        var story = new CustomerStory("demo/web/张三") { Stayed = true };
        story.OnSession(null);
        foreach (var line in new long[] { 7, 8, 8, 9 }) story.OnLine(line);
        story.OnSession(9);
        story.OnLine(11);
        story.OnAcknowledged("m1", 8);
        var act = new AgentAct(ActKind.Accepted, new DateTimeOffset(2026, 11, 11, 0, 0, 1, TimeSpan.Zero), "ann", "demo/web/张三", 3, 1, 4);
        using (var writer = new ClientHistoryWriter(_file))
        {
            writer.Write(act);
            writer.Write(story);
        }

        var read = Assert.Single(ClientHistoryReader.Stories(_file));
        Assert.Equal((story.Conversation, story.Repeated, true), (read.Conversation, read.Repeated, read.Stayed));
        Assert.Equal(story.Acknowledged, read.Acknowledged);
        Assert.Equal([new ReceivedRun(null, 7, 3), new ReceivedRun(10, 11, 1)], read.Received);
        Assert.Equal(act, Assert.Single(ClientHistoryReader.Acts(_file)));
    }

    [Fact]
    public async Task Write_FromManyThreads_LosesNothing()
    {
        using (var writer = new ClientHistoryWriter(_file))
        {
            await Task.WhenAll(Enumerable.Range(0, 4).Select(thread => Task.Run(() =>
            {
                for (var i = 0; i < 1_000; i++) writer.Write(new CustomerStory($"demo/web/{thread}-{i}"));
            })));
        }
        Assert.Equal(4_000, ClientHistoryReader.Stories(_file).Select(story => story.Conversation).Distinct().Count());
    }

    [Fact]
    public void Read_FileThatWasCutOff_IsRefused()
    {
        using (var writer = new ClientHistoryWriter(_file))
        {
            for (var i = 0; i < 1_000; i++) writer.Write(new CustomerStory($"demo/web/{i * 7919}"));
        }
        var bytes = File.ReadAllBytes(_file);
        File.WriteAllBytes(_file, bytes[..(bytes.Length / 2)]);
        Assert.ThrowsAny<InvalidDataException>(() => ClientHistoryReader.Stories(_file).Count());
    }

    [Fact]
    public void Read_OtherFile_IsRefused()
    {
        File.WriteAllText(_file, "no history");
        Assert.Throws<InvalidDataException>(() => ClientHistoryReader.Stories(_file).Count());
    }
}
