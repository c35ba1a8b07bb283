using Reception.Contracts.Agents;
using Reception.Contracts.Ids;
using Reception.Contracts.Knowledge;
using Reception.Contracts.Shops;

namespace Reception.Cluster.Load;

/// <summary>The shop of the runs: a bot that knows four questions, two queues of different weight, agents of different capacity.</summary>
internal static class LoadShop
{
    public const string Channel = "web";

    public static readonly ShopId Shop = new("chaos");

    public static readonly string[] Questions = ["When will my order ship?", "Do you ship to Norway?", "Is there a warranty on earbuds?", "How do I pair the earbuds?"];

    /// <summary>Texts that bring a human.</summary>
    public static readonly string[] ForHumans = ["human", "I want to send my order back"];

    public static async Task CreateAsync(IGrainFactory grains)
    {
        var policy = new ShopPolicy(
            "Chaos", "en", "Europe/Oslo",
            [new("general", OfferSeconds: 5, TargetSeconds: 20), new("returns", OfferSeconds: 5, TargetSeconds: 40, ChatWeight: 2, Topics: ["returns"])],
            [new(Channel)],
            new BotPolicy(TopicsForHumans: ["returns"]),
            DisconnectGraceSeconds: 3,
            PreferredAgentSeconds: 5);
        Require(await grains.GetGrain<IShopGrain>(Shop.Value).PutAsync(policy, expectedVersion: 0) is { Outcome: PutPolicyOutcome.Stored }, "policy");
        var knowledge = grains.GetGrain<IKnowledgeGrain>(Shop.Value);
        KnowledgeEntry[] entries =
        [
            new("ship-when", Questions[0], "We ship within two days.", ["When do you ship?", "How long until my order ships?"]),
            new("ship-where", Questions[1], "We ship to all of Europe.", ["Which countries do you ship to?", "Can you deliver abroad?"]),
            new("warranty", Questions[2], "Two years.", ["How long is the warranty?", "Do earbuds have a guarantee?"]),
            new("pair", Questions[3], "Hold both buttons for three seconds.", ["Pairing does not work", "My earbuds won't connect"]),
            new("return", ForHumans[1], "A colleague looks at it.", ["How do I return my order?", "I would like to return an item"], "returns"),
        ];
        Require((await knowledge.PutDraftAsync(entries)).Outcome == KnowledgeOutcome.Done, "knowledge");
        Require((await knowledge.PublishAsync("load", null)).Outcome == KnowledgeOutcome.Done, "publication");
    }

    /// <summary>Every fifth serves returns only, every fifth both; capacity 2 to 5.</summary>
    public static async Task<AgentId> EmployAsync(IGrainFactory grains, int number)
    {
        var id = new AgentId($"agent-{number:000}");
        string[] queues = (number % 5) switch { 0 => ["returns"], 1 => ["general", "returns"], _ => ["general"] };
        var profile = new AgentProfile(id, id.Value, [.. queues.Select(queue => new QueueId(Shop, queue))], 2 + (number % 4));
        Require(await grains.GetGrain<IAgentGrain>(id.Value).PutProfileAsync(profile) is { Outcome: ProfileOutcome.Stored }, id.Value);
        return id;
    }

    public static ConversationId Conversation(string customer) => new(Shop, Channel, CustomerKey.Visitor(Shop, customer));

    private static void Require(bool stored, string what)
    {
        if (!stored) throw new InvalidOperationException($"The load's {what} could not be stored.");
    }
}
