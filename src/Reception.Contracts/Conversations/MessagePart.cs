namespace Reception.Contracts.Conversations;

/// <summary>What a block of a rich answer is.</summary>
public enum PartKind { Text = 0, Picture = 1, Video = 2, Product = 3, Link = 4, Buttons = 5 }

/// <summary>
/// A block shown below a message's text, in order. Which fields count: Text: <see cref="Text"/>; Picture: <see cref="Url"/>, and
/// <see cref="Text"/> as its description; Video: <see cref="Url"/>, <see cref="Picture"/> as its still, <see cref="Title"/>;
/// Product: <see cref="Title"/>, <see cref="Url"/>, <see cref="Picture"/>, <see cref="Price"/>, <see cref="Text"/>; Link (a handbook,
/// a page): <see cref="Title"/>, <see cref="Url"/>; Buttons: <see cref="Buttons"/>.
/// </summary>
[GenerateSerializer, Immutable]
public sealed record MessagePart(
    PartKind Kind, string? Text = null, string? Url = null, string? Title = null, string? Picture = null, string? Price = null, MessageButton[]? Buttons = null)
{
    /// <summary>The most parts of one message.</summary>
    public const int MaxParts = 10;

    /// <summary>The longest address, in characters; <c>https</c> or a path on the own origin.</summary>
    public const int MaxUrlLength = 1_000;

    /// <summary>The longest text, title or price, in characters.</summary>
    public const int MaxTextLength = 2_000;

    /// <summary>
    /// Whether an address may stand in a part, a button or a product: <c>https</c> with a host and no user, or a path on the page's own
    /// origin (one slash first); no control characters, white space or backslash; at most <see cref="MaxUrlLength"/> characters.
    /// </summary>
    public static bool IsSafeUrl(string? url)
    {
        if (url is not { Length: > 0 and <= MaxUrlLength }) return false;
        foreach (var c in url)
        {
            if (char.IsControl(c) || char.IsWhiteSpace(c) || c == '\\' || char.IsSurrogate(c)) return false;
        }
        if (url[0] == '/') return url.Length == 1 || url[1] != '/';
        return Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps && uri.Host.Length > 0 && uri.UserInfo.Length == 0;
    }
}

/// <summary>A button: opens <see cref="Url"/>, or else says <see cref="Say"/> (null: the label) as the customer; the entry is what it asks for.</summary>
[GenerateSerializer, Immutable]
public sealed record MessageButton(string Label, string? EntryId = null, string? Url = null, string? Say = null)
{
    /// <summary>The most buttons in one part.</summary>
    public const int MaxButtons = 8;

    /// <summary>The longest label, in characters.</summary>
    public const int MaxLabelLength = 100;
}
