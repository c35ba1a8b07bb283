using Reception.Contracts.Conversations;

namespace Reception.Domain.Conversations;

/// <summary>Bounds of what comes in; each answer names what is wrong and the bound, or is null.</summary>
public static class IncomingBounds
{
    /// <summary>The longest comment to a rating, in characters.</summary>
    public const int MaxCommentLength = 1_000;

    /// <summary>The longest session id and gateway address, in characters.</summary>
    public const int MaxAddressLength = 256;

    public static string? Check(IncomingMessage[]? messages)
    {
        if (messages is not { Length: > 0 and <= PostMessages.MaxMessages }) return $"A burst has 1 to {PostMessages.MaxMessages} messages.";
        foreach (var message in messages)
        {
            if (CheckId(message.ClientMessageId, "client message id") is { } error) return error;
            if (string.IsNullOrWhiteSpace(message.Text)) return "A message has no text.";
            if (message.Text.Length > IncomingMessage.MaxTextLength) return $"A message has {message.Text.Length} characters; at most {IncomingMessage.MaxTextLength} are allowed.";
        }
        return null;
    }

    /// <summary>Ids have no space and no control character.</summary>
    public static string? CheckId(string? id, string what)
    {
        if (id is null || id.Length is 0 or > IncomingMessage.MaxIdLength) return $"The {what} must have 1 to {IncomingMessage.MaxIdLength} characters.";
        foreach (var c in id)
        {
            if (char.IsWhiteSpace(c) || char.IsControl(c)) return $"The {what} must have neither spaces nor control characters.";
        }
        return null;
    }

    public static string? Check(OpenSession command)
    {
        if (CheckId(command.Session.SessionId, "session id") is { } error) return error;
        if (command.Session.Gateway is not { Length: > 0 and <= MaxAddressLength }) return $"The gateway's address must have 1 to {MaxAddressLength} characters.";
        if (command.AfterSequence < 0) return "The sequence to resume after is negative.";
        var c = command.Context;
        return new[] { c.Page, c.Product, c.Order, c.Language, c.Name, c.Manager }.Any(v => v?.Length > VisitContext.MaxLength)
            ? $"A value of the context has more than {VisitContext.MaxLength} characters."
            : null;
    }

    public static string? Check(RateEpisode command) => command switch
    {
        { Stars: < 1 or > 5 } => $"A rating has 1 to 5 stars, not {command.Stars}.",
        { Comment.Length: > MaxCommentLength } => $"The comment has {command.Comment.Length} characters; at most {MaxCommentLength} are allowed.",
        _ => null,
    };
}
