using Reception.Contracts.Agents;
using Reception.Contracts.Assistant;
using Reception.Contracts.Conversations;
using Reception.Contracts.Gateways;
using Reception.Contracts.Ids;
using Reception.Contracts.Routing;
using Reception.Contracts.Shops;
using Reception.Domain.Conversations;
using Reception.Domain.Conversations.Events;

namespace Reception.Domain.Tests.Conversations;

/// <summary>One conversation as its grain would drive it: decide, append, fold; the journal is a list.</summary>
internal sealed class Story
{
    public static readonly DateTimeOffset Start = new(2026, 11, 11, 9, 0, 0, TimeSpan.Zero);
    public static readonly ConversationId Id = new(new ShopId("demo"), "web", "v-1");
    private int _ids;

    public ConversationState State { get; private set; } = new() { Id = Id };
    public List<ConversationEvent> Journal { get; } = [];
    public DateTimeOffset Now { get; set; } = Start;
    public IJudge? Judge { get; set; } = WordJudge.Instance;

    public ShopPolicy Policy { get; set; } = new(
        "Demo", "en", "UTC", [new("sales"), new("service", TargetSeconds: 30, ChatWeight: 2, Topics: ["refund"])], [new("web")], new());

    public Abilities Abilities { get; set; } = new(Orders: true);

    public Setting Setting => new(Policy, Judge, Now) { Abilities = Abilities };

    public ChatMessage[] Thread => Journal.ToMessages();

    public Decision Post(params string[] texts) => Take(Conversation.Post(State, new("s1", Messages(texts)), Setting));

    public Decision PostWithIds(params (string Id, string Text)[] messages) =>
        Take(Conversation.Post(State, new("s1", [.. messages.Select(m => new IncomingMessage(m.Id, m.Text))]), Setting));

    public Decision AskForHuman(string? id = null) => Take(Conversation.AskForHuman(State, new("s1", id ?? NextId()), Setting));

    public Decision Close(string? id = null) => Take(Conversation.Close(State, new("s1", id ?? NextId()), Setting));

    public Decision Rate(int stars, string? comment = null) => Take(Conversation.Rate(State, new("s1", stars, comment), Setting));

    public Decision Open(string session, long after = 0, VisitContext? context = null) =>
        Take(Conversation.OpenSession(State, new(new(session, "gateway"), after, context ?? new()), Setting));

    public Decision Accept(string agent, long? epoch = null, Guid? offer = null, AssignmentExplanation? why = null) =>
        Take(Conversation.Accept(State, new(new(agent), agent, offer ?? Guid.Empty, epoch ?? State.Epoch, new SessionAddress("a-" + agent, "gateway"), why), Setting));

    public Decision AgentPost(string agent, string text, long? epoch = null, string? id = null) =>
        Take(Conversation.AgentPost(State, new(new(agent), epoch ?? State.Epoch, [new(id ?? NextId(), text)]), Setting));

    public Decision AgentPost(string agent, string text, string? proposal) => Take(Conversation.AgentPost(State, new(new(agent), State.Epoch, [new(NextId(), text)], proposal), Setting));

    public Decision AgentClose(string agent, long? epoch = null, string? id = null) => Take(Conversation.AgentClose(State, Command(agent, epoch, id), Setting));

    public Decision HandBack(string agent, long? epoch = null) => Take(Conversation.HandBack(State, Command(agent, epoch, null), Setting));

    public Decision Transfer(string agent, string queue, long? epoch = null) => Take(Conversation.Transfer(State, Command(agent, epoch, null), queue, Setting));

    public Decision Mute(string agent, bool muted = true) => Take(Conversation.MuteAssistant(State, Command(agent, null, null), muted, Setting));

    public Decision LoseAgent(string agent, long? epoch = null) => Take(Conversation.LoseAgent(State, new(agent), epoch ?? State.Epoch, Setting));

    public Decision Due(ServingState? serving = ServingState.Live) => Take(Conversation.Due(State, serving, Setting));

    /// <summary>The queue takes no more, or it waited as long as may be.</summary>
    public Decision Limit(WaitCause cause, long? epoch = null) => Take(Conversation.MeetLimit(State, epoch ?? State.Epoch, cause, Setting));

    public Decision Step(QueueStep step, long? epoch = null) => Take(Conversation.TakeStep(State, epoch ?? State.Epoch, step, Setting));

    /// <summary>What was promised exists now.</summary>
    public Decision Made(long promise) => Take(Conversation.KeepPromise(State, promise, Setting));

    /// <summary>The queue's rules in this story.</summary>
    public void Rule(string queue, QueueRules rules) => Policy = Policy with { Queues = [.. Policy.Queues.Select(q => q.Name == queue ? q with { Rules = rules } : q)] };

    /// <summary>A reply that was awaited, or none that was, comes.</summary>
    public Decision Reply(BotReply reply) => Take(Conversation.Reply(State, reply, Setting));

    /// <summary>The orders for the reply awaited first, whatever its epoch.</summary>
    public Decision Orders(params OrderFacts[] orders) => Reply(To(State.Awaited[0], BotReplyKind.Orders) with { Orders = orders });

    public Decision Overdue() => Take(Conversation.Overdue(State, Setting));

    public static BotReply To(AwaitedReply awaited, BotReplyKind kind) => new(awaited.Epoch, awaited.ForSequence, awaited.Kind, kind, awaited.EntryId);

    public Decision RateAnswer(long sequence, bool helpful) => Take(Conversation.RateAnswer(State, new("s1", sequence, helpful), Setting));

    public Decision Order(
        string id, long amount, OrderEventKind kind = OrderEventKind.Placed, string currency = "CNY", DateTimeOffset? at = null, string? refund = null) =>
        Take(Conversation.ReportOrder(State, new(id, kind, amount, currency, at ?? Now, refund), Setting));

    /// <summary>Takes a decision that was made on this story's state.</summary>
    public Decision TakeFrom(Decision decision) => Take(decision);

    /// <summary>The story up to the point where this agent owns the conversation.</summary>
    public Story ServedBy(string agent)
    {
        AskForHuman();
        Accept(agent);
        return this;
    }

    public static string[] Kinds(Decision decision) => [.. decision.Events.Select(e => e.GetType().Name)];

    private Decision Take(Decision decision)
    {
        Journal.AddRange(decision.Events);
        State = decision.State;
        return decision;
    }

    private AgentCommand Command(string agent, long? epoch, string? id) => new(new(agent), epoch ?? State.Epoch, id ?? NextId());

    private IncomingMessage[] Messages(string[] texts) => [.. texts.Select(t => new IncomingMessage(NextId(), t))];

    private string NextId() => $"id-{++_ids}";
}
