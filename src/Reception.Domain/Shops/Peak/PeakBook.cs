using Reception.Contracts.Shops;

namespace Reception.Domain.Shops.Peak;

/// <summary>
/// Keeps the levers of a shop: takes hands and loads, and writes down what went on or off, why and through whom. Phases and hands that end
/// by the clock take force by themselves wherever the policy is read; here they are noticed at the next look, and written down then.
/// </summary>
public sealed class PeakBook(PeakRecord record)
{
    private readonly Dictionary<PeakLever, LoadLatch> _latches = (record.Loaded ?? []).ToDictionary(lever => lever, static _ => new LoadLatch(on: true));

    public PeakRecord Record { get; private set; } = record;

    private PeakState State => new(Record.Revision, Record.Switches ?? [], Record.Loaded ?? []);

    /// <summary>What is wrong with a command; empty: nothing.</summary>
    public static string[] Check(PeakPolicy? policy, PeakCommand command)
    {
        var errors = new PolicyErrors();
        errors.Known("mode", command.Mode);
        errors.Check(command.Levers.Length <= PeakSet.Levers, "levers", $"has {command.Levers.Length}; at most {PeakSet.Levers}");
        foreach (var lever in command.Levers.Take(PeakSet.Levers))
        {
            errors.Known("levers", lever);
            errors.Check(!Enum.IsDefined(lever) || PeakLevers.IsGiven(policy, lever), "levers", $"the policy gives no {Word(lever)} under peak");
        }
        errors.Check(policy is not null, "peak", "the policy gives no levers");
        errors.Text("why", command.Why ?? "", 0, PeakCommand.MaxWhy);
        errors.Range("seconds", command.Seconds, 1, PeakCommand.MaxSeconds);
        errors.Check(command.Seconds is null || command.Mode != PeakMode.Auto, "seconds", "has no meaning: auto is for good");
        return errors.ToArray();
    }

    /// <summary>Carries out a command that was checked. What it changes has to be stored.</summary>
    public void Switch(ShopPolicy policy, PeakCommand command, DeskLoad load, DateTimeOffset now)
    {
        Look(policy, load, now);
        var levers = command.Levers.Length > 0 ? command.Levers.Distinct().ToArray() : [.. Enum.GetValues<PeakLever>().Where(lever => PeakLevers.IsGiven(policy.Peak, lever))];
        DateTimeOffset? until = command.Seconds is { } seconds ? now.AddSeconds(seconds) : null;
        var made = command.Mode == PeakMode.Auto ? [] : levers.Select(lever => new PeakSwitch(lever, command.Mode, now, command.By, command.Why, until));
        Record = Record with { Switches = [.. (Record.Switches ?? []).Where(s => !levers.Contains(s.Lever)), .. made], Revision = Record.Revision + 1 };
        var on = PeakLevers.InForce(policy, State, now);
        foreach (var lever in levers) Write(new PeakChange(now, lever, on.Has(lever), PeakCause.Hand, command.By, command.Why, command.Mode, until));
        Record = Record with { On = on.ToArray() };
    }

    /// <summary>Looks at clock and load. True: something changed and has to be stored.</summary>
    public bool Look(ShopPolicy policy, DeskLoad load, DateTimeOffset now)
    {
        var before = Record;
        var ended = (Record.Switches ?? []).Where(s => now >= s.Until).Select(s => s.Lever).ToHashSet();
        if (ended.Count > 0) Record = Record with { Switches = [.. Record.Switches!.Where(s => !ended.Contains(s.Lever))], Revision = Record.Revision + 1 };
        var loaded = Enum.GetValues<PeakLever>().Where(lever => Latch(policy.Peak, lever, load, now)).ToArray();
        if (!loaded.SequenceEqual(Record.Loaded ?? [])) Record = Record with { Loaded = loaded, Revision = Record.Revision + 1 };
        var phases = PeakPhases.InForce(policy, now);
        foreach (var lever in Enum.GetValues<PeakLever>())
        {
            var (on, cause) = PeakLevers.Of(policy.Peak, State, lever, phases, now);
            if (on != (Record.On?.Contains(lever) == true)) Turned(policy, lever, on, cause, phases, ended.Contains(lever), load, now);
        }
        return !ReferenceEquals(before, Record);
    }

    public PeakView View(ShopPolicy policy, DeskLoad load, int changes, DateTimeOffset now)
    {
        var phases = PeakPhases.InForce(policy, now);
        var levers = Enum.GetValues<PeakLever>().Select(lever =>
        {
            var (on, cause) = PeakLevers.Of(policy.Peak, State, lever, phases, now);
            return new PeakLeverView(lever, PeakLevers.IsGiven(policy.Peak, lever), on, cause, PeakLevers.HandOn(State, lever, now));
        });
        return new PeakView([.. levers], [.. phases], load, [.. (Record.Changes ?? []).Reverse().Take(changes)]);
    }

    private bool Latch(PeakPolicy? policy, PeakLever lever, DeskLoad load, DateTimeOffset now)
    {
        if (PeakLevers.WhenOf(policy, lever)?.Load is not { } rule) return _latches.Remove(lever) && false;
        if (!_latches.TryGetValue(lever, out var latch)) _latches.Add(lever, latch = new(on: false));
        return latch.Look(rule, load, now);
    }

    private void Turned(ShopPolicy policy, PeakLever lever, bool on, PeakCause cause, IReadOnlyCollection<string> phases, bool handEnded, DeskLoad load, DateTimeOffset now)
    {
        Record = Record with { On = on ? [.. Record.On ?? [], lever] : [.. (Record.On ?? []).Where(l => l != lever)] };
        var (by, why) = (cause, on, handEnded) switch
        {
            (PeakCause.Phase, _, _) => ("calendar", $"phase {string.Join(", ", phases)}"),
            (PeakCause.Load, _, _) => ("load", $"{load.Waiting} wait, {load.Taken} of {load.Capacity} taken"),
            (PeakCause.Policy, _, _) => ("policy", "always on"),
            (_, false, true) => ("policy", "the hand's time is over"),
            _ when !PeakLevers.IsGiven(policy.Peak, lever) => ("policy", "the policy gives it no longer"),
            _ when PeakLevers.WhenOf(policy.Peak, lever)?.Load is not null => ("load", $"{load.Waiting} wait, {load.Taken} of {load.Capacity} taken"),
            _ => ("calendar", "no phase of its own"),
        };
        Write(new PeakChange(now, lever, on, cause, by, why));
    }

    private void Write(PeakChange change) => Record = Record with { Changes = [.. (Record.Changes ?? []).TakeLast(PeakRecord.MaxChanges - 1), change] };

    private static string Word(PeakLever lever) => lever.ToString().ToLowerInvariant();
}
