using System.Collections.Frozen;

namespace Reception.Domain.Knowledge.Files;

/// <summary>The columns of a table, in the order in which they are written; read by any of their names, in any order.</summary>
internal static class TableColumns
{
    public static readonly string[] Names = ["id", "question", "answer", "similar", "topic", "from", "until", "next", "withoutOrder", "variants", "parts"];

    private static readonly FrozenDictionary<string, string> Known = Names.Select(name => (Name: name, Column: name)).Concat(
    [
        ("intent", "topic"), ("编号", "id"), ("问题", "question"), ("标准问", "question"), ("答案", "answer"), ("回答", "answer"), ("相似问", "similar"),
        ("相似问法", "similar"), ("主题", "topic"), ("分类", "topic"), ("生效时间", "from"), ("失效时间", "until"), ("后续问题", "next"),
        ("无订单时", "withoutOrder"), ("渠道答案", "variants"), ("富文本", "parts"),
    ]).ToFrozenDictionary(column => column.Item1, column => column.Item2, StringComparer.OrdinalIgnoreCase);

    /// <summary>The column's own name, or null if it has no meaning here.</summary>
    public static string? Of(string header) => Known.GetValueOrDefault(header.Trim());
}
