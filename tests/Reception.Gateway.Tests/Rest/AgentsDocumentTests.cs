using System.Text;
using System.Text.Json;
using Reception.Gateway.Rest;
using Reception.Tests;

namespace Reception.Gateway.Tests.Rest;

/// <summary>Profiles of agents as a file.</summary>
public sealed class AgentsDocumentTests
{
    [Theory]
    [InlineData("demo")]
    [InlineData("demo-en")]
    public void Parse_DemoAgents_BelongToQueuesThatThereAre(string shop)
    {
        var folder = Path.Combine(TestRun.Root, "silo", "Demo");
        var queues = ShopDocument.Parse(File.ReadAllBytes(Path.Combine(folder, $"{shop}.policy.json"))).Queues.Select(queue => $"{shop}/{queue.Name}");

        var agents = AgentsDocument.Parse(File.ReadAllBytes(Path.Combine(folder, $"{shop}.agents.json")));

        Assert.Equal(3, agents.Count);
        Assert.Empty(agents.SelectMany(agent => agent.Queues.Concat((agent.Qualifications ?? []).Select(passed => passed.Queue))).Select(queue => queue.ToString()).Except(queues));
    }

    [Fact]
    public void Parse_SeveralMistakes_TellsThemAllWithTheAgent()
    {
        const string file = """[{"id":"a","name":"","queues":["x"],"capacity":1},{"id":"b","name":"B","queues":["demo/main"],"capacity":0}]""";

        var refusal = Assert.Throws<JsonException>(() => AgentsDocument.Parse(Encoding.UTF8.GetBytes(file)));

        Assert.Equal("a: queues[0]: shop/queue. a: name: 1 to 100 characters. b: capacity: 1 to 100.", refusal.Message);
    }
}
