using Reception.Cluster.Histories;
using Reception.Contracts.Conversations;

namespace Reception.Cluster.Fakes;

/// <summary>
/// Random histories that are right by construction: a conversation in memory carries commands out one at a time, each at a random
/// instant, and the recorded times of call and answer lie at random before and after it. Some answers are lost, some come doubled.
/// </summary>
internal sealed class RandomThread(Random random)
{
    private static readonly string[] Agents = ["lin", "zhou", "ben"];
    private readonly List<SeenLine> _lines = [];
    private readonly List<Operation> _operations = [];
    private ConversationPhase _phase = ConversationPhase.Bot;
    private string? _agent;
    private long _version = 1;
    private long _epoch = 1;
    private long _now = 1_000;
    private int _ids;

    public IReadOnlyList<Operation> Run(int commands)
    {
        for (var i = 0; i < commands; i++) Step();
        return _operations;
    }

    private SeenView View => new(_version, _lines.Count, _epoch, _phase, _agent);

    private void Step()
    {
        _now += random.Next(1, 30);
        switch (random.Next(10))
        {
            case < 3: Record(Told.Post(Ids()), command => Say(command, Told.Customer(CommandKind.Look))); break;
            case 3 when _phase == ConversationPhase.Bot: Record(Told.Customer(CommandKind.Ask), _ => Change(ConversationPhase.Waiting, null)); break;
            case < 6 when _phase == ConversationPhase.Waiting: Take(); break;
            case < 6 when _phase == ConversationPhase.Agent: Record(Told.AgentPost(_agent!, _epoch, Ids()), command => Say(command, command)); break;
            case 6 when _phase == ConversationPhase.Agent: Record(Told.By(CommandKind.HandBack, _agent!, _epoch), _ => Change(ConversationPhase.Bot, null)); break;
            case 7 when _phase == ConversationPhase.Agent: Change(ConversationPhase.Waiting, null); break; // his connection was lost: nobody's command
            case 8 when _epoch > 1: Record(Told.By(CommandKind.AgentClose, Agents[0], _epoch - 1), _ => new(CommandOutcome.StaleEpoch, View)); break;
            case 9: Record(Told.Read(), _ => new(CommandOutcome.Done, Lines: [.. _lines], Last: _lines.Count)); break;
            default: Record(Told.Customer(CommandKind.Look), _ => Told.Done(View)); break;
        }
        if (random.Next(3) == 0) Add(null); // the bot says something
    }

    private void Take()
    {
        var agent = Agents[random.Next(Agents.Length)];
        Record(Told.By(CommandKind.Accept, agent, _epoch), _ => Change(ConversationPhase.Agent, agent));
    }

    private string[] Ids() => [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => $"id{++_ids}")];

    private Answer Say(Command command, Command by)
    {
        var promises = new List<(string, long)>();
        foreach (var line in command.Lines!) promises.Add((line.Id, Add(LineKey.Of(by, line.Id))));
        return Told.Stored(View, [.. promises]);
    }

    private long Add(string? key)
    {
        _version++;
        _lines.Add(new(_lines.Count + 1, key, ""));
        return _lines.Count;
    }

    private Answer Change(ConversationPhase phase, string? agent)
    {
        (_phase, _agent) = (phase, agent);
        _epoch++;
        _version++;
        return Told.Done(View);
    }

    private void Record(Command command, Func<Command, Answer> carryOut)
    {
        var answer = carryOut(command);
        var (invoked, returned) = (_now - random.Next(0, 40), _now + random.Next(1, 40));
        var lost = random.Next(8) == 0;
        if (!lost && random.Next(8) == 0 && command.Kind is not CommandKind.Read && answer.Outcome == CommandOutcome.Done) answer = answer with { Outcome = CommandOutcome.Repeated };
        _operations.Add(new(_operations.Count + 1, command, invoked, lost ? null : returned, lost ? null : answer));
    }
}
