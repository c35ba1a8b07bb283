namespace Reception.Contracts.Knowledge;

/// <summary>How a file of entries is written; docs/knowledge.md describes both.</summary>
public enum KnowledgeFormat
{
    /// <summary>One JSON object a line.</summary>
    JsonLines = 0,

    /// <summary>A table with a header, for spreadsheets.</summary>
    Csv = 1,
}
