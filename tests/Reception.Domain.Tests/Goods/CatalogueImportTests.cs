using System.Text;
using Reception.Contracts.Goods;
using Reception.Domain.Goods;
using Reception.Domain.Tests.Triage;
using Reception.Tests;

namespace Reception.Domain.Tests.Goods;

public sealed class CatalogueImportTests
{
    private const string Lamp = """{"id":"lamp","name":"Desk lamp","attributes":{"power":"8 W","colour":["white","black"],"bulbs":2},"price":39.90,"currency":"USD","goesWith":["shade","colour=white"]}""";
    private const string Shade = """{"id":"shade","name":"Shade","from":"2026-11-01T00:00:00+08:00","inStock":false}""";

    [Fact]
    public void Parse_JsonLines_ReadsNumbersWithUnits()
    {
        var lamp = Json($"{Lamp}\n\n{Shade}").Products[0];
        Assert.Equal((8m, "W"), (lamp.Attributes![0].Number!.Value, lamp.Attributes[0].Unit));
        Assert.Equal(["white", "black"], lamp.Attributes[1].Values);
        Assert.Equal("2", lamp.Attributes[2].Values.Single());
    }

    [Theory]
    [InlineData(CatalogueFormat.JsonLines)]
    [InlineData(CatalogueFormat.Csv)]
    public void Write_ReadBack_IsTheSame(CatalogueFormat format)
    {
        var products = Json($"{Lamp}\n{Shade}").Products;
        var again = CatalogueImport.Parse(CatalogueExport.Write(products, format), format);
        Assert.Empty(again.Problems);
        Assert.Equal(CatalogueExport.Write(products, CatalogueFormat.JsonLines), CatalogueExport.Write(again.Products, CatalogueFormat.JsonLines));
    }

    [Fact]
    public void Write_NameLikeAFormula_IsGuardedAndReadBack()
    {
        var import = Json("""{"id":"a","name":"=1+1"}""");
        var table = CatalogueExport.Write(import.Products, CatalogueFormat.Csv);
        Assert.Contains("'=1+1", Encoding.UTF8.GetString(table));
        Assert.Equal("=1+1", Assert.Single(CatalogueImport.Parse(table, CatalogueFormat.Csv).Products).Name);
    }

    [Fact]
    public void Parse_Csv_ReadsQuotedFieldsListsAndAttributes()
    {
        var import = Csv("id,name,suits,price,currency,颜色\r\na,\"Mug, \"\"big\"\"\nwith lid\",妈妈/母亲|学生,19.5,CNY,红色|蓝色\r\n");
        var mug = Assert.Single(import.Products);
        Assert.Equal(("Mug, \"big\"\nwith lid", 19.5m), (mug.Name, mug.Price));
        Assert.Equal(["妈妈/母亲", "学生"], mug.Suits!);
        Assert.Equal(["红色", "蓝色"], mug.Attributes!.Single().Values);
    }

    [Theory]
    [InlineData("""{"id":"a b","name":"x"}""", "id")]
    [InlineData("""{"id":"a","name":" "}""", "name")]
    [InlineData("""{"id":"a","name":"x","price":"9"}""", "price")]
    [InlineData("""{"id":"a","name":"x","price":9}""", "currency")]
    [InlineData("""{"id":"a","name":"x","price":-1,"currency":"CNY"}""", "price")]
    [InlineData("""{"id":"a","name":"x","price":1e40,"currency":"CNY"}""", "kind")]
    [InlineData("""{"id":"a","name":"x","url":"javascript:alert(1)"}""", "url")]
    [InlineData("""{"id":"a","name":"x","url":"//evil.example/"}""", "url")]
    [InlineData("""{"id":"a","name":"x","picture":"data:image/png;base64,AA"}""", "picture")]
    [InlineData("""{"id":"a","name":"x","goesWith":["ghost"]}""", "goesWith")]
    [InlineData("""{"id":"a","name":"x","from":"tomorrow"}""", "from")]
    [InlineData("""{"id":"a","name":"x","from":"2026-11-02T00:00:00Z","until":"2026-11-01T00:00:00Z"}""", "until")]
    [InlineData("""{"id":"a","name":"x","attributes":{"c":null}}""", "attributes")]
    [InlineData("""{"id":"a","name":"x","attributes":{"c":["r"],"C":["b"]}}""", "twice")]
    [InlineData("""{"id":"a","name":"\ud800"}""", "")]
    [InlineData("""[1]""", "object")]
    [InlineData("""{"id":"a","name":"x"}}""", "valid")]
    public void Parse_BadLine_IsToldWithItsLine(string line, string expected)
    {
        var problem = Json($"{Shade}\n{line}\n").Problems.First();
        Assert.Equal(2, problem.Line);
        Assert.Contains(expected, problem.Message);
    }

    [Fact]
    public void Parse_SeveralBadLines_TellsAll()
    {
        var import = Json("{}\nnot json\n" + Lamp + "\n" + Lamp);
        Assert.False(import.IsUsable);
        Assert.Equal([1, 2, 3, 4], import.Problems.Select(p => p.Line).Distinct());
    }

    [Theory]
    [InlineData("name\r\nx", "id and name")]
    [InlineData("id,name,id\r\n", "twice")]
    [InlineData("id,name\r\na,x,y", "fields")]
    [InlineData("id,name,price\r\na,x,cheap", "price")]
    [InlineData("id,name\r\na,\"x", "quote")]
    public void Parse_BadCsv_IsTold(string csv, string expected) => Assert.Contains(Csv(csv).Problems, p => p.Message.Contains(expected));

    [Fact]
    public void Parse_FileTooLarge_IsRefused() => Assert.False(CatalogueImport.Parse(new byte[GoodsLimits.FileBytes + 1], CatalogueFormat.Csv).IsUsable);

    [Fact]
    public void Parse_RandomBytes_NeverThrows()
    {
        var random = new Random(TestRun.SeedFor(nameof(Parse_RandomBytes_NeverThrows)));
        for (var i = 0; i < TestRun.Cases(500, 20_000); i++)
        {
            var bytes = Encoding.UTF8.GetBytes(RandomText.Of(random, random.Next(200)) + (i % 2 == 0 ? "id,name\n" : Lamp) + RandomText.Of(random, random.Next(200)));
            foreach (var format in new[] { CatalogueFormat.JsonLines, CatalogueFormat.Csv }) Assert.InRange(CatalogueImport.Parse(bytes, format).Problems.Length, 0, GoodsLimits.Problems + 1);
        }
    }

    private static CatalogueImport Json(string text) => CatalogueImport.Parse(Encoding.UTF8.GetBytes(text), CatalogueFormat.JsonLines);

    private static CatalogueImport Csv(string text) => CatalogueImport.Parse(Encoding.UTF8.GetBytes(text), CatalogueFormat.Csv);
}
