using System.Text;
using CsvHelper;

namespace Reception.Domain.Knowledge.Files;

/// <summary>
/// A table as spreadsheets save it: RFC 4180 with a header, separated by commas, semicolons or tabs. Cells may hold line breaks
/// between quotes. Broken quoting is told with the line on which its record begins; nothing is guessed. Shared by all tables we read.
/// </summary>
internal static class TableFile
{
    public static CsvReader Open(byte[] utf8, Action<int, string> report) => CsvReader.Create(utf8, new CsvReaderOptions
    {
        Separator = SeparatorOf(utf8),
        TrackLineNumbers = true,
        MalformedData = CsvMalformedDataHandling.Skip,
        FieldCountMismatch = CsvFieldCountHandling.Allow,
        IncludeValuesInExceptions = false,
        OnMalformedRecord = bad => report((int)bad.LineNumber, Say(bad.Reason)),
    });

    /// <summary>Nothing stands in the record that is read now.</summary>
    public static bool IsBlank(CsvReader table) => table.RawRecord.IndexOfAnyExcept(", ;\t\""u8) < 0;

    /// <summary>What separates the names of the first line.</summary>
    private static char SeparatorOf(ReadOnlySpan<byte> utf8)
    {
        var end = utf8.IndexOf((byte)'\n');
        var header = Encoding.UTF8.GetString(end < 0 ? utf8[..Math.Min(utf8.Length, 4096)] : utf8[..Math.Min(end, 4096)]);
        return new[] { ',', ';', '\t' }.MaxBy(separator => header.Count(c => c == separator));
    }

    private static string Say(CsvMalformedReason reason) => reason switch
    {
        CsvMalformedReason.StrayQuote => "A quote stands inside a cell that does not begin with one; put the cell in quotes and double the quotes in it.",
        CsvMalformedReason.TextAfterClosingQuote => "Text follows a closing quote; quotes inside a cell are doubled.",
        CsvMalformedReason.UnterminatedQuote => "A quote that opens here is never closed.",
        _ => $"The record cannot be read ({reason}).",
    };
}
