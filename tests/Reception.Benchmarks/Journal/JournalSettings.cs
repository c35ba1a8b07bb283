namespace Reception.Benchmarks.Journal;

internal sealed record JournalSettings(int Conversations, int Seconds, int Appenders, int Bytes, int Rounds, string Folder)
{
    public static JournalSettings Parse(string[] arguments)
    {
        var values = arguments.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]);
        return new JournalSettings(Number("--conversations", 1_000_000), Number("--seconds", 5), Number("--appenders", 2048), Number("--bytes", 300), Number("--rounds", 5),
            values.TryGetValue("--folder", out var folder) ? Directory.CreateDirectory(folder).FullName : Directory.CreateTempSubdirectory("reception-journal-").FullName);

        int Number(string name, int otherwise) => values.TryGetValue(name, out var value) ? int.Parse(value, null) : otherwise;
    }

    /// <summary>A key as the product makes them: shop, channel, 128 hashed bits.</summary>
    public static string Key(int conversation) => $"shop-{conversation % 50}/web/c-{(ulong)conversation * 0x9E3779B97F4A7C15UL:x16}abcdef";
}
