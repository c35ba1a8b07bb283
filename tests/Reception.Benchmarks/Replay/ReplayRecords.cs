namespace Reception.Benchmarks.Replay;

/// <summary>What became of one recorded conversation.</summary>
/// <param name="Dialogue">The record.</param>
/// <param name="Lines">The customer's messages in order.</param>
/// <param name="HandOver">Why it was handed over; null: it was not.</param>
internal sealed record PlayedDialogue(Dialogue Dialogue, List<PlayedLine> Lines, string? HandOver)
{
    public bool IsContained => HandOver is null;
}

/// <summary>A customer's message with what the machine said to it.</summary>
/// <param name="Text">The message.</param>
/// <param name="Owner">Who had the conversation: <c>bot</c>, <c>waiting</c> or <c>agent</c>.</param>
/// <param name="Replies">The machine's lines; empty: it kept silent.</param>
/// <param name="HumanReply">What the recorded agent said next; null: nothing before the customer's next message.</param>
/// <param name="HandedOver">Whether this message ended the bot's part.</param>
/// <param name="Rule">Why it did.</param>
internal sealed record PlayedLine(string Text, string Owner, PlayedReply[] Replies, string? HumanReply, bool HandedOver, string? Rule)
{
    public IEnumerable<PlayedReply> Answers => Replies.Where(r => r.Kind == "answer");
}

/// <summary>A line of the machine.</summary>
internal sealed record PlayedReply(string Kind, string Text, string Rule, double Confidence, bool Machine);
