using System.Text;
using Reception.Contracts.Conversations;
using Reception.Contracts.Knowledge;
using Reception.Domain.Knowledge;

namespace Reception.Domain.Tests.Knowledge;

/// <summary>Tables as people write and spreadsheets save them, and as an attacker would.</summary>
public sealed class TableImportTests
{
    private static readonly ImportSetting Shanghai = ImportSetting.Of("Asia/Shanghai", ["web", "tmall"]);

    [Fact]
    public void Parse_EveryColumn_IsRead()
    {
        var import = Parse(""""
            id,question,answer,similar,topic,from,until,next,withoutOrder,variants,parts
            a,"When, exactly?","Line one
            line ""two""","ship date
            when | then",shipping,2026-11-11 00:00,2026/11/12,b,,"[{""channels"":[""tmall""],""answer"":""On Tmall.""}]","[{""kind"":""picture"",""url"":""/media/a.svg""}]"
            b,Second?,{order.status},x|y ,,2026-11-11T00:00:00+08:00,,,No order.,,
            """");

        Assert.Empty(import.Problems);
        var (a, b) = (import.Entries[0], import.Entries[1]);
        Assert.Equal(("When, exactly?", "Line one\nline \"two\"", "shipping"), (a.Question, a.Answer, a.Topic));
        Assert.Equal(["ship date", "when | then"], a.Similar);
        Assert.Equal(["x", "y"], b.Similar);
        Assert.Equal(b.From, a.From);
        Assert.Equal(TimeSpan.FromDays(1), a.Until - a.From);
        Assert.Equal(("b", "On Tmall.", PartKind.Picture, "No order."), (a.Next[0], a.Variants[0].Answer, a.Parts[0].Kind, b.WithoutOrder));
    }

    [Theory]
    [InlineData("编号;问题;答案\na;甲?;乙")]
    [InlineData("ID\tQuestion\tAnswer\r\na\t甲?\t乙\r\n")]
    [InlineData("\uFEFFanswer,question,id\n乙,甲?,a\n,,\n\n")]
    public void Parse_OtherSeparatorsNamesAndOrders_AreUnderstood(string table)
    {
        var entry = Assert.Single(Parse(table).Entries);
        Assert.Equal(("a", "甲?", "乙"), (entry.Id, entry.Question, entry.Answer));
    }

    [Fact]
    public void Parse_SeveralProblems_ReportsAllWithTheLineTheirRecordBeginsOn()
    {
        var import = Parse(""""
            id,question,from,until,variants,parts,similar
            a,"two
            lines?",yesterday,,,,
            ,ok?,,,,,
            b,ok?,2026-11-12,2026-11-11,,,
            c,ok?,,,"[{""chanels"":[]}]",,
            d,ok?,,,,"[{""kind"":""picture"",""url"":""javascript:alert(1)""}]",
            a,ok?,,,,,"[""x"",null]"
            e,ok?,,,,,,extra
            """");

        Assert.Equal(
            [
                (2, KnowledgeProblemCode.BadDate), (4, KnowledgeProblemCode.BadId), (5, KnowledgeProblemCode.BadDate), (6, KnowledgeProblemCode.BadJson), (7, KnowledgeProblemCode.BadPart),
                (8, KnowledgeProblemCode.DuplicateId), (8, KnowledgeProblemCode.EmptySimilar), (9, KnowledgeProblemCode.BadTable),
            ],
            import.Problems.Select(p => (p.Line, p.Code)));
        Assert.Empty(import.Entries);
    }

    [Theory]
    [InlineData("id,question\na,ok?\nb,\"never closed\nc,ok?\n", 3)]
    [InlineData("id,question\na,in \"the\" middle?\n", 2)]
    [InlineData("id,question\na,\"closed\" early?\n", 2)]
    public void Parse_BrokenQuotes_AreReportedNotGuessed(string table, int line)
    {
        var problem = Assert.Single(Parse(table).Problems);
        Assert.Equal((line, KnowledgeProblemCode.BadTable), (problem.Line, problem.Code));
    }

    [Theory]
    [InlineData("question,answer\nok?,x\n")]
    [InlineData("id,question,ID\na,ok?,b\n")]
    [InlineData("\"id,question\na,ok?\n")]
    public void Parse_BrokenHeader_IsRefused(string table) => Assert.Contains(Parse(table).Problems, p => p.Code == KnowledgeProblemCode.BadTable);

    [Fact]
    public void Parse_AnotherEncoding_SaysHowToSaveIt()
    {
        byte[] gbk = [.. "id,question\na,"u8, 0xB7, 0xA2, 0xBB, 0xF5, (byte)'\n'];
        var problem = Assert.Single(KnowledgeImport.Parse(gbk, KnowledgeFormat.Csv).Problems);
        Assert.Equal((2, KnowledgeProblemCode.BadTable), (problem.Line, problem.Code));
    }

    [Fact]
    public void Parse_HugeCell_IsRefusedWithItsLine()
    {
        var problem = Assert.Single(Parse($"id,question\na,\"{new string('x', KnowledgeLimits.LineBytes)}\"\nb,ok?\n").Problems);
        Assert.Equal((2, KnowledgeProblemCode.TooLong), (problem.Line, problem.Code));
    }

    [Fact]
    public void Parse_MillionsOfCells_EndsSoon()
    {
        Assert.Contains(Parse("id,question\na,ok?" + new string(',', 400_000) + "x").Problems, p => p.Code == KnowledgeProblemCode.BadTable);
        Assert.Contains(Parse(new string(',', 400_000)).Problems, p => p.Code == KnowledgeProblemCode.BadTable);
        Assert.Contains(Parse("id,question,similar\na,ok?,\"" + string.Concat(Enumerable.Repeat("x|", 200_000)) + "\"").Problems, p => p.Code == KnowledgeProblemCode.TooMany);
        Assert.Contains(Parse("id,question,similar\na,ok?,\"" + new string('[', 200_000) + "\"").Problems, p => p.Code == KnowledgeProblemCode.BadJson);
    }

    [Fact]
    public void Parse_UnknownColumns_AreWarnings()
    {
        var import = Parse("id,question,remark\na,ok?,mine\nb,too?,\nc,three?,x\n");
        Assert.Equal(3, import.Entries.Length);
        Assert.Equal((2, KnowledgeProblemCode.UnknownField), (Assert.Single(import.Warnings).Line, import.Warnings[0].Code));
        Assert.Contains("2 times", import.Warnings[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("=cmd|' /C calc'!A0")]
    [InlineData("+1")]
    [InlineData("-1")]
    [InlineData("@SUM(A1)")]
    [InlineData("\t=1")]
    [InlineData("＝1")]
    [InlineData("'=1")]
    public void Write_TextThatASpreadsheetWouldRun_GetsAnApostrophe(string text)
    {
        var table = Encoding.UTF8.GetString(KnowledgeExport.Write([new(text.Trim(), text + " 问", text, [text + " 问"])], KnowledgeFormat.Csv));
        var cells = table.Split("\r\n")[1].Split(',').Take(4).Select(cell => cell.TrimStart('"'));
        Assert.All(cells, cell => Assert.Contains(cell[0], "'[")); // a list that cannot stand line by line is a JSON array
        Assert.Equal(text, Parse(table).Entries[0].Answer);
    }

    [Fact]
    public void Write_Table_BeginsWithAByteOrderMark() => Assert.True(KnowledgeExport.Write([], KnowledgeFormat.Csv).AsSpan().StartsWith(Encoding.UTF8.Preamble));

    private static KnowledgeImport Parse(string table) => KnowledgeImport.Parse(Encoding.UTF8.GetBytes(table), KnowledgeFormat.Csv, Shanghai);
}
