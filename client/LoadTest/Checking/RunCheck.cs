using System.Text;
using Reception.LoadTest.Checking.Histories;
using Reception.LoadTest.Checking.Rules;
using Reception.LoadTest.Checking.Stored;
using Reception.LoadTest.Measures;

namespace Reception.LoadTest.Checking;

/// <summary>What a check looks at.</summary>
/// <param name="DataFolder">Where reception.db lies; its owner may still run.</param>
/// <param name="Histories">One file of each load process.</param>
/// <param name="Slots">The run's figures; null: not compared.</param>
/// <param name="AfterPosition">The journal's last position before the run (<see cref="JournalFile.LastPosition"/>); 0: the file was new.</param>
/// <param name="Disturbances">When silos or stores came, left or were killed.</param>
/// <param name="SilentChats">Some shop lets silent chats stop counting against the capacity.</param>
internal sealed record CheckInput(
    string DataFolder,
    IReadOnlyList<string> Histories,
    IReadOnlyList<Slot>? Slots = null,
    long AfterPosition = 0,
    IReadOnlyList<DateTimeOffset>? Disturbances = null,
    bool SilentChats = false,
    OrderSlack? Slack = null,
    TimeSpan? Quiet = null);

/// <summary>What it found. A run with a violation has failed.</summary>
internal sealed record CheckOutcome(IReadOnlyList<CheckResult> Results, IReadOnlyList<Violation> Violations, long Conversations, long Events)
{
    public bool IsClean => Results.All(result => result.Found == 0);
}

/// <summary>
/// The independent checker: reads the stored journal and what the clients recorded, both as streams, and holds them against the invariants of
/// docs/architecture.md. It shares no code with store, domain or grains, asks no server, and opens the file for reading only. This folder
/// holds it; docs/load-testing.md says what each rule can and cannot see.
/// <para>
/// <b>Cost.</b> One pass over the journal in the order of commits, one over each history. Memory grows with conversations (some 300
/// bytes each) and with what was handed over, not with what was said.
/// </para>
/// </summary>
internal static class RunCheck
{
    private static readonly TimeSpan QuietByDefault = TimeSpan.FromSeconds(5);

    /// <exception cref="InvalidDataException">A file is missing or is not what it should be.</exception>
    public static CheckOutcome Run(CheckInput input)
    {
        using var journal = new JournalFile(input.DataFolder);
        var findings = new Findings();
        var agents = journal.Agents();
        var sequence = new SequenceRule(findings);
        var owner = new OwnerRule(findings);
        var capacity = new CapacityRule(findings, agents, input.SilentChats);
        var promise = new PromiseRule(findings);
        var delivery = new DeliveryRule(findings);
        var order = new OrderRule(findings, input.Slack ?? OrderSlack.Default);
        var waiting = new WaitingRule(findings);
        var openWork = new OpenWorkRule(findings, journal.OpenWork());
        var figures = new FigureRule(findings, input.AfterPosition);
        var queues = new QueueStays();
        var fold = new JournalFold([sequence, owner, capacity, openWork, figures], queues);

        fold.Read(journal);
        foreach (var story in input.Histories.SelectMany(ClientHistoryReader.Stories))
        {
            var thread = fold.Find(story.Conversation);
            promise.OnStory(story, thread);
            delivery.OnStory(story, thread);
        }
        var disturbances = (input.Disturbances ?? []).Select(at => at.UtcTicks).ToList();
        foreach (var act in input.Histories.SelectMany(ClientHistoryReader.Acts).OrderBy(act => act.At))
        {
            owner.OnAct(act, fold.Find(act.Conversation));
            capacity.OnAct(act);
            waiting.OnAct(act);
            queues.OnAct(act);
            if (act.Kind == ActKind.Away) disturbances.Add(act.At.UtcTicks);
        }
        order.Check(queues, agents, disturbances);
        waiting.Check(queues, agents, capacity.Loads, fold.End, input.Quiet ?? QuietByDefault);
        if (input.Slots is { } slots) figures.Check(slots);
        var violations = findings.Violations.Select(violation => violation with { Evidence = Evidence(violation, fold, journal) }).ToList();
        return new(findings.Results, violations, fold.Conversations, fold.Events);
    }

    /// <summary>The conversation as the file has it, newest 200 events.</summary>
    private static string[] Evidence(Violation violation, JournalFold fold, JournalFile journal)
    {
        if (violation.Conversation is not { } key || fold.Find(key) is not { } thread) return [];
        var lines = new List<string>();
        foreach (var (row, payload) in journal.ReadChain(thread.Position, most: 200))
        {
            var (at, number) = (0, row.First);
            while (at < payload.Length)
            {
                var length = JournalFile.NextEvent(payload, ref at);
                var json = Encoding.UTF8.GetString(payload, at, length);
                lines.Add($"#{row.Position} [{number++}] {(json.Length <= 400 ? json : json[..400] + "…")}");
                at += length;
            }
        }
        return [.. lines.TakeLast(200)];
    }
}
