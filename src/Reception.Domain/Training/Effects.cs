using Reception.Contracts.Conversations;
using Reception.Contracts.Training;

namespace Reception.Domain.Training;

/// <summary>What a version changed, and what was sold.</summary>
public static class Effects
{
    public static VersionFigures Of(FigureBook book, long version, string? from, string? to)
    {
        var rows = book.Versions.Where(r => r.Knowledge == version && Day.IsWithin(r.Day, from, to)).OrderBy(r => r.Day, StringComparer.Ordinal).ToList();
        return new(
            version, rows.FirstOrDefault()?.Day, rows.LastOrDefault()?.Day, rows.Aggregate(Counts.Zero, (sum, r) => Counts.Add(sum, r.Counts)),
            Counts.Add([], rows.SelectMany(r => r.Revenue)));
    }

    /// <summary>The version counted last, and the one counted before it; 0 where there is none.</summary>
    public static (long Before, long After) Latest(FigureBook book, long? version)
    {
        var versions = book.Versions.Select(r => r.Knowledge).Where(k => k > 0).Distinct().OrderDescending().ToList();
        var after = version ?? versions.FirstOrDefault();
        return (versions.FirstOrDefault(v => v < after), after);
    }

    public static VersionEffect Compare(VersionFigures before, VersionFigures after)
    {
        ShareChange Change(string name, Func<TrainingCounts, (long Count, long Of)> share)
        {
            var ((a, ofA), (b, ofB)) = (share(before.Counts), share(after.Counts));
            return Proportion.Change(name, Proportion.Of(a, ofA), Proportion.Of(b, ofB));
        }

        return new(before, after,
        [
            Change("unhelpful", c => (c.Unhelpful, c.Answers)),
            Change("helpful", c => (c.Helpful, c.Answers)),
            Change("repeated", c => (c.Repeated, c.Answers)),
            Change("handed-over", c => (c.HandedOver, c.Episodes)),
            Change("contained", c => (c.Episodes - c.HandedOver, c.Episodes)),
            Change("not-understood", c => (c.Misses, c.Misses + c.Answers)),
            Change("ordered", c => (c.Orders, c.Episodes)),
        ]);
    }

    public static SalesFigures Sales(FigureBook book, string? from, string? to)
    {
        SalesRow[] rows =
        [
            .. book.Sales.Where(r => Day.IsWithin(r.Day, from, to)).GroupBy(r => (r.By, r.Currency)).OrderBy(g => g.Key.Currency, StringComparer.Ordinal).ThenBy(g => g.Key.By)
                .Select(g => new SalesRow(g.Key.By, g.Key.Currency, g.Sum(r => r.Orders), g.Sum(r => r.AmountMinor))),
        ];
        return new(rows, [.. rows.GroupBy(r => r.Currency, StringComparer.Ordinal).Select(BotShareOf)]);
    }

    private static BotShare BotShareOf(IGrouping<string, SalesRow> rows)
    {
        var bot = rows.Where(r => r.By == SaleBy.Bot).Sum(r => r.AmountMinor);
        var human = rows.Where(r => r.By is SaleBy.Both or SaleBy.Human).Sum(r => r.AmountMinor);
        return new(rows.Key, human > 0 ? (double)bot / human : null);
    }
}
