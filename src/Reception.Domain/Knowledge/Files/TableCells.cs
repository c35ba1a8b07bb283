using System.Collections.Immutable;
using System.Text.Json;

namespace Reception.Domain.Knowledge.Files;

/// <summary>How values stand in the cells of a table, so that a spreadsheet shows them as text and every one comes back as it was.</summary>
internal static class TableCells
{
    /// <summary>What a spreadsheet takes for the beginning of a formula, ASCII and full width, or swallows before one.</summary>
    private const string Formula = "=+-@\t\r\n＝＋－＠";

    /// <summary>A text that a spreadsheet might run gets an apostrophe in front; so does one that begins with apostrophes and then such a character.</summary>
    public static string Guard(string text) => IsFormula(text.AsSpan().TrimStart('\'')) ? "'" + text : text;

    /// <summary>Takes off what <see cref="Guard"/> put on.</summary>
    public static string Unguard(string cell) => cell.StartsWith('\'') && IsFormula(cell.AsSpan().TrimStart('\'')) ? cell[1..] : cell;

    /// <summary>One item a line; a list that this could not tell apart is a JSON array.</summary>
    public static string? WriteList(ImmutableArray<string> items)
    {
        if (items.IsDefaultOrEmpty) return null;
        var plain = items[0].StartsWith('[') is false && items.All(item => item.Length > 0 && item.AsSpan().Trim().Length == item.Length && item.AsSpan().IndexOfAny("\r\n|") < 0);
        return plain ? string.Join('\n', items) : JsonSerializer.Serialize([.. items], KnowledgeWire.Json.StringArray);
    }

    /// <summary>A JSON array; or one item a line; or, on a single line, items between bars. Blank items are left out.</summary>
    /// <exception cref="JsonException">It begins like a JSON array of texts and is none.</exception>
    public static string?[]? ReadList(string cell)
    {
        var text = cell.Trim();
        if (text.Length == 0) return null;
        if (text.StartsWith('[')) return JsonSerializer.Deserialize(text, KnowledgeWire.Json.StringArray);
        return text.Split(text.AsSpan().IndexOfAny('\r', '\n') >= 0 ? ['\r', '\n'] : ['|'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }

    private static bool IsFormula(ReadOnlySpan<char> text) => !text.IsEmpty && Formula.Contains(text[0]);
}
