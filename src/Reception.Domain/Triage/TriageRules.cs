namespace Reception.Domain.Triage;

/// <summary>The name of what decided, as journals and reports keep it: how the message was read if that was special, else the rule.</summary>
public static class TriageRules
{
    /// <summary>An entry was sure: the plain case.</summary>
    public const string Matched = "matched";

    /// <summary>One question of several in the message.</summary>
    public const string Part = "part";

    /// <summary>Read with the message before.</summary>
    public const string FollowUp = "follow-up";

    /// <summary>Picked by the customer from what was offered.</summary>
    public const string Chosen = "chosen";

    /// <summary>The name; lower case with hyphens.</summary>
    public static string Of(TriageDecision decision) => decision.Reason switch
    {
        TriageReason.Matched => decision.Reading switch
        {
            TriageReading.Part => Part,
            TriageReading.FollowUp => FollowUp,
            TriageReading.Chosen => Chosen,
            _ => Matched,
        },
        TriageReason.SmallTalk => "small-talk",
        TriageReason.Unsure => "unsure",
        TriageReason.Contentless => "contentless",
        TriageReason.AskedForHuman => "asked-for-human",
        TriageReason.TwoMisses => "misses",
        TriageReason.NoAnswer => "no-answer",
        TriageReason.Repeated => "repeated",
        TriageReason.Complaint => "complaint",
        TriageReason.NoneMeant => "none-meant",
        _ => "not-understood",
    };
}
