using System.Collections.Immutable;
using System.Text;
using Reception.Contracts.Goods;

namespace Reception.Domain.Goods;

/// <summary>
/// A catalogue file read whole: JSON lines or CSV, UTF-8. Every problem is reported at once with its line; the products are usable
/// only if there is none. Never throws on content.
/// </summary>
/// <param name="Products">What was read, in file order; incomplete if there are problems.</param>
/// <param name="Problems">At most <see cref="GoodsLimits.Problems"/>, by line.</param>
/// <param name="ProblemCount">How many there are, listed or not.</param>
public sealed record CatalogueImport(ImmutableArray<Product> Products, ImmutableArray<CatalogueProblem> Problems, int ProblemCount)
{
    public bool IsUsable => ProblemCount == 0;

    public static CatalogueImport Parse(ReadOnlySpan<byte> utf8, CatalogueFormat format)
    {
        var taker = new Taker();
        if (utf8.StartsWith(Encoding.UTF8.Preamble)) utf8 = utf8[Encoding.UTF8.Preamble.Length..];
        if (utf8.Length > GoodsLimits.FileBytes) taker.Report(0, $"The file has {utf8.Length} bytes; {GoodsLimits.FileBytes} are allowed.");
        else if (format == CatalogueFormat.Csv) CatalogueCsv.Read(utf8, taker);
        else CatalogueLines.Read(utf8, taker);
        return taker.ToImport();
    }

    /// <summary>Takes products and problems as a reader finds them, and checks what concerns several products.</summary>
    internal sealed class Taker
    {
        private readonly ImmutableArray<Product>.Builder _products = ImmutableArray.CreateBuilder<Product>();
        private readonly List<CatalogueProblem> _problems = [];
        private readonly Dictionary<string, int> _lineOfId = new(StringComparer.Ordinal);
        private readonly List<(int Line, string Id)> _mentioned = [];
        private int _count;

        /// <summary>False when the file is too long to go on.</summary>
        public bool Take(int line, Product product)
        {
            if (_lineOfId.Count == GoodsLimits.Products)
            {
                Report(line, $"A catalogue has at most {GoodsLimits.Products} products.");
                return false;
            }
            foreach (var problem in ProductRules.Check(product)) Report(line, problem);
            if (product.Id is { } id && !_lineOfId.TryAdd(id, line)) Report(line, $"id: '{id}' stands on line {_lineOfId[id]} too.");
            foreach (var companion in product.GoesWith ?? [])
            {
                if (companion is not null && !companion.Contains('=')) _mentioned.Add((line, companion));
            }
            _products.Add(product);
            return true;
        }

        public void Report(int line, string message)
        {
            if (_count++ < GoodsLimits.Problems) _problems.Add(new(line, message));
        }

        public CatalogueImport ToImport()
        {
            foreach (var (line, id) in _mentioned)
            {
                if (!_lineOfId.ContainsKey(id)) Report(line, $"goesWith: there is no product '{id}' in the file.");
            }
            if (_products.Count == 0 && _count == 0) Report(0, "The file holds no product.");
            return new(_products.ToImmutable(), [.. _problems.OrderBy(p => p.Line)], _count);
        }
    }
}
