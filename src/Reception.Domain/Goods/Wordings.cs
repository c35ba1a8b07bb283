using Reception.Domain.Triage.Text;

namespace Reception.Domain.Goods;

/// <summary>A tag, attribute name or value with its other wordings after slashes: the first is shown and is what counts as the same.</summary>
internal static class Wordings
{
    public static string Shown(string text)
    {
        var end = text.IndexOf('/');
        return (end < 0 ? text : text[..end]).Trim();
    }

    /// <summary>By which two are the same.</summary>
    public static string Key(string text) => GoodsText.Of(Shown(text));

    public static string[] All(string text) => text.Split('/', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
