using System.Text.Json.Nodes;

namespace Reception.Benchmarks.Replay;

/// <summary>Sums up what was played. Shares are percentages.</summary>
internal static class ReplayFigures
{
    /// <summary>Likeness from which a customer says the same again, and from which a bot's answer resembles the human's.</summary>
    private const double SameAgain = 0.7, Resembles = 0.2;

    /// <summary>Messages before, among which a repetition is looked for.</summary>
    private const int Memory = 3;

    public static JsonObject Of(IReadOnlyList<PlayedDialogue> played)
    {
        var lines = played.SelectMany(p => p.Lines).ToArray();
        var own = lines.Where(l => l.Owner == "bot").ToArray();
        var withHuman = lines.Where(l => l.Owner == "agent").ToArray();
        var answered = own.Where(l => l.Answers.Any()).ToArray();
        var contained = played.Where(p => p.IsContained).ToArray();
        var repeats = played.SelectMany(Repetitions).ToArray();
        return new()
        {
            ["dialogues"] = played.Count,
            ["customer_messages"] = lines.Length,
            ["contained"] = Percent(contained.Length, played.Count),
            ["contained_with_an_answer"] = Percent(contained.Count(p => p.Lines.Any(l => l.Answers.Any())), played.Count),
            ["messages_treated_by_bot_alone"] = Percent(own.Count(l => !l.HandedOver), lines.Length),
            ["hand_overs_by_rule"] = Counts(played.Where(p => !p.IsContained).Select(p => p.HandOver!), played.Count),
            ["messages_before_hand_over"] = Average(played.Where(p => !p.IsContained).Select(p => p.Lines.TakeWhile(l => !l.HandedOver).Count())),
            ["bot_part"] = new JsonObject
            {
                ["messages"] = own.Length,
                ["answered"] = Percent(answered.Length, own.Length),
                ["asked_back"] = Percent(own.Count(l => l.Replies.Any(r => r.Kind == "clarification")), own.Length),
                ["courtesy"] = Percent(own.Count(l => l.Replies.Any(r => r.Kind == "small-talk")), own.Length),
                ["handed_over"] = Percent(own.Count(l => l.HandedOver), own.Length),
                ["answers_by_rule"] = Counts(answered.SelectMany(l => l.Answers).Select(a => a.Rule), answered.Sum(l => l.Answers.Count())),
            },
            ["human_part"] = new JsonObject
            {
                ["messages"] = withHuman.Length,
                ["spared_by_answer_simple"] = Percent(withHuman.Count(l => l.Answers.Any(a => a.Machine)), withHuman.Length),
            },
            ["customer_repeats"] = new JsonObject
            {
                ["share_of_messages"] = Percent(repeats.Length, lines.Length),
                ["after_a_bot_answer"] = Percent(repeats.Count(r => r), answered.Length),
            },
            ["wrong_answer_proxies"] = Proxies(played, answered),
        };
    }

    /// <summary>Repetitions of a customer; true: the machine had answered what he repeats.</summary>
    private static IEnumerable<bool> Repetitions(PlayedDialogue played)
    {
        for (var i = 1; i < played.Lines.Count; i++)
            for (var j = Math.Max(0, i - Memory); j < i; j++)
                if (played.Lines[i].Text.Length > 3 && Likeness.Of(played.Lines[i].Text, played.Lines[j].Text) >= SameAgain)
                {
                    yield return played.Lines[j].Owner == "bot" && played.Lines[j].Answers.Any();
                    break;
                }
    }

    /// <summary>Nobody labelled these conversations: the human's recorded reply is the only witness, and another conversation's reply is the base line.</summary>
    private static JsonObject Proxies(IReadOnlyList<PlayedDialogue> played, PlayedLine[] answered)
    {
        var witnessed = answered.Where(l => l.HumanReply is not null).Select(l => (Bot: string.Join(' ', l.Answers.Select(a => a.Text)), Human: l.HumanReply!)).ToArray();
        var shifted = witnessed.Select((w, i) => Likeness.Of(w.Bot, witnessed[(i + 1) % witnessed.Length].Human)).ToArray();
        var likeness = witnessed.Select(w => Likeness.Of(w.Bot, w.Human)).ToArray();
        return new()
        {
            ["answers_with_a_human_reply"] = witnessed.Length,
            ["resemble_it"] = Percent(likeness.Count(l => l >= Resembles), likeness.Length),
            ["resemble_another_ones"] = Percent(shifted.Count(l => l >= Resembles), shifted.Length),
            ["mean_likeness"] = Average(likeness),
            ["mean_likeness_to_another_ones"] = Average(shifted),
            ["handed_over_right_after_an_answer"] = Percent(
                played.Sum(p => p.Lines.Zip(p.Lines.Skip(1)).Count(pair => pair.First.Owner == "bot" && pair.First.Answers.Any() && pair.Second.HandedOver)), answered.Length),
        };
    }

    private static JsonObject Counts(IEnumerable<string> names, int whole)
    {
        var counts = new JsonObject();
        foreach (var group in names.GroupBy(n => n).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal))
            counts[group.Key] = Percent(group.Count(), whole);
        return counts;
    }

    private static double Average(IEnumerable<int> values) => Average(values.Select(v => (double)v));

    private static double Average(IEnumerable<double> values) => Math.Round(values.DefaultIfEmpty().Average(), 3);

    private static double Percent(int part, int whole) => whole == 0 ? 0 : Math.Round(100.0 * part / whole, 1);
}
