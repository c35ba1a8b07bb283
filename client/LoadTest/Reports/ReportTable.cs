namespace Reception.LoadTest.Reports;

/// <summary>A table of text, for the terminal and the page alike; the first column names the row. This folder shows what a run brought: on the terminal while it goes on, as tables and as one page.</summary>
internal sealed record ReportTable(string Title, string[] Columns, IReadOnlyList<string[]> Rows)
{
    /// <summary>What has to be known to read it; null: nothing.</summary>
    public string? Note { get; init; }
}
