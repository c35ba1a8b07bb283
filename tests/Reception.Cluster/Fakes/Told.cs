using Reception.Cluster.Histories;
using Reception.Contracts.Conversations;

namespace Reception.Cluster.Fakes;

/// <summary>Writes recorded commands by hand: one conversation, times as given.</summary>
internal sealed class Told
{
    public const string Conversation = "shop/web/v-1";
    private readonly List<Operation> _operations = [];
    private long _now;

    public IReadOnlyList<Operation> Operations => _operations;

    /// <summary>After everything so far.</summary>
    public Told Then(Command command, Answer? answer) => At(command, answer, ++_now, answer is null ? null : ++_now);

    public Told At(Command command, Answer? answer, long invoked, long? returned)
    {
        _now = Math.Max(_now, Math.Max(invoked, returned ?? 0));
        _operations.Add(new(_operations.Count + 1, command, invoked, returned, answer));
        return this;
    }

    public static Command Post(params string[] ids) => new(CommandKind.Post, Conversation, "customer", Lines: [.. ids.Select(id => new SentLine(id, $"text of {id}"))]);

    public static Command AgentPost(string agent, long epoch, params string[] ids) => new(CommandKind.AgentPost, Conversation, agent, agent, epoch, [.. ids.Select(id => new SentLine(id, $"text of {id}"))]);

    public static Command By(CommandKind kind, string agent, long epoch) => new(kind, Conversation, agent, agent, epoch);

    public static Command Customer(CommandKind kind) => new(kind, Conversation, "customer");

    public static Command Read(long after = 0) => new(CommandKind.Read, Conversation, "reader", After: after);

    public static Answer Stored(SeenView? view, params (string Id, long Sequence)[] promises) => new(CommandOutcome.Done, view, [.. promises.Select(promise => new Promise(promise.Id, promise.Sequence))]);

    public static Answer Done(SeenView? view) => new(CommandOutcome.Done, view);

    public static Answer Page(long last, params (long Sequence, string? Key)[] lines) => new(CommandOutcome.Done, Lines: [.. lines.Select(line => new SeenLine(line.Sequence, line.Key, ""))], Last: last);

    public static SeenView Bot(long version, long last, long epoch = 1) => new(version, last, epoch, ConversationPhase.Bot, null);

    public static SeenView Waiting(long version, long last, long epoch) => new(version, last, epoch, ConversationPhase.Waiting, null);

    public static SeenView Agent(string agent, long version, long last, long epoch) => new(version, last, epoch, ConversationPhase.Agent, agent);

    public static SeenView Closed(long version, long last, long epoch) => new(version, last, epoch, ConversationPhase.Closed, null);
}
