using Reception.Contracts.Conversations;
using Reception.Contracts.Training;

namespace Reception.Domain.Training;

/// <summary>Counts of an entry in a version; version 0 holds older ones together.</summary>
public sealed record EntryRow(string Entry, long Knowledge, TrainingCounts Counts, Revenue[] Revenue);

/// <summary>Counts of a version on a day.</summary>
public sealed record VersionRow(long Knowledge, string Day, TrainingCounts Counts, Revenue[] Revenue);

/// <summary>Sales of a day.</summary>
public sealed record SaleRow(string Day, SaleBy By, string Currency, long Orders, long AmountMinor);

/// <summary>
/// A shop's figures by entry, version and day, in bounded room: of each entry the newest <see cref="MaxVersions"/> versions (older ones
/// together as 0), at most <see cref="MaxEntryRows"/> rows (the entry with the fewest answers goes); the newest
/// <see cref="MaxVersionRows"/> version-days and <see cref="MaxSaleRows"/> sale rows.
/// </summary>
public sealed class FigureBook
{
    public const int MaxVersions = 4;
    public const int MaxEntryRows = 20_000;
    public const int MaxVersionRows = 400;
    public const int MaxSaleRows = 2_000;

    private readonly Dictionary<(string Entry, long Knowledge), EntryRow> _entries;
    private readonly Dictionary<(string Day, long Knowledge), VersionRow> _versions;
    private readonly Dictionary<(string Day, SaleBy By, string Currency), SaleRow> _sales;

    public FigureBook(IEnumerable<EntryRow>? entries = null, IEnumerable<VersionRow>? versions = null, IEnumerable<SaleRow>? sales = null)
    {
        _entries = (entries ?? []).ToDictionary(r => (r.Entry, r.Knowledge));
        _versions = (versions ?? []).ToDictionary(r => (r.Day, r.Knowledge));
        _sales = (sales ?? []).ToDictionary(r => (r.Day, r.By, r.Currency));
    }

    public IReadOnlyCollection<EntryRow> Entries => _entries.Values;

    public IReadOnlyCollection<VersionRow> Versions => _versions.Values;

    public IReadOnlyCollection<SaleRow> Sales => _sales.Values;

    public void Add(CountDelta delta, string day)
    {
        if (delta.EntryId is { } entry) AddEntry(entry, delta);
        else AddVersion(delta, day);
    }

    public void Add(SaleDelta sale, string day)
    {
        var key = (day, sale.By, sale.Currency);
        var known = _sales.GetValueOrDefault(key) ?? new(day, sale.By, sale.Currency, 0, 0);
        _sales[key] = known with { Orders = known.Orders + sale.Orders, AmountMinor = known.AmountMinor + sale.AmountMinor };
        if (_sales.Count > MaxSaleRows) _sales.Remove(_sales.Keys.Min());
    }

    private void AddEntry(string entry, CountDelta delta)
    {
        var isNew = !_entries.TryGetValue((entry, delta.Knowledge), out var known);
        known ??= new(entry, delta.Knowledge, Counts.Zero, []);
        _entries[(entry, delta.Knowledge)] = known with { Counts = Counts.Add(known.Counts, delta.Counts), Revenue = Counts.Add(known.Revenue, delta.Revenue) };
        if (!isNew) return;
        FoldOldVersions(entry);
        if (_entries.Count <= MaxEntryRows) return;
        var least = _entries.Values.OrderBy(r => r.Counts.Answers).ThenBy(r => r.Knowledge).ThenBy(r => r.Entry, StringComparer.Ordinal).First();
        _entries.Remove((least.Entry, least.Knowledge));
    }

    private void FoldOldVersions(string entry)
    {
        var old = _entries.Values.Where(r => r.Entry == entry && r.Knowledge > 0).OrderByDescending(r => r.Knowledge).Skip(MaxVersions).ToList();
        foreach (var row in old)
        {
            _entries.Remove((entry, row.Knowledge));
            var sum = _entries.GetValueOrDefault((entry, 0)) ?? new(entry, 0, Counts.Zero, []);
            _entries[(entry, 0)] = sum with { Counts = Counts.Add(sum.Counts, row.Counts), Revenue = Counts.Add(sum.Revenue, row.Revenue) };
        }
    }

    private void AddVersion(CountDelta delta, string day)
    {
        var key = (day, delta.Knowledge);
        var known = _versions.GetValueOrDefault(key) ?? new(delta.Knowledge, day, Counts.Zero, []);
        _versions[key] = known with { Counts = Counts.Add(known.Counts, delta.Counts), Revenue = Counts.Add(known.Revenue, delta.Revenue) };
        if (_versions.Count > MaxVersionRows) _versions.Remove(_versions.Keys.Min());
    }
}
