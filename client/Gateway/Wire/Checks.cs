using Reception.Contracts.Conversations;
using Reception.Contracts.Ids;
using Reception.Protocol;
using Reception.Protocol.Errors;
using Reception.Protocol.Frames;

namespace Reception.Gateway.Wire;

/// <summary>Bounds of what clients send. Each check answers with null or what is wrong.</summary>
internal static class Checks
{
    public static bool IsId(string? id) => id is { Length: > 0 and <= Limits.IdLength } && !id.AsSpan().ContainsAnyInRange('\0', '\u001f');

    public static string? Messages(PostedMessage?[]? messages)
    {
        if (messages is null || messages.Length is 0 or > Limits.MessagesPerPost) return $"messages: 1 to {Limits.MessagesPerPost}.";
        var ids = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < messages.Length; i++)
        {
            if (messages[i] is not { } message) return $"messages[{i}]: missing.";
            if (!IsId(message.Id)) return $"messages[{i}].id: 1 to {Limits.IdLength} characters.";
            if (!ids.Add(message.Id)) return $"messages[{i}].id: used twice.";
            if (string.IsNullOrWhiteSpace(message.Text) || message.Text.Length > Limits.TextLength) return $"messages[{i}].text: 1 to {Limits.TextLength} characters.";
        }
        return null;
    }

    public static string? Context(ContextDocument? context)
    {
        foreach (var value in new[] { context?.Page, context?.Product, context?.Order, context?.Language, context?.Name })
        {
            if (value?.Length > Limits.ContextLength) return $"context: values have at most {Limits.ContextLength} characters.";
        }
        return null;
    }

    public static string? Rating(RateFrame rate)
    {
        if (rate.Stars is not (>= 1 and <= 5)) return "stars: 1 to 5.";
        return rate.Comment?.Length > Limits.CommentLength ? $"comment: at most {Limits.CommentLength} characters." : null;
    }

    public static IncomingMessage[] Incoming(PostedMessage[] messages) => [.. messages.Select(message => new IncomingMessage(message.Id, message.Text))];

    public static RefusalCode Bad(string detail) => ErrorCodes.BadFrame with { Message = detail };

    public static bool IsConversation(string? text, out ConversationId id) => ConversationId.TryParse(text, out id);
}
